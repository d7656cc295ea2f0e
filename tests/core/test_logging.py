"""The log: one line an act, as words or JSON, never a token."""

import json
import logging

import pytest

from bot.core.logging import JsonFormatter, TextFormatter


def record(message: str, **extra: object) -> logging.LogRecord:
    made = logging.makeLogRecord({"msg": message, "levelno": logging.INFO, "levelname": "INFO", **extra})
    return made


@pytest.mark.parametrize("form", [TextFormatter, JsonFormatter])
@pytest.mark.parametrize(
    "secret", ["xoxb-1234-abcd", "xapp-1-A0-999-ff", "wss://x/link/?ticket=abc-123&app_id=1", "xoxe.xoxb-1-Mi0yLT"]
)
def test_no_token_gets_into_the_log(form: type[logging.Formatter], secret: str) -> None:
    line = form().format(record(f"failed with {secret} today"))
    assert "(secret)" in line
    for part in ("1234", "999", "abc-123", "Mi0y"):
        assert part not in line


def test_a_line_for_machines_is_one_json_object() -> None:
    line = json.loads(JsonFormatter().format(record("guide.next", team="T1", ms=3)))
    assert (line["act"], line["team"], line["ms"], line["level"]) == ("guide.next", "T1", 3, "info")


def test_a_line_for_people_is_one_line() -> None:
    line = TextFormatter().format(record("guide.next", team="T1"))
    assert line.endswith("guide.next team=T1")
    assert "\n" not in line
