"""`imscore run` from the outside: settings, packs, exit codes, what is said where."""

from __future__ import annotations

import hashlib
import http.server
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

import imscore.quarterly
from imscore import outputs, pipeline
from imscore.quarterly import known
from imscore.reference.indicators import built_in_folder
from imscore.scorecard.build import Choice

SAMPLE = "sample_data/anytown_pct.xlsx"
PROGRAM = [sys.executable, "-c", "from imscore.cli.main import main; main()"]
SETTINGS = f"""[inputs]
files = ["{SAMPLE}"]
settle_seconds = 0
[output]
folder = "packs"
formats = ["xlsx", "json", "md", "csv", "terminal"]
"""


@pytest.fixture
def run(samples: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs `imscore run` in a folder with the sample data and settings that read it."""
    (samples / "imscore.toml").write_text(SETTINGS, encoding="utf-8")
    kept = {k: v for k, v in os.environ.items() if not k.startswith("IMSCORE_")}

    def call(*arguments: str, command: str = "run", **more: str):
        return subprocess.run(
            [*PROGRAM, command, *arguments],
            cwd=samples,
            env=kept | {"PYTHONUTF8": "1"} | more,
            capture_output=True,
            encoding="utf-8",
        )

    return call


def record(samples: Path) -> dict:
    return json.loads((samples / "packs" / "latest" / "run.json").read_bytes())


def follows(value: object, shape: dict, whole: dict, place: str = "run.json") -> list[str]:
    """Where a value does not follow the parts of JSON Schema that `run.schema.json` uses."""
    if "$ref" in shape:
        shape = whole["$defs"][shape["$ref"].rpartition("/")[2]]
    wrong = []
    kinds = {"object": dict, "array": list, "string": str, "integer": int, "number": (int, float),
             "null": type(None)}  # fmt: skip
    names = shape.get("type", list(kinds))
    if not any(
        isinstance(value, kinds[n]) for n in (names if isinstance(names, list) else [names])
    ):
        wrong.append(f"{place} is no {names}")
    if "enum" in shape and value not in shape["enum"]:
        wrong.append(f"{place} is {value}")
    if isinstance(value, dict):
        known = shape.get("properties", {})
        wrong += [
            f"{place} lacks {name}" for name in shape.get("required", ()) if name not in value
        ]
        for name, part in value.items():
            if shape.get("additionalProperties") is False and name not in known:
                wrong.append(f"{place}.{name} is not described")
            wrong += follows(part, known.get(name, {}), whole, f"{place}.{name}")
    if isinstance(value, list):
        for part in value:
            wrong += follows(part, shape.get("items", {}), whole, f"{place}[]")
    return wrong


def test_a_pack_holds_what_report_writes(run, samples):
    done = run()
    assert (done.returncode, done.stderr) == (0, "")
    assert len(done.stdout.splitlines()) == 1
    pack = samples / "packs" / "latest"
    for name in ("json", "csv"):
        assert run(SAMPLE, "-o", f"reported.{name}", "-q", command="report").returncode == 0
    assert (pack / "scorecard.csv").read_bytes() == (samples / "reported.csv").read_bytes()
    # Beside it a run says what changed; `report --store` says that too.
    made, reported = (
        json.loads(path.read_bytes())
        for path in (pack / "scorecard.json", samples / "reported.json")
    )
    changes = made["scorecards"][0]["sections"].pop(0)
    assert changes["code"] == "changes"
    assert changes["paragraphs"][0].startswith("This is the first:")
    assert made == reported


def test_the_record_is_true_and_as_described(run, samples):
    assert run().returncode == 0
    made = record(samples)
    schema = Path(imscore.quarterly.__file__).with_name("run.schema.json")
    shape = json.loads(schema.read_text(encoding="utf-8"))
    assert follows(made, shape, shape) == []
    content = (samples / SAMPLE).read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    assert made["inputs"] == [{"file": "anytown_pct.xlsx", "sha256": digest, "size": len(content)}]
    files = {path.name for path in (samples / "packs" / "latest").iterdir()} - {"run.json"}
    assert {output["file"] for output in made["outputs"]} == files
    for output in made["outputs"]:
        content = (samples / "packs" / "latest" / output["file"]).read_bytes()
        assert (output["size"], output["sha256"]) == (
            len(content), hashlib.sha256(content).hexdigest(),
        )  # fmt: skip
    assert made["settings"]["output"]["formats"] == ["xlsx", "json", "md", "csv", "terminal"]
    assert any(reference["role"] == "england" for reference in made["references"])


def test_nothing_new(run, samples):
    run()
    again = run()
    assert (again.returncode, again.stderr) == (0, "")
    assert again.stdout.startswith("unchanged since run 1")
    assert run("--quiet").stdout == ""
    # Saved again, the same content is nothing new; other settings are.
    os.utime(samples / SAMPLE)
    assert run().stdout.startswith("unchanged")
    assert not run("--as-of", "2009/10").stdout.startswith("unchanged")


def test_a_pack_that_was_damaged_is_made_again(run, samples):
    run()
    (samples / "packs" / "latest" / "scorecard.csv").write_text("x")
    done = run()
    assert not done.stdout.startswith("unchanged")
    assert len(list((samples / "packs").glob("2*"))) == 2


def test_errors_in_the_input(run, samples):
    run()
    before = sorted((samples / "packs").rglob("*"))
    bad = samples / "bad.csv"
    bad.write_text(
        "area_code,area_name,indicator,period,numerator,denominator,value\n"
        "5ZZ,Anytown,smoking_at_delivery,2008/09,abc,1000,\n",
        encoding="utf-8",
    )
    done = run("--input", SAMPLE, "--input", "bad.csv", "--log", "run.log")
    assert done.returncode == 3
    assert "bad.csv: E2: error: numerator abc is not a number" in done.stderr
    assert sorted((samples / "packs").rglob("*")) == before
    assert "bad.csv: E2" in (samples / "run.log").read_text(encoding="utf-8")


def test_a_signal_that_a_library_swallowed(samples):
    """Asked to stop while a library loads, the run ends with 143 and no traceback."""
    code = """
import os, signal, sys
class Swallows:
    def find_spec(self, name, path, target=None):
        if name == "pandas":
            try:
                os.kill(os.getpid(), signal.SIGTERM)
            except SystemExit:
                raise RuntimeError("a class could not be made")
sys.meta_path.insert(0, Swallows())
sys.argv[1:] = ["run", "--input", "sample_data/anytown_pct.xlsx"]
from imscore.cli.main import main
main()
"""
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=samples, capture_output=True, encoding="utf-8"
    )
    assert (done.returncode, "Traceback" in done.stderr) == (143, False), done.stderr


def test_a_dry_run_writes_nothing(run, samples):
    before = sorted(samples.rglob("*"))
    done = run("--dry-run")
    assert done.returncode == 0
    assert sorted(samples.rglob("*")) == before
    assert re.search(r"would read anytown_pct.xlsx \([\d,]+ bytes\)", done.stdout)
    assert "would add run 1" in done.stdout
    run()
    assert "would write nothing: unchanged" in run("--dry-run").stdout
    assert "would remove" in run("--dry-run", "--force", "--keep", "1").stdout


def test_pruning(run, samples):
    for _ in range(4):
        assert run("--force", "--keep", "2").returncode == 0
    packs = sorted(path.name for path in (samples / "packs").glob("2*"))
    assert len(packs) == 2
    assert (samples / "packs" / "latest").resolve().name == packs[-1]
    with sqlite3.connect(samples / "imscore.sqlite") as connection:
        assert connection.execute("SELECT count(*) FROM run").fetchone() == (4,)


@pytest.mark.parametrize(
    ("what", "code"), [("worse", 4), ("worsening", 0), ("newly-worse", 0), ("new-problem", 0)]
)
def test_alerts(run, samples, what, code):
    """The sample has indicators that are worse, none that is worsening (see its README)."""
    done = run("--fail-on", what)
    assert done.returncode == code, done.stdout
    assert ("fail_on worse" in done.stderr) == bool(code)
    assert record(samples)["exit"] == code
    assert run("--fail-on", what).returncode == 0


def test_init(run, samples):
    (samples / "imscore.toml").unlink()
    assert run("--init").returncode == 0
    text = (samples / "imscore.toml").read_text(encoding="utf-8")
    assert 'files = ["data/*.xlsx"]' in text
    again = run("--init")
    assert (again.returncode, again.stdout) == (2, "")
    assert "is there already" in again.stderr
    missing = run()
    assert missing.returncode == 3
    assert "data/*.xlsx" in missing.stderr
    (samples / "data").mkdir()
    shutil.copy(samples / SAMPLE, samples / "data")
    assert run("--quiet").returncode == 0
    partial = run("--quiet", IMSCORE_INPUTS_FILES="data/*.xlsx;data/*.csv")
    assert (partial.returncode, partial.stdout) == (7, "")
    assert "data/*.csv" in partial.stderr


def test_the_environment(run, samples):
    done = run(IMSCORE_OUTPUT_FOLDER="elsewhere", IMSCORE_OUTPUT_FORMATS="md")
    assert done.returncode == 0
    found = {path.name for path in (samples / "elsewhere" / "latest").iterdir()}
    assert found == {"scorecard.md", "changes.md", "run.json"}


def test_logs(run, samples):
    assert run("--log", "run.log", "--log-format", "json").returncode == 0
    lines = (samples / "run.log").read_text(encoding="utf-8").splitlines()
    found = [json.loads(line) for line in lines]
    assert all({"time", "level", "message"} <= set(line) for line in found)
    assert [line["step"] for line in found if "step" in line][:3] == ["heal", "find", "score"]
    spoken = run("-v", "--force")
    assert "info: score: " in spoken.stderr
    alert = ("--force", "-q", "--log-format", "json", "--fail-on", "worse")
    lines = [json.loads(line) for line in run(*alert).stderr.splitlines()]
    assert lines[-1]["exit"] == 4
    assert "no earlier run to compare with" in lines[-1]["message"]


@pytest.fixture
def watcher():
    """A web server on this machine; gives its address and what it was asked for."""
    asked: list[tuple[str, str, bytes]] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            size = int(self.headers.get("Content-Length") or 0)
            asked.append((self.command, self.path, self.rfile.read(size)))
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/secret", asked
    server.shutdown()
    server.server_close()


def test_a_watching_web_address(run, samples, watcher):
    address, asked = watcher
    none = {"no_proxy": "*", "NO_PROXY": "*"}
    assert run(IMSCORE_ALERTS_PING=address, **none).returncode == 0
    assert run("--input", "none.csv", IMSCORE_ALERTS_PING=address, **none).returncode == 3
    assert asked == [
        ("GET", "/secret/start", b""), ("GET", "/secret", b""),
        ("GET", "/secret/start", b""), ("GET", "/secret/fail", b""),
    ]  # fmt: skip
    assert "secret" not in json.dumps(record(samples))
    del asked[:]
    assert run(IMSCORE_ALERTS_PING=f"{address}?key=1", **none).returncode == 0
    assert [path for _, path, _ in asked] == ["/secret/start?key=1", "/secret?key=1"]
    # Out of reach, it is worth a warning and no more.
    done = run("--force", IMSCORE_ALERTS_PING="http://127.0.0.1:9/secret", **none)
    assert done.returncode == 0
    assert "did not take the start" in done.stderr
    assert "secret" not in done.stderr


def test_several_areas(run, samples):
    paths = ["--input", "sample_data/greater_manchester.csv", "--format", "json"]
    assert run(*paths, "--area", "Bolton", "--area", "Bury").returncode == 0
    cards = json.loads((samples / "packs" / "latest" / "scorecard.json").read_bytes())
    assert [card["area_name"] for card in cards["scorecards"]] == ["Bolton", "Bury"]
    wrong = run(*paths, "--area", "Boltn")
    assert wrong.returncode == 2
    assert "Did you mean Bolton?" in wrong.stderr


@pytest.mark.parametrize("option", [["--wait", "-1"], ["--take", "some"], ["--format", "docx"]])
def test_slips(run, option):
    done = run(*option)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_a_past_pack_is_made_again(run, samples):
    """From the store alone: the figures, and England's series as it was at that time."""
    england = samples / "england.csv"
    shutil.copy(built_in_folder() / "england.csv", england)
    paths = ["--input", "sample_data/anytown_pct.csv", "--england", "england.csv"]
    assert run(*paths, "--format", "json").returncode == 0
    then = json.loads((samples / "packs" / "latest" / "scorecard.json").read_bytes())
    figures = samples / "sample_data" / "anytown_pct.csv"
    text = figures.read_text(encoding="utf-8")
    figures.write_text(text.replace("2010/11 Q1,160,807,19.8", "2010/11 Q1,161,807,20.0"), "utf-8")
    lines = england.read_text(encoding="utf-8").splitlines(keepends=True)
    smoking = [n for n, line in enumerate(lines) if line.startswith("smoking_at_delivery")]
    england.write_text("".join(lines[: smoking[-1]] + lines[smoking[-1] + 1 :]), "utf-8")
    store = samples / "imscore.sqlite"
    with sqlite3.connect(store) as connection:
        connection.execute("UPDATE run SET known_from = '2026-01-15T06:30:00Z'")
    done = run(*paths, "--format", "json")
    assert "figure revised" in done.stdout
    assert "England figure revised" in done.stdout

    observations = known.as_known_on(store, "2026-02-01")
    (samples / "then").mkdir()
    references = known.references_as_known_on(store, "2026-02-01", samples / "then")
    cards = pipeline.score_areas(observations, Choice(), pipeline.load_reference(*references))
    again = json.loads(outputs.render(cards, "json"))
    assert again["scorecards"][0]["rows"] == then["scorecards"][0]["rows"]


def test_what_report_can_be_asked_for(run, samples):
    """Benchmark, groups, targets, a rule: from the settings file, the same bytes as report's."""
    (samples / "targets.csv").write_text(
        "indicator,area,period,target\nsmoking_at_delivery,Bolton,2019/20,10\n", encoding="utf-8"
    )
    (samples / "groups.toml").write_text(
        '["North"]\nareas = ["Bolton", "Bury", "Rochdale"]\n', encoding="utf-8"
    )
    (samples / "imscore.toml").write_text(
        """[inputs]
files = ["sample_data/greater_manchester.csv"]
settle_seconds = 0
[scorecards]
areas = ["Bolton"]
benchmark = "North"
groups = "groups.toml"
targets = "targets.csv"
disclosure = "under5"
[output]
folder = "packs"
formats = ["json", "csv"]
""",
        encoding="utf-8",
    )
    done = run()
    assert (done.returncode, done.stderr) == (0, "")
    shared = ("--area", "Bolton", "--benchmark", "North", "--groups", "groups.toml", "--targets",
              "targets.csv", "--disclosure", "under5", "-q")  # fmt: skip
    file = "sample_data/greater_manchester.csv"
    assert run(file, *shared, "-o", "reported.csv", command="report").returncode == 0
    made = (samples / "packs" / "latest" / "scorecard.csv").read_bytes()
    assert made == (samples / "reported.csv").read_bytes()
    roles = {reference["role"] for reference in record(samples)["references"]}
    assert roles == {"england", "indicator", "targets", "groups"}
    assert run().stdout.startswith("unchanged")
    # Where they lie does not count, what they say does.
    (samples / "moved").mkdir()
    (samples / "targets.csv").rename(samples / "moved" / "targets.csv")
    assert run("--targets", "moved/targets.csv").stdout.startswith("unchanged")
    (samples / "moved" / "targets.csv").rename(samples / "targets.csv")
    text = (samples / "targets.csv").read_text(encoding="utf-8")
    (samples / "targets.csv").write_text(text.replace(",10", ",11"), encoding="utf-8")
    done = run()
    assert "1 setting changed" in done.stdout
    assert [c["sentence"] for c in record(samples)["changes"]] == [
        "The file of targets is another one."
    ]


def test_the_actions_of_last_quarter_are_taken_over(run, samples):
    """From a copy of an earlier board workbook; a past scorecard has them as they were."""
    assert run("--formats", "xlsx,json").returncode == 0
    kept = samples / "actions.xlsx"
    shutil.copy(samples / "packs" / "latest" / "scorecard.xlsx", kept)
    done = run("--formats", "xlsx,json", "--follow-up", "actions.xlsx")
    assert done.returncode == 0, done.stderr
    assert {r["role"] for r in record(samples)["references"]} >= {"follow_up"}
    made = (samples / "packs" / "latest" / "scorecard.json").read_bytes()
    kept.unlink()
    done = run("--as-known-on", "2999-01-01", "-o", "again.json", command="report")
    assert done.returncode == 0, done.stderr
    again = json.loads((samples / "again.json").read_bytes())
    assert again["scorecards"][0].get("actions") == json.loads(made)["scorecards"][0].get("actions")
    two = run("--follow-up", "a.xlsx", "--area", "A", "--area", "B")
    assert (two.returncode, "follow_up is of one area" in two.stderr) == (2, True)


def test_a_group_stands_for_its_areas(run, samples):
    group = ["--group", "Pair=Bolton,Bury", "--input", "sample_data/greater_manchester.csv"]
    done = run(*group, "--area", "Pair", "--area", "E08000001", "--format", "json")
    assert done.returncode == 0, done.stderr
    cards = json.loads((samples / "packs" / "latest" / "scorecard.json").read_bytes())
    assert [card["area_name"] for card in cards["scorecards"]] == ["Bolton", "Bury"]
    needless = run(*group, "--area", "Bolton")
    assert needless.returncode == 2
    assert "nothing is held against it" in needless.stderr


def test_a_folder_for_each_area(run, samples):
    file = "sample_data/greater_manchester.csv"
    done = run("--input", file, "--all-areas", "--per-area", "--formats", "html,md,csv")
    assert done.returncode == 0, done.stderr
    shared = ("--all-areas", "--formats", "html,md,csv", "-o", "reported", "-q")
    assert run(file, *shared, command="report").returncode == 0
    pack, reported = samples / "packs" / "latest", samples / "reported"
    files = {str(path.relative_to(reported)) for path in reported.rglob("*") if path.is_file()}
    assert files | {"changes.md", "run.json"} == {
        str(path.relative_to(pack)) for path in pack.rglob("*") if path.is_file()
    }
    assert len(files) == 31
    for name in files:
        if name.endswith((".csv", "index.html")):
            assert (pack / name).read_bytes() == (reported / name).read_bytes(), name
    assert "/bolton-e08000001/scorecard.md" in run("--dry-run", "--input", file, "--all-areas",
        "--per-area", "--formats", "md", "--force").stdout  # fmt: skip


def test_a_pdf_that_cannot_be_made_is_refused_before_any_work(run, samples, monkeypatch):
    """With typst out of reach nothing is read, and nothing written."""
    hidden = samples / "hidden"
    hidden.mkdir()
    (hidden / "typst.py").write_text("raise ImportError('not installed')\n", encoding="utf-8")
    call = ("--input", "no_such_file.csv", "--formats", "md,pdf")
    done = run(*call, PYTHONPATH=str(hidden))
    assert done.returncode == 2
    assert "imscore[pdf]" in done.stderr
    assert "no_such_file" not in done.stderr
    assert not (samples / "packs").exists()
    done = run("no_such_file.csv", "-o", "x.pdf", command="report", PYTHONPATH=str(hidden))
    assert (done.returncode, "imscore[pdf]" in done.stderr) == (2, True)
