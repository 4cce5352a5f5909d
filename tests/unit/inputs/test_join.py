"""What is known of a file that was read."""

import pytest

from imscore.inputs import join
from imscore.model import InputFile

# FIPS 180-2, appendix B.1.
OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


@pytest.mark.parametrize("long", [0, 1 << 24])
def test_a_file_is_named_by_its_hash(monkeypatch, long):
    monkeypatch.setattr(join, "_LONG", long)
    assert join.named([("a.csv", b"abc")])() == [InputFile("a.csv", OF_ABC)]
