"""Every kind of problem that an input can have: a stable code, its sentence, what to do."""

from __future__ import annotations

from dataclasses import dataclass, replace

from imscore.model import Problem, Severity

# A cell can hold 32,767 characters; a message that quotes them all is no message.
_LONGEST = 400


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of problem.

    Attributes:
        code: stable name, for other programs.
        severity: `error` or `warning`.
        message, expected, hint: templates; names in braces are filled in where it is raised.
    """

    code: str
    severity: Severity
    message: str
    expected: str
    hint: str

    def at(
        self, file: str, sheet: str = "", cell: str = "", *, found: object = "", **words: object
    ) -> Problem:
        """The problem at a place, its templates filled with `found` and `words`."""
        words = {name: _shortened(word) for name, word in (words | {"found": found}).items()}
        return Problem(
            self.severity,
            self.code,
            file,
            sheet,
            cell,
            str(words["found"]),
            self.expected.format(**words),
            self.hint.format(**words),
            self.message.format(**words),
        )


def _shortened(word: object) -> object:
    text = str(word)
    return word if len(text) <= _LONGEST else f"{text[:_LONGEST]}... ({len(text):,} characters)"


def _error(code: str, message: str, expected: str, hint: str) -> Kind:
    return Kind(code, "error", message, expected, hint)


def _warning(code: str, message: str, expected: str, hint: str) -> Kind:
    return Kind(code, "warning", message, expected, hint)


# The file as a whole.
UNREADABLE = _error(
    "unreadable_file",
    "{found}",
    "an .xlsx, .xls, .xlsb, .ods or .csv file",
    "{hint}",
)
EMPTY_FILE = _error("empty_file", "the file is empty", "a table", "Check that it was saved whole.")
NO_SUCH_SHEET = _error(
    "no_such_sheet",
    "there is no sheet called {found}",
    "one of: {sheets}",
    "{suggestion}Name one of: {sheets}.",
)
NO_TABLE = _error(
    "no_table",
    "no table that imscore knows was found: {found}",
    "a header row with area_code or area_name, indicator, period, and numerator or value; or "
    "periods across, under a title that names an indicator of `imscore indicators`",
    "Name the columns as `imscore template` does, or use a Fingertips download as it is; or say in "
    "a layout what the columns and the sheet are about (`imscore layout new`, --layout).",
)
OWN_ACCESSIBLE = replace(
    NO_TABLE,
    message="this is imscore's own accessible workbook, which is made to be read by people",
    expected="the files that it was made from",
    hint="Give those, or the board workbook (.xlsx) of the same report.",
)
MISSING_COLUMN = _error(
    "missing_column",
    "the header row has no column for {column} (it has: {found})",
    "a column called {column}",
    "{suggestion}Add the column, or rename the one that holds it.",
)
HEADING_UNCLEAR = replace(
    MISSING_COLUMN,
    message="no column says which indicator this is, and {found} does not tell for certain: not "
    "understood: {words}",
    expected="a column called indicator",
    hint="If it is an indicator of `imscore indicators` as it stands there, name that in a column, "
    "or under [says] in a layout (`imscore layout new`, --layout). If it is another measure, leave "
    "the sheet out (--sheet).",
)
SEVERAL_INDICATORS = replace(
    MISSING_COLUMN,
    message="the row above this header names several indicators ({found}), and its columns are not "
    "understood as counts and rates of each, in a period that a column or a title such as 2008/09 "
    "gives",
    expected="Number and Percent, or Count and Rate, below each indicator",
    hint="Call the columns below each indicator Number and Percent, or Count and Rate, once each; "
    "take the other columns out, and add a column called period. Or give one row an observation "
    "as `imscore template` does.",
)
UNREAD_COLUMN = _warning(
    "unread_column",
    "{found} stands among the periods and is not understood: its column was not read",
    "a period such as 2008, 2008/09, 2008/09 Q3 or 2007-09, for the whole of it",
    "Write the period so if the column should count; if it is no observation, leave it.",
)
NEARLY_A_PERIOD = _error(
    "nearly_a_period",
    "{found} stands among the periods and is nearly one: the {figures} below it would be lost",
    "a period such as 2008, 2008/09, 2008/09 Q3 or 2007-09",
    "Write the period without a note's digit or letter, or take the column out.",
)
UNREAD_TARGET = replace(
    UNREAD_COLUMN,
    message="{found} says that its column is no observation (a target, a plan or the like): it was "
    "not read",
    hint="Leave it, or correct the header if the figures were observed. Targets are read from a "
    "sheet called targets.",
)
UNREAD_HEADER = replace(
    UNREAD_COLUMN,
    message="{found} stands among the columns of figures and is not understood: it was not read",
    expected="an indicator of `imscore indicators`, or an area",
    hint="Correct the header if the column should count; else leave it.",
)
UNREAD_FIGURES = replace(
    UNREAD_COLUMN,
    message="column {found} holds figures and was not read",
    expected="a column called numerator, denominator, value, lower_ci or upper_ci",
    hint="{suggestion}Call it numerator, denominator, value, lower_ci or upper_ci if it is that, "
    "in the indicator's own unit; else take it out, or name it under not_read in a layout "
    "(`imscore layout new`, --layout).",
)
LIMITS_UNCLEAR = replace(
    UNREAD_COLUMN,
    message="{found} is not certainly a lower and an upper limit: its column was not read",
    expected="limits such as 4.3-7.5, 4.3 to 7.5 or (4.3, 7.5), the lower one first",
    hint="Write both limits so in every cell of the column, or give them a column each, lower_ci "
    "and upper_ci.",
)
YEARLY_NUMBER = replace(
    UNREAD_COLUMN,
    message="{found} may be the number in one year, as in the profiles that councils are sent, and "
    "{period} is of three: it was not read there",
    expected="the number of the whole period, under numerator",
    hint="Call the column numerator if its numbers are those of the whole period.",
)
UNREAD_CODES = replace(
    UNREAD_COLUMN,
    message="{found} holds codes of areas and was not read: they may be of other places than the "
    "names beside them",
    expected="a column called area_code",
    hint="Call it area_code if its codes are those of the areas in the rows.",
)
COMPARATOR_COLUMN = replace(
    UNREAD_COLUMN,
    message="{found} is of another place than the rows under it ({cells}): it was not read",
    expected="columns of the areas' own figures under each period",
    hint="Give England, a region or a group of peers a row of its own; rename the column if it "
    "holds the areas' own figures.",
)
COMPARATOR_ALONE = _error(
    "comparator_column",
    "{found} is of another place than the rows under it ({cells}), and no rate beside it is sure "
    "to be the areas' own",
    "the areas' own figures under each period",
    "Call the column of the areas' own rates Rate or %, and give England, a region or a group of "
    "peers a row of its own.",
)
UNREAD_MEASURE = replace(
    UNREAD_COLUMN,
    message="{found} was not read, and no other column under {period} gives a {column}: {why}",
    expected="a header that the indicator's own unit and people agree with",
    hint="Correct the header if the column should count, its figures in the indicator's unit.",
)
HEADERLESS_COLUMN = _error(
    "headerless_column",
    "column {found} holds figures and has no header{empty}",
    "every header over its own figures",
    "Put the headers over their figures, name the column, or remove it.",
)
NO_PERIOD_ABOVE = replace(
    HEADERLESS_COLUMN,
    message="{found} stands over figures and under no period",
    expected="a period above every column of figures",
    hint="Write the period above the column, or remove the column.",
)
INDICATORS_IN_CELLS = replace(
    NO_PERIOD_ABOVE,
    code="several_in_cells",
    message="the cells under this heading do not all name one indicator that imscore knows and "
    "that the title agrees with: {found}",
    expected="one indicator of `imscore indicators` in all of these cells",
    hint="Put each indicator on a sheet of its own, or give each observation a row of its own.",
)
COUNT_OR_RATE = _error(
    "count_or_rate",
    "the figures of {found} are all whole numbers, and nothing says whether they are counts or "
    "{unit}",
    "a heading that says which",
    "Write it into the title or the header, such as `{name}, number` or `{name} ({unit})`; or say "
    'measure = "numerator" or "value" under [says] in a layout (--layout).',
)
NOT_OBSERVED = replace(
    MISSING_COLUMN,
    message="{found} says that the figures here are no observations of the whole population",
    expected="a column called value, of what was observed",
    hint="Targets, forecasts and figures of one sex are not read. Leave the sheet out (--sheet), "
    "or correct the title if it is wrong.",
)
QUARTERS_OF_NO_YEAR = replace(
    MISSING_COLUMN,
    message="the columns are quarters ({found}), and {reason}",
    expected="quarters with their year, such as 2010/11 Q2",
    hint="Write the financial year into each header, such as 2010/11 Q2, or into the title, such "
    "as 2010/11.",
)
ROWS_OF_QUARTERS = replace(
    MISSING_COLUMN,
    message="the rows are quarters ({found}), and {reason}",
    expected="quarters down and financial years such as 2010/11 across",
    hint="Write financial years such as 2010/11 above them, a quarter into every row, and keep a "
    "total only beside all four.",
)
ROWS_OF_MONTHS = replace(
    MISSING_COLUMN,
    message="{found} in the rows is a part of a year, and the periods above are not",
    expected="rows of areas, of quarters, or of whole years",
    hint="Keep the rows of quarters, or of the whole year under the area's name, and take the "
    "others and their column out. Figures of a month are never read as a year's.",
)
PART_OF_YEARS = replace(
    MISSING_COLUMN,
    message="{found} says that the figures are of a part of a year, and the periods are not",
    expected="periods such as 2010/11 Q2",
    hint="Write the quarter into each period, such as 2010/11 Q2, or correct the title if it is "
    "wrong. Figures of a quarter are never read as a year's.",
)
CONTRADICTION = _error(
    "contradicting_words",
    "{found} contradicts what stands beside it",
    "words that agree",
    "Correct whichever is wrong.",
)
OTHER_PERIOD = replace(
    CONTRADICTION,
    message="{found} names another period than that of the figures it is over ({period})",
    expected="one period for each figure",
    hint="Correct whichever is wrong. If the header's year is of something else, take it out of "
    "the header.",
)
NOT_WINDOWS = replace(
    CONTRADICTION,
    message="{found} says that the figures are of several years together, and periods such as "
    "{period} are not",
    expected="periods such as 2007-09",
    hint="Write each period out from its first to its last year, such as 2007-09; if each figure "
    "is of its own period alone, take the words out.",
)
OTHER_COUNTS = replace(
    CONTRADICTION,
    message="{found} is no {column} of {indicator}, which is of {own}",
    expected="a column called {column}, of {own}",
    hint="If it does hold the {own}, call it {column}; else take it out, or name it under not_read "
    "in a layout (`imscore layout new`, --layout).",
)
HEADER_UNIT = replace(
    CONTRADICTION,
    message="{found} cannot be over values of {indicator}, which is given as: {unit}",
    expected="values in the indicator's own unit: {unit}",
    hint="Call the column value if its values are in that unit; else convert them, or give the "
    "indicator a table of its own.",
)
OTHER_SHEET_NAME = replace(
    CONTRADICTION,
    message="the sheet is called {found}, and its table is said to be of {indicator}",
    expected="one indicator for each table",
    hint="Correct whichever is wrong, the sheet's name or the title.",
)
MAY_BE_DIFFERENCES = replace(
    CONTRADICTION,
    message="{found} may say that the figures are differences, and none of England's stands "
    "beside them",
    expected="the areas' own figures",
    hint="If the figures are the areas' own, take the comparison out of the text; differences are "
    "not read.",
)
ROWS_NOT_AREAS = replace(
    MISSING_COLUMN,
    message="the rows of this table are {found}, and nothing says for certain which area it is of",
    expected="a column called area_name",
    hint="Add a column with the area's name, or a line `Area: ...` above the table, or say "
    "area_name under [says] in a layout (`imscore layout new`, --layout).",
)
NO_FIGURES = replace(
    MISSING_COLUMN,
    message="no column under the periods is understood as a count or a rate: {found}",
    expected="a column called numerator or value",
    hint="Call the columns Number, Denominator and Rate, and remove those that hold other figures.",
)
TABLE_NOT_READ = _warning(
    "table_not_read",
    "this sheet looks like a table but was not read: no column for {column} (it has: {found})",
    "a column called {column}",
    "Add the column if the sheet should count.",
)
SHEET_NOT_READ = replace(
    TABLE_NOT_READ,
    message="this sheet has figures and looks like a table, but was not read: {found}",
    expected="a table as `imscore template` has it, or a description of this one",
    hint="If it should count, `imscore layout new` with --sheet starts a description, and --layout "
    "reads by it; else leave the sheet as it is.",
)
DUPLICATE_COLUMN = _error(
    "duplicate_column",
    "two columns are {column}: {found}",
    "one column for {column}",
    "Rename or remove one of them.",
)
MEASURE_UNCLEAR = replace(
    DUPLICATE_COLUMN,
    message="{found} stands among names of counts and rates, and is none that is understood",
    expected="numerator, denominator, value, lower_ci or upper_ci, in the indicator's own unit",
    hint="Write numerator, denominator, value, lower_ci or upper_ci if it is one of those; take "
    "the rows of anything else out, or give them a sheet of their own.",
)
TWICE_OTHERWISE_CALLED = replace(
    DUPLICATE_COLUMN,
    hint="Rename or remove one of them; or name the one that says nothing more of the rows under "
    "not_read in a layout (`imscore layout new`, --layout).",
)
TWICE_UNDER_PERIOD = replace(
    DUPLICATE_COLUMN,
    message="two columns under {period} are {column}: {found}",
    hint="Rename or remove one of them; or write above the second the period that it is of.",
)
NO_ROWS = _error(
    "no_rows",
    "there is a header row but no figure below it that imscore can use{found}",
    "rows with figures of indicators that imscore knows",
    "`imscore indicators` lists them.",
)
NO_FIGURE_AT_ALL = replace(
    NO_ROWS,
    message="no row below this header has a figure, nor a marker or a note that says why",
    expected="figures in a column called value, or numerator and denominator",
    hint="Call the columns that hold the figures value, or numerator and denominator; a warning "
    "names each column that was not read.",
)
PERSONAL_DATA = _error(
    "personal_data",
    "this column seems to hold {found}: figures about areas need none",
    "counts and rates of areas, with nothing about any one person",
    "Delete the column, check that no other holds such data, and keep the file where it is safe.",
)

SWALLOWED_ROWS = _error(
    "swallowed_rows",
    "this cell begins on line {line} of the file and holds {lines} lines that look like rows: "
    "{found}",
    "each row on a line of its own",
    "A quotation mark on line {line} has no partner there, so that the rows up to the next one "
    "became one cell. Take it out, or fetch the file again.",
)
CUT_ROW = _warning(
    "cut_row",
    "the file ends here within a row, after {found}: it has {size} of {common} fields and no line "
    "end",
    "a last row as long as the others",
    "The file was perhaps not saved or sent whole: fetch it again. Rows that came after are not in "
    "it.",
)
LOST_ROWS = _warning(
    "lost_rows",
    "this row begins as the others do and none of its figures was read{more}: {found}",
    "a row with its figures in the columns of the header",
    "Complete the row, or take it out. If its fields are not separated as in the other rows, "
    "separate them so.",
)

# Which indicator, area and period.
UNKNOWN_INDICATOR = _error(
    "unknown_indicator",
    "{found} is not an indicator that imscore knows",
    "an id, name or published spelling from `imscore indicators`",
    "{suggestion}Correct it, or define it in a folder and name that with --indicators.",
)
UNKNOWN_INDICATORS = replace(
    UNKNOWN_INDICATOR,
    message="{found} further down are no indicators that imscore knows",
    hint="{suggestion}Correct them, or define them in a folder and name that with --indicators.",
)
NEAR_INDICATOR = _warning(
    "near_indicator",
    "{found} was set aside: it is not quite the name of an indicator",
    "an id, name or published spelling from `imscore indicators`",
    "{suggestion}Correct it if it is the same measure.",
)
NO_SEX_OR_AGE = _error(
    "no_sex_or_age",
    "{found} stands in the column for {column} and is no {column}{more}",
    "such as {example}",
    "Check whether the row's cells have slipped into other columns, or correct the header.",
)
GROUPS_NOT_KNOWN = _warning(
    "groups_not_known",
    "{rows} of {total} were set aside as of another {column}, and none of {found} is known as one",
    "such as {example}",
    "Write {example} where a row is of everyone; leave it if the rows are of a part.",
)
TWO_INDICATORS = _error(
    "two_indicators",
    "the indicator's number says {found}, its name {other}",
    "a number and a name of the same indicator",
    "Correct whichever is wrong.",
)
UNKNOWN_DEFINITION = _error(
    "unknown_definition",
    "{found} is not a definition of {indicator}",
    "{expected}",
    "Correct it, or leave it blank: the period then decides.",
)
MISSING_CELL = _error(
    "missing_cell",
    "{column} is blank in a row that has figures",
    "{expected}",
    "Fill it in, or clear the row.",
)
BAD_PERIOD = _error(
    "bad_period",
    "period {found} {reason}",
    "a period such as 2008, 2008/09, 2008/09 Q3 or 2007-09",
    "Correct the period.",
)
SHORT_PERIODS = replace(
    BAD_PERIOD,
    message="the spelling of these periods ({found}) is too short to tell for certain which they "
    "are",
    hint="Write each year in full: 2008/09 for a financial year, 2008 for a calendar year, 2006-08 "
    "for three calendar years.",
)
SHORT_PERIOD_LOST = replace(
    SHORT_PERIODS,
    message="{found} stands among the periods, and its spelling is too short to tell for certain "
    "which it is: the figures below it would be lost",
)
SHORT_PERIOD_IN_TITLE = replace(
    MISSING_COLUMN,
    message="no column says when, and the spelling of the period in {found} is too short to tell "
    "for certain which it is",
    expected="a column called period",
    hint="Write the year there in full: 2008/09 for a financial year, 2006-08 for three calendar "
    "years; or add a column called period.",
)
PERIOD_IS_DATE = _error(
    "period_is_date",
    "the period is a date ({found}): a spreadsheet has probably changed a text such as 2007-09",
    "a period such as 2007-09, kept as text",
    "Format the column as text and type the period again.",
)
PERIOD_KIND = _error(
    "period_kind",
    "period {found} does not fit {indicator}, which has a {expected_kind}",
    "a {expected_kind}",
    "Correct the period, or the indicator.",
)
LONG_AGO = _warning(
    "long_ago",
    "period {found} is from before 1948",
    "a period of the years since 1948",
    "Check its digits; leave it as it is if the series does go back so far.",
)
FUTURE_PERIOD = _error(
    "future_period",
    "period {found} {how_far} yet: its figures cannot be known before {over}",
    "a period that is over",
    "Correct the period. If the figures are of its first months, give those as quarters.",
)
SECOND_HEADER = _error(
    "second_header",
    "a second header row stands here, with other columns than the first",
    "one table on a sheet",
    "Move the rows below it to a sheet of their own.",
)
SIDE_BY_SIDE = replace(
    SECOND_HEADER,
    message="{found} starts a second table beside the first: its rows are called otherwise than "
    "those at the left",
    hint="Put the blocks one below the other, or on sheets of their own.",
)
HEADER_BARS = _error(
    "header_not_read",
    "{found} heads figures that are not read: {why}",
    "a header of figures as `imscore template` has them, or an indicator's name",
    "If it holds the rows' own counts or values, head it Number, Denominator or Value, or say "
    "which it is under [columns] in a layout (`imscore layout new`, --layout); else leave it out.",
)
NOT_SAID = replace(
    MISSING_COLUMN,
    message="this would be a table, but nothing on the sheet says for certain the {found}",
    expected="a column, a title or the sheet's name that tells the {found}",
    hint="Add it to the sheet, or say {needs} under [says] in a layout (`imscore layout new`, "
    "--layout).",
)
LONE_PERIOD = replace(
    HEADER_BARS,
    message="{found} is the only period here, over too few figures to tell that it heads them",
    expected="a column called period, or several periods side by side",
    hint="Write the period into a column called period, and head the figures Number, Denominator "
    "or Value.",
)
OVER_SEVERAL = replace(
    SECOND_HEADER,
    message="{found} stands over several columns ({below}), and which of them is meant is not told",
    hint="Write each column's whole name into one header row, such as 'Infant deaths', and take "
    "out the row below it.",
)
SECOND_ROW = replace(
    SECOND_HEADER,
    message="row {row} holds words and no figures right below the header, so it is a second header "
    "row, and {found} in it is not understood",
    expected="what each column holds: count, rate, %, lower limit or upper limit",
    hint="Call it so if it is that, in the indicator's own unit. If it is a target, a part of the "
    "people or another unit, take its whole columns out, not this row alone.",
)
HEADING_BETWEEN = replace(
    SECOND_HEADER,
    message="{found} stands between rows of figures and says what those below it are of",
    hint="Put a header with the periods below it, or move the rows below it to a sheet of their "
    "own.",
)
LINE_WITHOUT_PERIOD = replace(
    SECOND_HEADER,
    message="{found} names the indicator of the rows below it, and no period, as other such lines "
    "do",
    expected="a period for every row",
    hint="Write the period behind it, such as 2008/09, or into a line of its own below it.",
)
NARROWING_LINE = _error(
    "narrowing_line",
    "{found} stands by the table and says whose figures these are, or which: {words}",
    "figures of everyone in the area, as observed, and of the indicator itself",
    "If they are what it says, leave the sheet out (--sheet) or take those figures out; if they "
    "are not, take the line out, or correct it. A layout that says which indicator it is "
    "(`imscore layout new`, --layout) comes first.",
)
BLOCK_UNCLEAR = _error(
    "block_unclear",
    "{found} stands over figures of its own and is not understood ({words}): they are not read as "
    "those of the title further up",
    "a heading that names the indicator over each block",
    "Name the indicator above the block if the figures are of it, or take the line out; else put "
    "the block on a sheet of its own.",
)
SHEET_UNCLEAR = replace(
    BLOCK_UNCLEAR,
    message="the sheet's name {found} is not understood ({words}), and another sheet gives the "
    "same indicator: nothing tells them apart",
    expected="sheets named for the indicator, a place or a period",
    hint="Name the sheet for what it holds, or leave it out (--sheet).",
)
LINE_UNCLEAR = _warning(
    "line_unclear",
    "{found} was passed over: not understood here: {words}",
    "lines that say nothing else of the figures than that they are the indicator's",
    "If it says whose figures these are, or which, they must not be read so: leave the sheet out "
    "(--sheet). Else leave it.",
)
CORNER_UNCLEAR = replace(
    LINE_UNCLEAR,
    message="{found} is taken to head the areas: not understood here: {words}",
    expected="a header such as Area, PCT or Local authority",
    hint="If it says whose figures these are, or which, they must not be read so: leave the sheet "
    "out (--sheet). Else call the column Area.",
)
LAYOUT_CONTRADICTED = _warning(
    "layout_contradicted",
    "{found} says otherwise than the layout's [says] ({says}), which was followed",
    "a layout that agrees with the sheet",
    "Check that the layout is of this sheet: the figures are read as it says.",
)
CODE_IS_NUMBER = _warning(
    "code_is_number",
    "the area code is a number ({found}): a spreadsheet has perhaps changed a code such as 5E1",
    "a code kept as text",
    "Check the code; format the column as text and type it again.",
)
CODE_IS_DATE = replace(
    CODE_IS_NUMBER,
    message="the area code is a date ({found}): a spreadsheet has perhaps changed a code that "
    "looked like one",
)
MALFORMED_CODE = _warning(
    "malformed_code",
    "area code {found} has {digits} digits",
    "a letter and 8 digits, such as E08000001",
    "Correct the code: as it stands it is another area than the one that it may be meant for.",
)
CHANGED_CODE = replace(
    MALFORMED_CODE,
    message="area code {found} is perhaps {meant}: it has a sign before it, or a letter that looks "
    "like a digit",
    expected="a code such as {meant}",
)
CUT_CODE = replace(
    MALFORMED_CODE,
    message="area code {found} is not known and begins with 0: it has perhaps lost a 0 or a letter",
    expected="a code such as 00AB or E08000001",
)
TAKEN_AS_CODE = _warning(
    "taken_as_code",
    "{found} has no code here and is taken to be {code}, which has that name elsewhere",
    "the area's code",
    "Add the code, so that nothing has to be supposed.",
)
NEAR_NAMES = _warning(
    "near_names",
    "{found} and {other} may be one area under two names: they are kept apart",
    "each area under one name, or with its code",
    "If they are one, write the same name throughout; if they are two, give each its code.",
)
TWO_NAMES = _warning(
    "two_names",
    "area code {code} has two names: {found}",
    "one name for each code",
    "Check that every row belongs to the same area.",
)

DIFFERENT_AREAS = _error(
    "different_areas",
    "area code {code} stands for different areas: {found}",
    "one area for each code",
    "Correct the code or the name, whichever is wrong. If the names are of one area, write the "
    "same name everywhere.",
)
CODE_OF_ANOTHER = replace(
    DIFFERENT_AREAS,
    message="area code {code} is that of {place}, and the name is {found}",
    expected="the code of {found}, or the name {place}",
    hint="Correct the code or the name, whichever is wrong.",
)
ONE_NAME = replace(
    DIFFERENT_AREAS,
    message="{number} area codes have one name, {found}: {codes}",
    expected="the name of each area",
    hint="Check whether the names are those of what the areas lie in; give each its own.",
)
LOOK_ALIKE = _warning(
    "look_alike_letters",
    "{found} has letters that only look like others: {letters}",
    "an area's code or name in ordinary letters and digits",
    "Type it again; otherwise it is an area by itself.",
)
LOOK_ALIKE_AREA = replace(
    DIFFERENT_AREAS,
    message="{found} differs from {other} only in letters that look alike: {letters}",
    expected="{other}",
    hint="Type it again: as it stands the rows would count as of two areas.",
)
TWO_CODES = _warning(
    "two_codes",
    "{found} has two codes, {first} and {code}: {known}",
    "one code for each area",
    "They are kept apart as two areas. If they are one, give all of its rows the same code.",
)

# The figures.
NOT_A_NUMBER = _error(
    "not_a_number",
    "{column} {found} is not a number",
    "a number, blank, or a marker such as * or [c]",
    "{suggestion}",
)
UNSAVED_FORMULA = _warning(
    "unsaved_formula",
    "{column} is a formula whose result was not saved ({found}); it is read as blank",
    "a number",
    "Open the file in a spreadsheet program, save it there, and run this again.",
)
NEGATIVE = _error(
    "negative", "{column} is {found}", "a number that is not negative", "Correct the cell."
)
ZERO_DENOMINATOR = _error(
    "zero_denominator",
    "the denominator is 0, so there is no {unit} to work out",
    "a number above 0, or blank",
    "Correct the cell, or leave the row's figures blank.",
)
NOBODY = _warning(
    "nobody_to_count",
    "there is no figure where the counts are {found}",
    "counts above 0, or a marker",
    "It was set aside, and is shown as not applicable. Correct the counts if they are not right.",
)
NUMERATOR_OVER = _error(
    "numerator_over_denominator",
    "numerator {found} is more than its denominator {denominator}",
    "at most {denominator}",
    "Check whether the two columns were swapped or one of them is of another period.",
)
VALUE_DISAGREES = _warning(
    "value_disagrees",
    "value {found} is not what its counts give ({computed})",
    "{computed}",
    "The counts are used. Correct whichever is wrong.",
)
WRONG_UNIT = _error(
    "wrong_unit",
    "value {found} and its counts ({computed} {unit}) cannot describe the same thing",
    "{computed} ({unit})",
    "Give the value {unit}, or leave it blank: it is worked out from the counts.",
)
VALUE_CONTRADICTS = _error(
    "value_contradicts",
    "value {found} and its counts, which give {computed} {unit}, cannot describe the same thing",
    "{computed} ({unit})",
    "Correct whichever is wrong; if the counts are right, the value may be left blank. If they "
    "are of something else, such as deaths at all ages, say so in their header: they are not read "
    "then.",
)
HIDDEN_CONTRADICTS = _error(
    "hidden_contradicts",
    "numerator {found} and the value {value} beside it ({value_cell}), which makes {events} of "
    "{denominator}, cannot both be right",
    "a count and a value of the same thing",
    "Correct whichever is wrong.",
)
DENOMINATOR_SHORT = _error(
    "denominator_short",
    "denominator {found} cannot carry the value {value} beside it ({value_cell}): that makes "
    "{events} events",
    "the number of people or births that the value is of",
    "Check whether the column holds the events, or figures of another period or unit.",
)
DENOMINATOR_DOUBTFUL = _warning(
    "denominator_doubtful",
    "the interval of value {value} ({value_cell}), {interval}, is by far not what a denominator of "
    "{found} makes",
    "the number of people or births that the value is of",
    "Check whether the column holds the events, or figures of another period or unit.",
)
NOT_COUNTS = _error(
    "not_counts",
    "{numerator} of {denominator} is no count, and gives {found}, which is outside what has been "
    "seen ({low} to {high} {unit})",
    "counts of people or events",
    "Check whether columns of counts and of rates were swapped.",
)
AMBIGUOUS_FRACTION = _error(
    "ambiguous_fraction",
    "value {found} may be {scaled} written as a fraction, or {as_it_is}",
    "{scaled}, or {as_it_is} with its counts",
    "Write {scaled} if that is meant, or give numerator and denominator.",
)
OVER_ALL = _error(
    "number_format",
    "value {found} is shown as {shown}, since its cell has the number format {format}",
    "a cell that shows at most 100%",
    "Format the cell as a plain number if {found}% is meant, or correct the value.",
)
RATE_AS_PERCENT = replace(
    OVER_ALL,
    expected="a rate, shown as a plain number",
    hint="This indicator is a rate, not a percentage. Format the cell as a plain number if {found} "
    "is meant, or correct the value.",
)
MERGED_OVER_AREAS = _error(
    "merged_over_areas",
    "{column} is one number in the merged cells {found}, over the rows of {areas}",
    "each area's own figure",
    "Give each area its own figure; leave it blank where there is only one of several together.",
)
FORMAT_SHOWS = replace(
    OVER_ALL,
    message="{column} {seen}",
    expected="a cell that shows its number alone",
    hint="Format the cell as a plain number if what is stored is meant, or correct it.",
)
TOO_LARGE = _error(
    "too_large",
    "{column} is {found}, more than there can be",
    "at most {most}",
    "Check the cell and its unit.",
)
PART_COUNT = _warning(
    "part_count",
    "{column} {found} is not a whole number",
    "a count of people or events",
    "Check that the cell holds a count and not a rate, and no point between thousands.",
)
UNKNOWN_MARKER = _error(
    "unknown_marker",
    "marker {found} is not known",
    "{expected}, or blank",
    "{suggestion}Correct it, or leave it blank.",
)
UNCLEAR_MARKS = replace(
    UNKNOWN_MARKER,
    message="column {found} has marks that may say that figures are not to be shown: {marks}",
    expected="a column called marker, with suppressed or unreliable where a figure is so",
    hint="Call the column marker and write what each mark means; if the marks say nothing of the "
    "figures, take the column out.",
)
UNKNOWN_MARKS = replace(
    UNKNOWN_MARKER,
    severity="warning",
    code="unknown_marks",
    message="column {found} has marks that are not understood, and the figures beside them were "
    "read as they stand: {marks}",
    expected="marks that are known, or a column called marker",
    hint="Check the figures beside them. If they are suppressed or unreliable, say so in a column "
    "called marker.",
)
UNKNOWN_MARKERS = replace(
    UNKNOWN_MARKER,
    message="the markers {found} further down are not known",
    hint="{suggestion}Correct them, or leave them blank.",
)
INTERVAL_OFF = _warning(
    "interval_off",
    "value {found} and its interval ({low} to {high}) cannot both be right",
    "limits on either side of the value, in its unit, that can be",
    "The interval is not used. Correct whichever is wrong.",
)
IMPLAUSIBLE = _warning(
    "implausible",
    "{indicator} of {found} is outside what has been seen ({low} to {high} {unit}{when})",
    "{low} to {high} {unit}",
    "Check the figure and its unit{perhaps}.",
)
INCOMPLETE_COUNTS = _warning(
    "incomplete_counts",
    "there is no value, and {found} alone gives none",
    "both counts, or a value",
    "Fill in what is missing; the row is shown without a figure.",
)
INCOMPLETE_COUNTS_OF_MANY = replace(
    INCOMPLETE_COUNTS,
    message="{rows} rows from here on have no value, and {found} alone gives none",
    hint="Fill in what is missing, or see which column was not read; the rows are shown without a "
    "figure.",
)
PEOPLE_ALONE = _warning(
    "people_alone",
    "{found} on this sheet are of areas or periods that have no count and no value of "
    "{indicator} elsewhere",
    "the areas and periods of the sheets with the counts or the values",
    "They are not used. Write areas and periods as they stand there, or bring all into one table.",
)
DUPLICATE_SAME = _warning(
    "duplicate_same",
    "{found} is given again, as in {first}",
    "one row for each area, indicator and period",
    "It counts once. Remove one of them.",
)
DUPLICATE_DIFFERENT = _error(
    "duplicate_different",
    "{found} is {this} here but {other} in {first}",
    "one row for each area, indicator and period",
    "Keep the right one; if one gives the counts and the other their rate, put both in one row.",
)
DUPLICATES_SAME = replace(
    DUPLICATE_SAME,
    message="{found} give again what stands elsewhere (the first at {cells})",
    hint="They count once. Remove them if they are not meant.",
)
NEAR_ENGLAND = _warning(
    "near_england",
    "{found} is not read as England, though its name is like it",
    "England, or code E92000001, for the row that holds England's figures",
    "Call the row England if it is; otherwise England's published figures are used.",
)
ENGLAND_DIFFERS = _warning(
    "england_differs",
    "{indicator} of England in {period} is {found} here, and the published series has {known} for "
    "{known_period} ({source})",
    "about {known}",
    "Verdicts rest on the row as it is given. Correct it, or take it out: the published figure "
    "then counts.",
)
NEAR_COLUMN = _warning(
    "near_column",
    "column {found} was not read, though it is nearly {near}",
    "a column called {near}, or another name",
    "{holds}Call it {near} if it is that.",
)
TWO_PERIOD_COLUMNS = _error(
    "two_period_columns",
    "two columns say when: {found}",
    "one column for the period, such as 2010/11 Q1",
    "Join the two into one column, or remove the one that is not the period.",
)
NARROWING_COLUMN = _error(
    "narrowing_column",
    "column {found} says something about the rows that is not understood, such as {example}: the "
    "figures may be of a part",
    "figures of the whole area and period, for everyone",
    "Take the column out if the figures are of the whole; call it category if the rows are a "
    "breakdown; write a quarter into the period, such as 2010/11 Q1.",
)
NARROWING_UNIT = replace(
    NARROWING_COLUMN,
    message="column {found} says {example}, and the indicator is given as: {unit}",
    expected="values in the indicator's own unit: {unit}",
    hint="Convert the values, or correct the column or take it out if it is wrong.",
)
NARROWING_TITLE = replace(
    NARROWING_COLUMN,
    message="{found} says that the figures below are of a part: {words}",
    hint="If they are, leave the sheet out (--sheet), or call the rows a breakdown in a column "
    "called category; if they are not, correct the title.",
)

# Groups that are to be held against each other.
NO_GROUPS = _error(
    "no_groups",
    "there are no groups in it",
    "a column called group or category, blank or All where a row is of everyone",
    "Add that column, or the indicator routine_and_manual_infant_mortality.",
)
TWO_GROUP_COLUMNS = _error(
    "two_group_columns",
    "{found} both name groups",
    "one column that names the group, and at most one that names the kind of grouping",
    "Put each grouping on rows of its own, with category_type and category beside it.",
)
GROUPS_DO_NOT_ADD_UP = _error(
    "groups_do_not_add_up",
    "the {number} groups by {grouping} have {found} {what} in {period}, and {all} has {whole}",
    "groups that add up to {all}",
    "Put the counts right, or add a row for those in no group, called Not stated{option}.",
)
GROUPS_ROUNDED = _warning(
    "groups_rounded",
    "the {number} groups by {grouping} have {found} {what} in {period}, and {all} has {whole}: no "
    "more apart than their rounding allows",
    "groups that add up to {all}",
    "Use counts that are not rounded, where there are any.",
)
PART_EXCEEDS_ALL = _error(
    "part_exceeds_all",
    "{group} is part of {all} and has {found} {what} in {period}, more than its {whole}",
    "no more than {whole}",
    "Put the counts right, or say with --against which group is meant.",
)
SOLE_REGISTRATIONS = _error(
    "sole_registrations",
    "{found} in {period} holds births registered by one parent alone, or may hold them; the gap of "
    "routine and manual groups is against births registered by both parents",
    "a row of births registered by both parents",
    "Add a row called Births registered by both parents, with its deaths and births.",
)
TOO_ROUNDED = _error(
    "too_rounded",
    "from the printed rates {found} in {period} the gap may be anything from {least}% to {most}%",
    "events and populations",
    "Give the counts that the rates were worked out from.",
)

# Sheets that are filled in and read back: actions, self-checks.
SHEET_HEADING = _error(
    "sheet_heading",
    "the heading here is {found}, and {heading} is what belongs here",
    "{heading}",
    "Put the headings back as they were ({all}), each over its own column.",
)
TEXT_OUTSIDE = _error(
    "text_outside",
    "{found} stands outside the table and would be lost",
    "nothing outside the table but the lines above it as they were written",
    "Move it into a row of the table, or clear the cell.",
)
FORM_FORMULA = _error(
    "form_formula",
    "this cell holds a formula ({found}), of which only the result would be kept",
    "text",
    "Put the text itself in its place.",
)
FORM_ERROR_VALUE = _error(
    "form_error_value",
    "this cell holds the error value {found}, which would be lost",
    "text",
    "Put the text that belongs here in its place, or clear the cell.",
)
FORM_COMMENT = _error(
    "form_comment",
    "a comment stands here, which would be lost: {found}",
    "text in the cells of the table",
    "Put what it says into a cell of the table, and delete the comment.",
)
FORM_UNSEEN = _warning(
    "form_unseen",
    "a character that cannot be seen ({found}) stands in this text: it is spelled out or left out",
    "text that can be read as it stands",
    "Type the text anew, if it is not meant.",
)
MERGED_ROWS = _error(
    "merged_rows",
    "the cells {found} are merged",
    "a cell of its own for each heading and row",
    "Unmerge them and fill in each cell.",
)
OTHER_AREA = _error(
    "other_area",
    "this is of {found}, and the scorecard is of {area}",
    "{area}",
    "Name the file of this area. To take lines over from another area, copy them into its file.",
)
OTHER_AREA_FIGURES = replace(
    OTHER_AREA,
    message="this is of {found}, and the figures are of {area}",
    hint="Name the files of this area after --before and --after, or another self-check.",
)
HIDDEN_FORM = replace(
    NO_SUCH_SHEET,
    message="the sheet {found} is hidden, and hidden sheets are not read",
    hint="Show the sheet again, save the file and read it anew.",
)
UNKNOWN_STATUS = _error(
    "unknown_status",
    "status {found} is not known",
    "one of: {statuses}; or blank",
    "{suggestion}Write one of: {statuses}; or leave it blank.",
)
UNKNOWN_LEVEL = _error(
    "unknown_level",
    "level {found} is not known",
    "one of: {levels}; or blank",
    "{suggestion}Write one of: {levels}; or leave it blank.",
)
UNKNOWN_ADVICE = _error(
    "unknown_advice",
    "{found} is no row of the self-check",
    "the rows that `imscore selfcheck --template` writes",
    "{suggestion}Put the row back as it was; what else there is to say goes under Remark.",
)
MISSING_ADVICE = _error(
    "missing_advice",
    "rows are missing under the theme {theme}: {found}",
    "every row that `imscore selfcheck --template` writes",
    "Put them back; leave the levels blank where the advice was not given.",
)
ADVICE_TWICE = _error(
    "advice_twice",
    "{found} stands here again, as in {first}",
    "one row for each piece of advice",
    "Keep the right one.",
)
NOT_A_DAY = _error(
    "not_a_day",
    "{found} is not understood as a day",
    "such as 2010-03-31 or 31/03/2010",
    "Write it like 2010-03-31 or 31/03/2010, or leave it blank.",
)
DAYS_CROSSED = replace(
    NOT_A_DAY,
    message="it was filled in on {found}, before the visit on {visit}",
    expected="a day after the visit",
    hint="Put the day right that is wrong.",
)
UNCLEAR_DUE = _warning(
    "unclear_due",
    "due {found} is not understood as a day: it is kept, and can never be said to be overdue",
    "such as 2011-03-31, 31/03/2011, March 2011 or 2010/11 Q4",
    "Write it like 2011-03-31, 31/03/2011, March 2011 or 2010/11 Q4.",
)

# Data quality.
# The same kind of problem, where more can be said of it.
PERIOD_KIND_QUARTER = replace(
    PERIOD_KIND,
    message="period {found} is a quarter of a calendar year, and {indicator} has financial ones",
    expected="a quarter of a financial year such as {first}",
    hint="Write {first} for {first_months}, or {other} for {other_months}.",
)
PERIOD_KIND_START_YEAR = replace(
    PERIOD_KIND,
    hint="Correct the period, or the indicator. If years are those in which a financial year "
    "starts, say start_years = true in a layout (`imscore layout new`, --layout).",
)
PERIOD_KIND_TWO_YEARS = replace(
    PERIOD_KIND,
    message="period {found} is two years, and {indicator} is given for {expected_kind}",
    expected="{expected_kind}",
    hint="Write {window} if the three calendar years from its first one are meant.",
)
UNSEEN_FIGURE = _warning(
    "unseen_figure",
    "the letters of this figure have the colour of its cell, so that nobody sees it",
    "a figure that can be seen, or none",
    "It is not read, and stands as suppressed. Give it another colour if it is meant to be seen; "
    "else take it out of the file.",
)
UNSEEN_BY_RULE = _warning(
    "unseen_by_rule",
    "a conditional format for {found} makes letters white, or shows no number, where its "
    "condition holds",
    "figures that can be seen, or none",
    "Whether it hides figures is not worked out: all of them are read. Look at the sheet, and put "
    "a marker such as [c] in the place of those that are not meant to be seen.",
)
UNSEEN_FORMATS = _error(
    "unseen_formats",
    "the workbook has number formats that hide figures, and cannot be looked at more closely",
    "a workbook whose number formats can be read",
    "Open it in a spreadsheet program, save it as .xlsx, and run this again.",
)
MISSING_QUARTERS = _warning(
    "missing_quarters",
    "{indicator} has no {found} {where}, though there are quarters on either side",
    "quarters without a gap",
    "Add them, if they are known; no trend is tested across a gap.",
)
JUMP = _warning(
    "jump",
    "{indicator} of {area} goes from {before} in {earlier} to {found} in {period}: more than "
    "chance allows",
    "a value nearer to the one before it",
    "Check both figures and their counts; if they are right, say what changed.",
)
JUMPS = replace(
    JUMP,
    message="{found} differ from the one before by more than chance allows (the first at {cells})",
    expected="values nearer to the ones before them",
    hint="Check that each row is of the area, indicator and period that it says; if so, say what "
    "changed.",
)
TITLE_OF_A_QUARTER = _warning(
    "title_of_a_quarter",
    "{found} speaks of a part of a year, and the periods below are of whole years or more",
    "periods such as 2010/11 Q2",
    "If the figures are of that part, write it into each period; if the title is that of the "
    "workbook, leave it.",
)
YEAR_DISAGREES = _warning(
    "year_disagrees",
    "{indicator} of {area} in {period} is {found}, but {by_quarters}{more}",
    "what its quarters make",
    "Correct whichever is wrong. Each counts as it is given: the year for the year, its quarters "
    "for themselves.",
)
DOUBTFUL_TITLE = _warning(
    "doubtful_title",
    "{found} has words that are not understood ({words}); the table below was read as it stands",
    "a title that says nothing else of the figures than the table does",
    "Check that the figures are of everyone in the area; if the title is that of the workbook, "
    "leave it.",
)
OTHER_UNIT_NOTE = replace(
    DOUBTFUL_TITLE,
    message="{found} gives another unit than that of the figures read, which is per {unit}",
    expected="rates per {unit}",
    hint="Check the unit: if the rates are so, give them in the indicator's own unit.",
)
OTHER_UNIT = replace(
    NARROWING_UNIT,
    message="{found} gives all figures another unit than that of the indicators read, which is per "
    "{unit}",
    expected="figures per {unit}",
    hint="Give the figures in the indicator's own unit, or correct the line if it is wrong.",
)
SCALED_COUNTS = replace(
    NARROWING_UNIT,
    message="{found} says that counts are given in thousands or the like",
    expected="counts of people and events as they are",
    hint="Write the counts out in full, or correct the line if it is wrong.",
)
SCALED_NOTE = replace(
    OTHER_UNIT_NOTE,
    message="{found} says that figures are given in thousands or the like",
    expected="figures as they are",
    hint="Check the figures: if they are so, write them out in full.",
)
PROVISIONAL = _warning(
    "provisional",
    "{indicator}: {count} marked provisional",
    "final figures",
    "Read them as such; run this again when the final ones are out.",
)
DRAFT = replace(
    PROVISIONAL,
    message="{found} says that the figures are not final, or not real",
    hint="Read them as such, or correct the line if it is out of date.",
)
