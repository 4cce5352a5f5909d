import subprocess
import sys
from pathlib import Path

import pytest

from imscore import outputs
from imscore.errors import UsageError
from imscore.model import Scorecard


@pytest.mark.parametrize("name", outputs.REPORT_FORMATS)
def test_every_format_renders(scorecard: Scorecard, name: str) -> None:
    made = outputs.render([scorecard], name)
    assert isinstance(made, bytes if outputs.REPORT_FORMATS[name].binary else str)
    assert made == outputs.render([scorecard], name)


@pytest.mark.parametrize("name", outputs.REPORT_FORMATS)
def test_every_extension_leads_to_its_format(name: str) -> None:
    extension = outputs.REPORT_FORMATS[name].extension
    assert outputs.format_for(Path(f"folder.v2/card{extension}")) == name
    assert outputs.format_for(f"card{extension.upper()}") == name


@pytest.mark.parametrize("path", ["card.doc", "card", ".xlsx"])
def test_an_unknown_extension_names_the_known_ones(path: str) -> None:
    with pytest.raises(UsageError, match=r"\.txt, \.xlsx, \.csv, \.json, \.md"):
        outputs.format_for(path)


def test_an_unknown_format_names_the_known_ones(scorecard: Scorecard) -> None:
    with pytest.raises(UsageError, match="no format pptx"):
        outputs.render([scorecard], "pptx")


def test_the_table_imports_nothing_heavy() -> None:
    heavy = "{'pandas', 'numpy', 'rich', 'xlsxwriter'}"
    code = f"import sys, imscore.outputs; sys.exit(bool({heavy} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
