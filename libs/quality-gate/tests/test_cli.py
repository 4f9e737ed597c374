import json
import subprocess
import sys
from pathlib import Path

import pytest
from quality_gate import DataError, GateFailed, gate_task
from quality_gate.cli import main


@pytest.fixture
def bad(sample: Path, tmp_path: Path) -> Path:
    path = tmp_path / "bad.csv"
    path.write_text(
        (sample / "trades.csv").read_text(encoding="utf-8").replace(",sell,", ",hold,", 1), encoding="utf-8"
    )
    return path


def test_the_exit_status_says_pass_findings_or_error(
    sample: Path, bad: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    suite = str(sample / "trades.yaml")
    assert main(["run", suite, str(sample / "trades.csv")]) == 0
    assert "passed: 19 checks, 60 rows" in capsys.readouterr().out
    assert main(["run", suite, str(bad)]) == 1
    assert "error: one_of side: 1 of 60 rows is not one of buy, sell: hold (trade_id 1001)" in capsys.readouterr().out
    assert main(["run", str(sample / "trades_semantic.yaml"), str(sample / "trades.csv")]) == 2
    assert "not checked: reference user_id: the reference 'users' is not given" in capsys.readouterr().out


def test_the_verdict_as_json(sample: Path, bad: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["run", str(sample / "trades.yaml"), str(bad), "--format", "json"])
    document = json.loads(capsys.readouterr().out)
    assert (document["suite"], document["rows"], document["passed"]) == ("trades", 60, False)
    assert document["findings"] == [
        {
            "check": "one_of",
            "column": "side",
            "message": "1 of 60 rows is not one of buy, sell: hold (trade_id 1001)",
            "severity": "error",
            "rows": 1,
            "line": 21,
            "why": "",
        }
    ]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["run", "gone.yaml", "x.csv"], "gone.yaml: error: No such file or directory"),
        (["run", "SUITE", "gone.csv"], "error: gone.csv does not exist"),
        (["run", "SUITE", "x.csv", "--webhook", "slack"], "error: a webhook is a URL"),
        (["run", "SUITE", "oracle://x#t"], "error: 'oracle' is neither sqlite nor postgresql"),
        (["run", "SUITE", "x.csv", "--table", "t"], "error: a table is of a database"),
        (["check-suite", "gone.yaml", "SUITE"], "gone.yaml: error: No such file or directory"),
    ],
)
def test_mistakes_are_told_in_a_line(
    arguments: list[str], message: str, sample: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(sample / "trades.yaml") if word == "SUITE" else word for word in arguments]) == 2
    assert capsys.readouterr().err.startswith(message)


@pytest.mark.parametrize("option", [["--as-of", "monday"], ["--reference", "users.csv"], ["--format", "xml"]])
def test_options_that_mean_nothing_are_refused(option: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["run", "s.yaml", "x.csv", *option])
    assert caught.value.code == 2
    assert option[0] in capsys.readouterr().err


@pytest.mark.slow
def test_data_docs_replace_those_before_and_nothing_else(sample: Path, bad: Path, tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    for _ in range(2):
        main(["run", str(sample / "trades.yaml"), str(bad), "--docs", str(docs)])
        pages = sorted(path.parts[-1] for path in (docs / "validations").rglob("*.html"))
        assert pages == ["rows-rows.html", "schema-schema.html"]
        assert "hold" in next((docs / "validations").rglob("rows-rows.html")).read_text(encoding="utf-8")
        assert (docs / "index.html").is_file()
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "thesis.txt").write_text("years of work", encoding="utf-8")
    assert main(["run", str(sample / "trades.yaml"), str(bad), "--docs", str(mine)]) == 2
    assert [path.name for path in mine.iterdir()] == ["thesis.txt"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bad.csv", "docs", "mine"]


@pytest.mark.parametrize("fault", ["mine", "closed", "file", "broken"])
def test_documents_that_cannot_be_written_hide_no_verdict(
    fault: str,
    sample: Path,
    bad: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    docs = tmp_path / "docs"
    if fault == "mine":
        docs.mkdir()
        (docs / "thesis.txt").write_text("years of work", encoding="utf-8")
    elif fault == "file":
        docs = bad / "docs"
    elif fault == "closed":
        docs = Path("/proc/docs")  # where nobody makes directories, root neither
    else:
        monkeypatch.setattr("quality_gate.engine.write_docs", lambda *_: 1 / 0)
    assert main(["run", str(sample / "trades.yaml"), str(bad), "--docs", str(docs)]) == 2
    said = capsys.readouterr()
    assert "FAILED: 19 checks, 60 rows\n  error: one_of side: 1 of 60 rows" in said.out
    assert said.err.startswith("error: ")
    assert str(docs) in said.err
    assert "Traceback" not in said.err
    with pytest.raises(GateFailed, match="one_of side"):
        gate_task(sample / "trades.yaml", bad, docs=docs)
    with pytest.raises(DataError, match="docs"):
        gate_task(sample / "trades.yaml", sample / "trades.csv", docs=docs)


@pytest.mark.parametrize(
    "error", [OverflowError("date value out of range"), RecursionError(), MemoryError(), KeyError(1)]
)
def test_a_crash_is_an_error_in_a_sentence_and_no_finding(
    error: Exception, sample: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def crash(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr("quality_gate.cli.judge", crash)
    assert main(["run", str(sample / "trades.yaml"), str(sample / "trades.csv")]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith(
        "error: quality-gate itself failed, and the data was not judged: " + type(error).__name__
    )
    assert said.err.count("\n") == 1


def test_a_verdict_that_cannot_be_printed_is_no_finding(sample: Path) -> None:
    command = [sys.executable, "-m", "quality_gate.cli", "run", str(sample / "trades.yaml"), str(sample / "trades.csv")]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True)
    assert done.returncode == 2
    assert "No space left on device" in done.stderr


def test_a_task_raises_what_was_found(sample: Path, bad: Path) -> None:
    with pytest.raises(GateFailed, match="one_of side: 1 of 60 rows") as caught:
        gate_task(sample / "trades.yaml", bad, as_of="2026-01-31")
    assert [finding.check for finding in caught.value.verdict.findings] == ["one_of"]
    document = gate_task(sample / "trades.yaml", str(sample / "trades.csv"), as_of="2026-01-31T06:00")
    assert json.loads(json.dumps(document))["passed"] is True
    with pytest.raises(DataError):
        gate_task(sample / "trades.yaml", "gone.csv")


def test_nothing_heavy_is_imported_before_it_is_needed(sample: Path) -> None:
    program = (
        "import sys, quality_gate, quality_gate.cli\n"
        f"quality_gate.load_suite({str(sample / 'trades.yaml')!r})\n"
        "print(sorted({'great_expectations', 'pandas', 'sqlalchemy'} & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("[]\n", "")
