"""Telling a chat: a message in Slack's format, which is tried once and never changes a verdict."""

from __future__ import annotations

import json
import threading
import urllib.request
from urllib.parse import urlsplit

from .verdict import Verdict

TIMEOUT_S = 5.0
_SHOWN = 20  # findings, of a message
_LONGEST = 2900  # Slack refuses a text above 3000 characters


class WebhookError(ValueError):
    """The URL is no webhook's."""


def check_webhook(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise WebhookError("a webhook is a URL that begins with http:// or https://")
    return url


def message(verdict: Verdict) -> dict[str, object]:
    first, *others = verdict.summary().splitlines()
    shown = [line.strip() for line in others[:_SHOWN]]
    if len(others) > _SHOWN:
        shown.append(f"and {len(others) - _SHOWN} more")
    text = "\n".join(f"• {line}" for line in shown)
    blocks = [_section(f"*{_escape(first)}*"), _section(_escape(text))]
    return {"text": _escape(first), "blocks": blocks}


def _section(text: str) -> dict[str, object]:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text[:_LONGEST]}}


def send(url: str, verdict: Verdict, *, timeout: float = TIMEOUT_S) -> str | None:
    """What went wrong, if anything. The thread is left behind when the answer takes too long, whatever it hangs on."""
    request = urllib.request.Request(  # noqa: S310 (the scheme is checked)
        check_webhook(url),
        data=json.dumps(message(verdict)).encode(),
        headers={"Content-Type": "application/json"},
    )
    fault: list[str | None] = [f"no answer within {timeout:g} s"]

    def post() -> None:
        try:
            with urllib.request.urlopen(request, timeout=timeout) as answer:  # noqa: S310
                answer.read(1024)
            fault[0] = None
        except Exception as error:  # whatever it is, it is not the data's
            fault[0] = str(error) or type(error).__name__

    thread = threading.Thread(target=post, name="webhook", daemon=True)
    thread.start()
    thread.join(timeout)
    host = urlsplit(url).hostname  # the rest of the URL is a secret
    return None if fault[0] is None else f"the webhook at {host} was not told: {fault[0]}"


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
