"""The guide's windows on Slack's side: opened, brought up to date, filled with a last word."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.models.views import View
from slack_sdk.web.async_client import AsyncWebClient

from bot.core.logging import logger
from bot.domain.exercises import Exercise, Library
from bot.domain.guide import Session, screens
from bot.pictures.picture_store import PictureStore
from bot.slack.blocks import without_pictures
from bot.slack.errors import SLACK_CALL_ERRORS, reason, retry_after
from bot.views import guide as views

TOO_LATE = {"expired_trigger_id", "exchanged_trigger_id", "trigger_expired", "trigger_exchanged", "invalid_trigger_id"}
PICTURE_REFUSED = {"invalid_blocks", "invalid_arguments"}
TRIES = 3
PATIENCE = 60.0
"""Seconds that a window waits at most when Slack asks for calls to slow down."""


class TriggerExpired(Exception):
    """The window could not be opened, since the click was too long ago."""


class ModalClosed(Exception):
    """Slack no longer knows the window: it was closed."""


@dataclass(frozen=True)
class GuideModal:
    """Shows sessions as they are."""

    slack: AsyncWebClient
    library: Library
    picture_store: PictureStore

    async def open(self, session: Session, trigger: str, first: bool = False) -> str:
        """Open a session's window and return its id; raise TriggerExpired if the click is too old for it."""
        try:
            opened = await self._show(self.slack.views_open, self._view(session, first), trigger_id=trigger)
        except SlackApiError as error:
            if reason(error) in TOO_LATE:
                raise TriggerExpired from error
            raise
        return str(opened["view"]["id"])

    async def update(self, session: Session) -> float:
        """Bring a window up to date; return the seconds to wait if Slack asks to, raise ModalClosed if it was closed."""
        try:
            await self._show(self.slack.views_update, self._view(session), view_id=session.view_id)
        except SLACK_CALL_ERRORS as error:
            if reason(error) == "not_found":
                raise ModalClosed from error
            # The next move shows the window again, and any click does.
            logger.warning("a window was not updated", extra={"team": session.team, "error": reason(error)})
            return min(retry_after(error) or 0, PATIENCE)
        return 0

    async def fill(self, view_id: str, view: View) -> None:
        """Put a last word into a window, if it is still there."""
        for _ in range(TRIES):
            try:
                await self.slack.views_update(view_id=view_id, view=view)
                return
            except SLACK_CALL_ERRORS as error:
                wait = retry_after(error)
                logger.warning("a window was not filled", extra={"error": reason(error)})
            if wait is None:
                return
            await asyncio.sleep(min(wait, PATIENCE))

    def routine(self, session: Session) -> tuple[Exercise, ...]:
        """Return the exercises of a session that still exist."""
        return self.library.routine(session.slugs)

    def pictures(self, session: Session) -> Iterator[str]:
        """Return the names of all pictures that a session will show."""
        for screen in screens(self.routine(session)):
            address = self.picture_store.timer(screen.exercise, screen.number, screen.ready, "")
            if address:
                yield address.partition("?")[0].rpartition("/")[2]

    async def _show(self, call: Callable[..., Awaitable[Any]], view: View, **where: object) -> Any:
        """Show a view, without its picture if Slack cannot load that and so refuses the whole."""
        try:
            return await call(view=view, **where)
        except SlackApiError as error:
            plain = view.to_dict() | {"blocks": without_pictures(block.to_dict() for block in view.blocks or ())}
            if reason(error) not in PICTURE_REFUSED or len(plain["blocks"]) == len(view.blocks or ()):
                raise
            logger.warning("a picture was refused", extra={"error": reason(error)})
            return await call(view=plain, **where)

    def _view(self, session: Session, first: bool = False) -> View:
        routine = self.routine(session)
        if not routine:
            return views.gone("That exercise is no longer in my library. Type `/stretch` for another.")
        return views.guide(session, routine, screens(routine), self._picture(session), first)

    def _picture(self, session: Session) -> str | None:
        routine = self.routine(session)
        way = screens(routine)
        if not 1 <= session.position <= len(way):
            return self.picture_store.still(routine[0], 0) if session.position == 0 else None
        screen = way[session.position - 1]
        if session.ends_at is None:
            return self.picture_store.still(screen.exercise, screen.number)
        return self.picture_store.timer(screen.exercise, screen.number, screen.ready, f"{session.id[:6]}{session.step}")
