import pytest

from imscore.outputs.harmless import cell_text, encodable, harmless, shortened


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Anytown", "Anytown"),
        ("\x1b[31mred", "\\x1b[31mred"),
        ("abc\u202edef", "abc\\u202edef"),
        ("zero\u200bwidth", "zero\\u200bwidth"),
        ("two\r\nlines\tand\u00a0more ", "two lines and more"),
        ("bell\x07", "bell\\x07"),
        ("c1\x9b31m", "c1\\x9b31m"),
        ("half\ud800", "half\\ud800"),
        ("tag\U000e0041", "tag\\U000e0041"),
        ("[/x] [red]", "[/x] [red]"),
        ("Zoë – 5≥4", "Zoë – 5≥4"),
    ],
)
def test_what_cannot_be_seen_is_spelled_out(text: str, expected: str) -> None:
    assert harmless(text) == expected


def test_long_text_is_cut_with_a_mark_that_counts_what_is_gone() -> None:
    cut = shortened("x" * 40_000, 100)
    assert len(cut) == 100
    kept = cut.partition("...")[0]
    assert cut.endswith(f"({40_000 - len(kept)} characters)")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r@"])
def test_text_that_would_run_as_a_formula_gets_an_apostrophe(start: str) -> None:
    assert cell_text(f"{start}SUM(A1)").startswith("'")


@pytest.mark.parametrize("text", ["Anytown", "5ZZ", "'quoted'", "a=b", ""])
def test_other_text_is_left_alone(text: str) -> None:
    assert cell_text(text) == text


def test_characters_that_an_encoding_lacks_are_replaced_visibly() -> None:
    assert encodable("Bodø café ≈", "cp1252") == "Bodø café \\u2248"
    assert encodable("café", "ascii") == "cafe"
