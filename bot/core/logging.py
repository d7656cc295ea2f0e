"""The log: one line an event, as text or JSON; never a token, never what someone typed."""

import json
import logging
import re
from collections.abc import Callable, MutableMapping
from datetime import UTC, datetime
from time import monotonic
from typing import Any

TOKEN = re.compile(r"\b(?:xox[a-z]|xapp|xoxe)[.-][\w.-]+|ticket=[^&\s\"']+|(?<=hooks\.slack\.com/)[^\s\"']+")
EXTRAS = ("team", "channel", "slot", "picture", "ms", "count", "error")
SPARING_SECONDS = 60.0
logger = logging.getLogger("limber")


def configure(form: str) -> None:
    """Send the log to standard error as `text` or `json`."""
    to_stderr = logging.StreamHandler()
    to_stderr.setFormatter(JsonFormatter() if form == "json" else TextFormatter())
    logging.basicConfig(level=logging.WARNING, handlers=[to_stderr], force=True)
    logger.setLevel(logging.INFO)
    logging.getLogger("slack_bolt.AsyncApp").addFilter(_not_known)


def _not_known(record: logging.LogRecord) -> bool:
    # Bolt finds our token in the environment, too, and warns that it prefers the client that it was given.
    return "`token` will be unused" not in record.getMessage()


def redact(text: str) -> str:
    """Return the text without tokens and tickets."""
    return TOKEN.sub("(secret)", text)


def _extras(record: logging.LogRecord) -> dict[str, object]:
    return {name: value for name in EXTRAS if (value := getattr(record, name, None)) is not None}


class SparingLogger(logging.LoggerAdapter[logging.Logger]):
    """Logs each kind of trouble at most once a minute: for what strangers may bring about as often as they like."""

    def __init__(self, given: logging.Logger, steady: Callable[[], float] = monotonic) -> None:
        super().__init__(given)
        self._steady = steady
        self._silent_until: dict[object, float] = {}

    def log(self, level: int, msg: object, *args: object, **kwargs: Any) -> None:
        """Log a message, unless one of the same words (before its arguments are put in) was logged a moment ago."""
        now = self._steady()
        if now >= self._silent_until.get(msg, now):
            self._silent_until[msg] = now + SPARING_SECONDS
            super().log(level, msg, *args, **kwargs)

    def process(self, msg: Any, kwargs: MutableMapping[str, Any]) -> tuple[Any, MutableMapping[str, Any]]:
        """Leave the message as it is, with its own `extra`."""
        return msg, kwargs


class TextFormatter(logging.Formatter):
    """For people: time, what happened, where."""

    def format(self, record: logging.LogRecord) -> str:
        """Return one line, and the traceback if there is one."""
        at = datetime.fromtimestamp(record.created, UTC).strftime("%H:%M:%S")
        extras = "".join(f" {name}={value}" for name, value in _extras(record).items())
        trace = "\n" + self.formatException(record.exc_info) if record.exc_info else ""
        level = "" if record.levelno == logging.INFO else f"{record.levelname.lower()}: "
        return redact(f"{at} {level}{record.getMessage()}{extras}{trace}")


class JsonFormatter(logging.Formatter):
    """For machines: one JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        """Return one JSON object."""
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname.lower(),
            "act": record.getMessage(),
            **_extras(record),
        }
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return redact(json.dumps(line, default=str))
