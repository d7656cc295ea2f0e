"""What the bot counts and measures, for Prometheus; no label names a person, a channel or a workspace."""

import re
from collections.abc import Callable
from time import monotonic
from typing import Literal, get_args

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

BreakOutcome = Literal["posted", "missed", "failed", "unknown", "waiting", "given back", "taken over"]
"""What became of a break that was due.

`waiting`: put off, to be posted again. `given back`: its process ended before it was posted. `taken over`: this process
was cut off, and another one posts it. The others: see a break's states.
"""
RequestKind = Literal["command", "button", "menu", "form", "close", "shortcut", "event", "other"]
"""How a person or Slack turns to the bot; `form` is sent off, `close` is a window's cross."""
LATENESS_BUCKETS = (1, 2, 5, 10, 20, 30, 60, 120, 300, 600)
"""Seconds; a break is on time within 2 minutes, and missed after 10."""
ACK_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3)
"""Seconds; Slack waits for 3."""
ANSWER_BUCKETS = (0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5, 10, 30)
OTHER = "other"
MAX_WORDS = 60
METHOD = re.compile(r"[a-z]+(?:\.[a-zA-Z]+)+|response_url")
CODE = re.compile(r"[a-z]+(?:_[a-z]+)*|http_[1-9]\d\d")


class Vocabulary:
    """The values of a label that come from outside: the first so many words of a pattern; any more are `other`."""

    def __init__(self, pattern: re.Pattern[str], most: int = MAX_WORDS) -> None:
        self._pattern, self._most = pattern, most
        self._words: set[str] = set()

    def word(self, given: str) -> str:
        """Return the word if it is in the vocabulary, or still finds room there."""
        if given in self._words:
            return given
        if len(self._words) >= self._most or not self._pattern.fullmatch(given):
            return OTHER
        self._words.add(given)
        return given


class Metrics:
    """The bot's metrics, in a registry of their own; `steady` is a clock in seconds that only goes forward."""

    def __init__(self, steady: Callable[[], float] = monotonic) -> None:
        self.registry = CollectorRegistry()
        self._steady = steady
        self._ticked_at: float | None = None
        self._methods, self._codes = Vocabulary(METHOD), Vocabulary(CODE)
        self._breaks = self._counter("breaks", "Breaks that were due, by what became of them", "outcome")
        self._reminders = self._counter(
            "reminders", "Private reminders that were due, by what became of them", "outcome"
        )
        self._lateness = self._histogram("break_lateness_seconds", "How late breaks were posted", LATENESS_BUCKETS)
        for outcome in get_args(BreakOutcome):
            self._breaks.labels(outcome)
            self._reminders.labels(outcome)
        self._acks = self._histogram("ack_seconds", "From a request to its acknowledgement", ACK_BUCKETS, "kind")
        self._answers = self._histogram(
            "answer_seconds", "From a request to the end of its answer", ANSWER_BUCKETS, "kind", "subcommand"
        )
        self._calls = self._counter("slack_calls", "Calls of Slack by method and what it answered", "method", "code")
        age = self._gauge("last_tick_age_seconds", "Since the minute's work was last done")
        age.set_function(self.tick_age)
        self.sessions = self._gauge("sessions_running", "Guides whose time runs, of all processes on the database")
        self.connected = self._gauge("slack_connected", "1 if Slack reaches this process, else 0")
        self.installations = self._gauge("installations", "Workspaces and organizations that have the app")

    def break_ended(self, outcome: BreakOutcome, personal: bool = False) -> None:
        """Count what became of a break, or of a private reminder, that was due."""
        (self._reminders if personal else self._breaks).labels(outcome).inc()

    def break_posted(self, late_seconds: float, personal: bool = False) -> None:
        """Count a break that was posted, and so late; private reminders may be held, and so are only counted."""
        self.break_ended("posted", personal)
        if not personal:
            self._lateness.observe(max(late_seconds, 0))

    def ticked(self) -> None:
        """Note that the minute's work was done just now."""
        self._ticked_at = self._steady()

    def tick_age(self) -> float:
        """Return the seconds since the minute's work was last done; 0 before its first time."""
        return 0 if self._ticked_at is None else self._steady() - self._ticked_at

    def acknowledged(self, kind: RequestKind, seconds: float) -> None:
        """Measure how long a request waited for its acknowledgement."""
        self._acks.labels(kind).observe(seconds)

    def answered(self, kind: RequestKind, subcommand: str, seconds: float) -> None:
        """Measure how long a request waited for its answer; `subcommand`: what was understood, by its fixed name."""
        self._answers.labels(kind, subcommand).observe(seconds)

    def slack_answered(self, method: str, code: str) -> None:
        """Count a call of Slack; `code`: `ok`, Slack's error code, or why there was no answer."""
        self._calls.labels(self._methods.word(method), self._codes.word(code)).inc()

    def _counter(self, name: str, about: str, *labels: str) -> Counter:
        return Counter(f"limber_{name}", about, labels, registry=self.registry)

    def _gauge(self, name: str, about: str) -> Gauge:
        return Gauge(f"limber_{name}", about, registry=self.registry)

    def _histogram(self, name: str, about: str, buckets: tuple[float, ...], *labels: str) -> Histogram:
        return Histogram(f"limber_{name}", about, labels, buckets=buckets, registry=self.registry)
