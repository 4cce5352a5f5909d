"""Laws that hold for any table: order does not matter; damaged bytes never crash the reader."""

import io
import random
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from imscore.errors import InputError

slow = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
PERIODS = [f"{y}/{(y + 1) % 100:02d} Q{q}" for y in range(2003, 2010) for q in (1, 2, 3, 4)]


@st.composite
def observed(draw):
    """Rows of distinct areas and periods, with counts, a value, both, or a marker."""
    places = draw(
        st.lists(
            st.tuples(st.integers(0, 4), st.sampled_from(PERIODS)),
            min_size=1,
            max_size=12,
            unique=True,
        )
    )
    rows = []
    for number, period in places:
        denominator = draw(st.integers(50, 5_000))
        numerator = draw(st.integers(denominator // 20, denominator // 3))
        printed = round(100 * numerator / denominator, 1)
        figures = draw(
            st.sampled_from(
                [
                    (numerator, denominator, printed),
                    (numerator, denominator, ""),
                    ("", "", printed),
                    ("*", denominator, "*"),
                    ("", "", "[x]"),
                ]
            )
        )
        rows.append((f"5Z{number}", f"Area {number}", "smoking_at_delivery", period, *figures))
    return rows


def table(observations):
    """The observations without their places, in one order."""
    frame = observations.frame.drop(columns=["block", "row"])
    return frame.sort_values(["area", "period"]).reset_index(drop=True)


@settings(slow, max_examples=40)
@given(rows=observed(), seed=st.integers(0, 2**32), kind=st.sampled_from(["csv", "xlsx"]))
def test_the_order_of_rows_and_columns_does_not_matter(read, tables, rows, seed, kind):
    order = random.Random(seed)  # noqa: S311
    columns = order.sample(range(len(tables.HEADER)), len(tables.HEADER))
    shuffled = [tuple(row[c] for c in columns) for row in order.sample(rows, len(rows))]
    write = getattr(tables, kind)
    here = read(write(tables.HEADER, *rows))
    there = read(write(tuple(tables.HEADER[c] for c in columns), *shuffled))
    assert table(here).equals(table(there))


@settings(slow, max_examples=40)
@given(rows=observed())
def test_every_kind_of_file_gives_the_same(read, tables, rows):
    from_csv, from_xlsx = (read(write(tables.HEADER, *rows)) for write in (tables.csv, tables.xlsx))
    assert table(from_csv).equals(table(from_xlsx))
    assert from_csv.cells().tolist() == from_xlsx.cells().tolist()


def refusal(read, content):
    """The InputError that reading gives, None where it gives a result; any other is a crash."""
    try:
        read(content)
    except InputError as error:
        return error
    return None


def stored(content):
    """The same workbook with nothing compressed, so that damage reaches its cells."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
    return stream.getvalue()


@pytest.mark.parametrize("seed", range(200))
def test_damaged_bytes_give_a_result_or_an_input_error(read, tables, seed):
    chance = random.Random(seed)  # noqa: S311
    rows = [tables.changed(period=p, numerator="", denominator="", value=0.2) for p in PERIODS[:4]]
    kind = chance.choice(["xlsx", "stored", "csv"])
    if kind == "csv":
        content = tables.csv(tables.HEADER, *rows)
    else:
        content = tables.xlsx(tables.HEADER, *rows, formats={6: "0%"})
        content = stored(content) if kind == "stored" else content
    damaged = bytearray(content)
    for _ in range(chance.choice([1, 2, 5, 30])):
        damaged[chance.randrange(len(damaged))] = chance.randrange(256)
    if chance.random() < 0.2:
        damaged = damaged[: chance.randrange(len(damaged))]
    error = refusal(read, bytes(damaged))
    assert error is None or error.problems
    assert error is None or all(problem.text for problem in error.problems)


@settings(slow, max_examples=200)
@given(content=st.binary(max_size=300))
def test_any_bytes_give_an_input_error(read, content):
    with pytest.raises(InputError):
        read(content)


@settings(slow, max_examples=200)
@given(cells=st.lists(st.text(max_size=12), min_size=7, max_size=7))
def test_any_text_in_any_cell_gives_a_result_or_an_input_error(read, tables, cells):
    error = refusal(read, tables.csv(tables.HEADER, tables.ROW, cells))
    assert error is None or error.problems
