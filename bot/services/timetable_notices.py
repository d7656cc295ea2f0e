"""The one message about its timetable that a channel has: edited in place, or posted anew (begun again, old, gone)."""

from collections.abc import Awaitable
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime, timedelta
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.core.clock import Now
from bot.core.keyed_locks import KeyedLocks
from bot.core.logging import logger
from bot.domain.breaks import ChannelTimetable
from bot.domain.errors import UserError
from bot.slack.blocks import Message
from bot.slack.clients import Clients
from bot.slack.errors import SLACK_CALL_ERRORS, cannot_post_sentence, error_code, refuses_channel
from bot.store import Store
from bot.store.errors import DatabaseUnavailable
from bot.views.timetable_notices import replaced_notice

EDITED_FOR = timedelta(days=7)
"""An older message is too far up for a change in it to be seen."""
GONE = frozenset({"message_not_found", "cant_update_message", "edit_window_closed", "is_inactive", "block_mismatch"})
"""Error codes of chat.update: the message cannot be edited any more."""


class NotInChannel(UserError):
    """Read by whoever wants breaks in a channel where the bot may not post; inviting it helps."""

    def __init__(self, code: str) -> None:
        """Take Slack's error code."""
        super().__init__(cannot_post_sentence(code))
        self.code = code


NOT_TOLD = (NotInChannel, DatabaseUnavailable, *SLACK_CALL_ERRORS)
"""What is raised where a channel could not be told."""


class TimetableNotices:
    """Shows each channel its timetable.

    Changes of one process take turns. Where two processes post at the same moment, the later deletes its message and
    edits the other's; what either shows then is the change it made itself, until the next change.
    """

    def __init__(self, store: Store, clients: Clients, now: Now) -> None:
        self._store, self._clients, self._now = store, clients, now
        self._turns: KeyedLocks[tuple[str, str]] = KeyedLocks()

    def turn(self, team: str, channel: str) -> AbstractAsyncContextManager[None]:
        """Return what to hold from storing a change until it is shown, so that the last is what stays."""
        return self._turns.hold((team, channel))

    async def show(self, found: ChannelTimetable, message: Message, anew: bool = False) -> None:
        """Edit the channel's message, or post it where it cannot be or must not (`anew`); raise one of NOT_TOLD."""
        slack, before = await self._clients.once(found.team), found.notice_ts
        if before and not anew and self._is_recent(before) and await _edit(slack, found.channel, before, message):
            return
        ts = await _post(slack, found.channel, message)
        if await self._keep(slack, found, ts):
            await _retire(slack, found.channel, before)
        else:
            await self._give_way(slack, found, ts, message)

    def _is_recent(self, ts: str) -> bool:
        return datetime.fromtimestamp(float(ts), UTC) > self._now() - EDITED_FOR

    async def _keep(self, slack: AsyncWebClient, found: ChannelTimetable, ts: str) -> bool:
        """Store a new message as the channel's own, or delete it; return False if there is another one by now."""
        try:
            return await self._store.timetables.replace_notice_ts(found.team, found.channel, found.notice_ts, ts)
        except DatabaseUnavailable:  # the next change would not find the message, and post another one
            await _try(slack.chat_delete(channel=found.channel, ts=ts))
            raise

    async def _give_way(self, slack: AsyncWebClient, found: ChannelTimetable, ts: str, message: Message) -> None:
        """Delete a message beside which another process posted one, and edit that one."""
        await _try(slack.chat_delete(channel=found.channel, ts=ts))
        if theirs := await self._store.timetables.notice_ts(found.team, found.channel):
            await _edit(slack, found.channel, theirs, message)


async def _edit(slack: AsyncWebClient, channel: str, ts: str, message: Message) -> bool:
    """Edit this message; return False if it cannot be edited any more."""
    try:
        await slack.chat_update(channel=channel, ts=ts, **message.payload())
    except SlackApiError as error:
        if error_code(error) in GONE or refuses_channel(error_code(error)):
            return False
        raise
    return True


async def _post(slack: AsyncWebClient, channel: str, message: Message) -> str:
    try:
        posted = await slack.chat_postMessage(channel=channel, **message.payload())
    except SlackApiError as error:
        if refuses_channel(error_code(error)):
            raise NotInChannel(error_code(error)) from error
        raise
    return str(posted["ts"])


async def _retire(slack: AsyncWebClient, channel: str, ts: str | None) -> None:
    """Take the buttons off a message that a newer one has replaced."""
    if ts:
        await _try(slack.chat_update(channel=channel, ts=ts, **replaced_notice().payload()))


async def _try(call: Awaitable[Any]) -> None:
    try:
        await call
    except SLACK_CALL_ERRORS as error:
        logger.info("an old message about a timetable stays", extra={"error": error_code(error)})
