"""The log: one line an act, as words or JSON, never a token."""

import json
import logging
from collections.abc import Iterator

import pytest

from bot.core.logging import JsonFormatter, SparingLogger, TextFormatter, configure, logger


def record(message: str, **extra: object) -> logging.LogRecord:
    made = logging.makeLogRecord({"created": 0, "msg": message, "levelno": logging.INFO, "levelname": "INFO", **extra})
    return made


@pytest.mark.parametrize("form", [TextFormatter, JsonFormatter])
@pytest.mark.parametrize(
    "secret",
    [
        "xoxb-1234-abcd",
        "xapp-1-A0-999-ff",
        "wss://x/link/?ticket=abc-123&app_id=1",
        "xoxe.xoxb-1-Mi0yLT",
        "https://hooks.slack.com/x/999/abc-123",
    ],
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


def test_a_warning_says_so_and_a_plain_line_does_not() -> None:
    plain, warned = record("all well"), record("not so well", levelno=logging.WARNING, levelname="WARNING")
    assert [TextFormatter().format(each)[9:] for each in (plain, warned)] == ["all well", "warning: not so well"]


def test_what_is_zero_is_told_and_what_is_missing_is_not() -> None:
    assert TextFormatter().format(record("posted", count=0, team=None)).endswith("posted count=0")
    assert "team" not in json.loads(JsonFormatter().format(record("posted", count=0, team=None)))


def test_an_error_brings_its_traceback_without_secrets() -> None:
    try:
        raise ValueError("xoxb-1234-abcd")
    except ValueError as error:
        failed = record("failed", exc_info=(type(error), error, error.__traceback__))
    text, line = TextFormatter().format(failed), json.loads(JsonFormatter().format(failed))
    for trace in (text, line["trace"]):
        assert "ValueError: (secret)" in trace
    assert "trace" not in json.loads(JsonFormatter().format(record("fine")))


@pytest.fixture
def loggers() -> Iterator[None]:
    """Leave logging as it was."""
    root, bolt = logging.getLogger(), logging.getLogger("slack_bolt.AsyncApp")
    before = root.handlers[:], root.level, logger.level, bolt.filters[:]
    yield
    root.handlers[:], bolt.filters[:] = before[0], before[3]
    root.setLevel(before[1])
    logger.setLevel(before[2])


@pytest.mark.usefixtures("loggers")
@pytest.mark.parametrize(("form", "kind"), [("text", TextFormatter), ("json", JsonFormatter)])
def test_what_we_do_is_told_of_others_only_what_is_wrong(form: str, kind: type[logging.Formatter]) -> None:
    configure(form)
    assert type(logging.getLogger().handlers[-1].formatter) is kind
    assert logger.isEnabledFor(logging.INFO)
    assert [logging.getLogger("aiohttp").isEnabledFor(level) for level in (logging.INFO, logging.WARNING)] == [
        False,
        True,
    ]


@pytest.mark.usefixtures("loggers")
def test_bolts_warning_of_a_second_token_is_left_out_and_no_other() -> None:
    configure("text")
    bolt = logging.getLogger("slack_bolt.AsyncApp")
    told = [bool(bolt.filter(record(text))) for text in ("As `client` is given, `token` will be unused", "Careful")]
    assert told == [False, True]


def test_the_same_trouble_is_logged_once_a_minute_and_another_one_at_once(caplog: pytest.LogCaptureFixture) -> None:
    seconds = 0.0
    sparing = SparingLogger(logger, lambda: seconds)
    for moment in (0, 59, 60, 61):
        seconds = moment
        sparing.warning("trouble with %s", moment, extra={"error": "x"})
    sparing.error("other trouble")
    assert caplog.messages == ["trouble with 0", "trouble with 60", "other trouble"]
    assert caplog.records[0].error == "x"
