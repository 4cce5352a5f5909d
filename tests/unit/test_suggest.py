"""Did you mean."""

import pytest

from imscore.suggest import did_you_mean, nearest

KNOWN = ["Bolton", "Bury", "Smoking at delivery", "smoking_at_delivery"]


def test_the_nearest_name_whatever_its_case():
    assert nearest("BOLTN", KNOWN) == "Bolton"
    assert nearest("smokng at delivery", KNOWN) == "Smoking at delivery"


def test_nothing_where_nothing_is_close():
    assert nearest("Penzance", KNOWN) is None
    assert did_you_mean("Penzance", KNOWN) == ""
    assert did_you_mean("", KNOWN) == ""
    assert did_you_mean("Bolton", []) == ""


def test_the_question_ends_in_a_space():
    assert did_you_mean("Boltn", KNOWN) == "Did you mean Bolton? "


def test_a_cutoff_sets_how_close():
    assert nearest("Burton", KNOWN, 0.95) is None
    assert nearest("Burton", KNOWN, 0.6) in ("Bury", "Bolton")


@pytest.mark.parametrize("word", ["housing", "income", "mortality", "x"])
def test_a_word_that_shares_letters_only_is_no_slip(word):
    known = ["Smoking at delivery", "Hastings", "Hounslow", "Oldham", "Infant mortality"]
    assert nearest(word, known, 0.5) is None


@pytest.mark.parametrize(
    ("slip", "meant"),
    [("jsn", "json"), ("Boltno", "Bolton"), ("Stokcport", "Stockport"), ("xslx", "xlsx")],
)
def test_one_slip_in_a_short_name_is_seen_through(slip, meant):
    assert nearest(slip, ["json", "xlsx", "csv", "Bolton", "Stockport"], 0.5) == meant
