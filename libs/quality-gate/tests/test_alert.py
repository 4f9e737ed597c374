"""Webhooks of every sort, as real servers on loopback."""

import json
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest
from quality_gate import Finding, Verdict, WebhookError
from quality_gate.alert import message, send
from quality_gate.cli import main

FINDINGS = (Finding("range", "price", "1 of 60 rows is not at least 0: -1 (a <b> & c)"),)
VERDICT = Verdict("trades", "runtime", "trades.csv", 60, 18, FINDINGS, ())


@contextmanager
def webhook(status: int = 200) -> Iterator[tuple[str, list[Any]]]:
    """A server that takes messages, and the messages."""
    taken: list[Any] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            taken.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(status)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/services/SECRET", taken
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def hanging(answer: bytes) -> Iterator[str]:
    """A server that begins its answer with `answer`, goes on a byte at a time, and never ends."""
    stop = Event()
    listening = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        connection, _ = listening.accept()
        with connection:
            connection.sendall(answer)
            while not stop.wait(0.05):
                try:
                    connection.sendall(b"x" if answer else b"")
                except OSError:
                    return

    thread = Thread(target=serve)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/"
    finally:
        stop.set()
        thread.join()
        listening.close()


@pytest.mark.server
def test_findings_are_told_in_slacks_format() -> None:
    with webhook() as (url, taken):
        assert send(url, VERDICT) is None
    assert taken == [message(VERDICT)]
    (told,) = taken
    assert told["text"] == "trades (runtime): trades.csv FAILED: 18 checks, 60 rows"
    assert [block["type"] for block in told["blocks"]] == ["section", "section"]
    assert told["blocks"][1]["text"]["text"] == (
        "• error: range price: 1 of 60 rows is not at least 0: -1 (a &lt;b&gt; &amp; c)"
    )


@pytest.mark.server
def test_a_webhook_that_fails_is_a_warning_without_its_secret() -> None:
    with webhook(status=500) as (url, _):
        assert send(url, VERDICT) == "the webhook at 127.0.0.1 was not told: HTTP Error 500: Internal Server Error"


def test_a_webhook_that_refuses_is_a_warning() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    assert "Connection refused" in str(send(f"http://127.0.0.1:{port}/", VERDICT))


@pytest.mark.server
@pytest.mark.parametrize("answer", [b"", b"HTTP/1.1 200 OK\r\nX: "], ids=["says nothing", "never ends"])
def test_a_webhook_that_hangs_is_left_behind(answer: bytes) -> None:
    with hanging(answer) as url:  # the test would not end
        assert send(url, VERDICT, timeout=0.3) in (
            "the webhook at 127.0.0.1 was not told: no answer within 0.3 s",
            "the webhook at 127.0.0.1 was not told: timed out",
        )


def test_long_messages_fit_slacks_limits() -> None:
    findings = tuple(Finding("range", f"c{number}", "x" * 500) for number in range(100))
    told: Any = message(Verdict("s", "runtime", "d", 1, 100, findings, ()))
    assert all(len(block["text"]["text"]) <= 3000 for block in told["blocks"])


@pytest.mark.parametrize("url", ["hooks.slack.com/x", "file:///etc/passwd", "http://"])
def test_what_is_no_webhook_is_refused(url: str) -> None:
    with pytest.raises(WebhookError, match="http"):
        send(url, VERDICT)


@pytest.mark.server
@pytest.mark.parametrize("status", [200, 503])
def test_the_verdict_is_the_same_whatever_the_webhook_says(
    status: int, sample: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_text((sample / "trades.csv").read_text(encoding="utf-8").replace(",sell,", ",hold,", 1), encoding="utf-8")
    with webhook(status) as (url, taken):
        assert main(["run", str(sample / "trades.yaml"), str(bad), "--webhook", url]) == 1
        assert main(["run", str(sample / "trades.yaml"), str(sample / "trades.csv"), "--webhook", url]) == 0
    assert len(taken) == 1  # nobody is told that all is well
    assert ("warning: the webhook" in capsys.readouterr().err) is (status == 503)
