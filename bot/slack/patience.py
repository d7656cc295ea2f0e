"""Waits for a Slack that is out of reach or too busy: for as long as it takes, or for a few tries."""

from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from tenacity import AsyncRetrying, RetryCallState, retry_if_exception, stop_after_attempt, wait_exponential
from tenacity.wait import wait_base

from bot.core.logging import logger
from bot.slack.errors import SLACK_CALL_ERRORS, classify, error_code, is_passing, retry_after

Answer = TypeVar("Answer")
MAX_ATTEMPTS = 3
MAX_PAUSE_SECONDS = 60
"""Pauses grow to this, and so there is a line in the log each minute."""


async def until_answered(call: Callable[[], Awaitable[Answer]], pause: wait_base | None = None) -> Answer:
    """Return what a call of Slack returns, made again until Slack answers; raise what Slack refuses for good."""

    async def attempt() -> Answer:
        return await call()

    growing = wait_exponential(multiplier=1, max=MAX_PAUSE_SECONDS)
    patient = retry_if_exception(_may_answer_later)
    return await AsyncRetrying(
        retry=patient, wait=_Asked(growing if pause is None else pause), before_sleep=_log, reraise=True
    )(attempt)


def a_few_times(or_passing: bool = False) -> AsyncRetrying:
    """Return what makes a call again while Slack is only busy, after as long as it asks for.

    `or_passing`: also where it failed in a way that may be over at once.
    """
    return AsyncRetrying(
        retry=retry_if_exception(lambda error: retry_after(error) is not None or (or_passing and is_passing(error))),
        wait=lambda state: min(_asked_seconds(state), MAX_PAUSE_SECONDS),
        stop=stop_after_attempt(MAX_ATTEMPTS),
        reraise=True,
    )


class _Asked(wait_base):
    """Waits as long as Slack asks for, or as long as another strategy says if that is longer."""

    def __init__(self, pause: wait_base) -> None:
        self._pause = pause

    def __call__(self, retry_state: RetryCallState) -> float:
        return max(self._pause(retry_state), _asked_seconds(retry_state))


def _asked_seconds(state: RetryCallState) -> float:
    error = state.outcome.exception() if state.outcome else None
    return (retry_after(error) if error else None) or 0


def _may_answer_later(error: BaseException) -> bool:
    passing = ("temporary", "unknown", "rate_limited")
    return isinstance(error, SLACK_CALL_ERRORS) and classify(error).kind in passing


def _log(state: RetryCallState) -> None:
    error: Any = state.outcome.exception() if state.outcome else None
    logger.warning("waiting for Slack; /stretch isn't ready yet", extra={"error": error_code(error)})
