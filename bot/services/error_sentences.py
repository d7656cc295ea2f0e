"""Errors in words: one sentence for the person, and a line in the log."""

import logging
from secrets import token_hex

from aiohttp import ClientError
from slack_sdk.errors import SlackApiError

from bot.core.logging import logger
from bot.domain.errors import ParseError, UserError
from bot.domain.timetable import BadTimetable
from bot.slack.blocks import escape_text
from bot.slack.errors import call_refused_sentence, error_code, is_too_late_to_open
from bot.store.errors import DatabaseUnavailable

REFERENCE_BYTES = 4


def error_sentence(error: Exception, team: str | None) -> str:
    """Return the sentence for the person as mrkdwn, by the kind of error, and log it:

    1. UserError: the sentence that it carries, escaped where it quotes what was typed;
    2. a refused call of Slack, or Slack unreachable: try again, with Slack's error code if there is one;
    3. DatabaseUnavailable: nothing is lost, try again;
    4. anything else: a random reference, which the log has, too.
    """
    if isinstance(error, ParseError | BadTimetable):
        return escape_text(str(error))
    if isinstance(error, UserError):
        return str(error)
    if isinstance(error, SlackApiError):
        _log("Slack refused a call", team, error_code(error), logging.WARNING)
        if is_too_late_to_open(error):
            return "Slack took too long. Please try again."
        return call_refused_sentence(error)
    if isinstance(error, ClientError | ConnectionError | TimeoutError):
        _log("Slack was out of reach", team, error_code(error), logging.WARNING)
        return "I couldn't reach Slack just now. Please try again in a minute."
    if isinstance(error, DatabaseUnavailable):
        _log("the database is away", team, str(error) or error_code(error), logging.ERROR)
        return "I can't reach my database right now. Nothing is lost; please try again in a minute."
    reference = token_hex(REFERENCE_BYTES)
    _log(f"unexpected error {reference}", team, error_code(error), logging.ERROR, error)
    return (
        "Something went wrong on my side. Please try again. "
        f"If it keeps happening, give your admin this code: {reference}."
    )


def _log(what: str, team: str | None, why: str, level: int, error: Exception | None = None) -> None:
    logger.log(level, what, extra={"team": team, "error": why}, exc_info=error)
