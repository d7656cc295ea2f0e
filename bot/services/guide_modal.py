"""Calls of Slack for the guide's modal: open, update, replace by a final view."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from slack_sdk.errors import SlackApiError
from slack_sdk.models.views import View
from tenacity import AsyncRetrying, retry_if_exception, stop_after_attempt

from bot.core.logging import logger
from bot.domain.exercises import Exercise
from bot.domain.guide import Session
from bot.domain.library import Library
from bot.domain.screens import Screen, screens
from bot.pictures.picture_store import PictureStore
from bot.slack.clients import Clients
from bot.slack.errors import SLACK_CALL_ERRORS, error_code, is_passing, is_too_late_to_open, retry_after
from bot.slack.patience import a_few_times
from bot.slack.view_calls import show_view
from bot.views import guide as views
from bot.views.card import STRETCH_GONE
from bot.views.guide_ready import ready_view
from bot.views.swaps import stand_in_line

MAX_WAIT_SECONDS = 60.0
"""Longest wait for a modal when rate limited."""


class TriggerExpired(Exception):
    """The modal could not be opened, since the click was too long ago."""


class ModalClosed(Exception):
    """Slack no longer knows the modal: it was closed."""


@dataclass(frozen=True)
class GuideModal:
    """Opens and updates the modal of a session."""

    clients: Clients
    library: Library
    picture_store: PictureStore

    async def open(
        self, session: Session, trigger_id: str, new: Sequence[Exercise] = (), in_view: str | None = None
    ) -> str:
        """Open a session's modal and return its view id; raise TriggerExpired if the click is too old for it.

        `new`: the exercises that the person is introduced to before the first hold. `in_view`: the window that becomes
        the session's modal instead; raise ModalClosed if it is closed.
        """
        view = self._ready_view(session, new) if new else self.view(session)
        try:
            slack = await self.clients.of(session.team)
            if in_view:
                await show_view(slack.views_update, view, view_id=in_view)
                return in_view
            opened = await show_view(slack.views_open, view, trigger_id=trigger_id)
        except SlackApiError as error:
            if error_code(error) == "not_found":
                raise ModalClosed from error
            if is_too_late_to_open(error):
                raise TriggerExpired from error
            raise
        return str(opened["view"]["id"])

    def _ready_view(self, session: Session, new: Sequence[Exercise]) -> View:
        stand_in = stand_in_line(session.swapped, self.routine(session))
        return ready_view(session, new, self.picture_store.still_url(new[0], 0), stand_in)

    async def update(self, session: Session) -> float:
        """Update a modal; return the seconds to wait if rate limited, raise ModalClosed if it is closed."""
        again = AsyncRetrying(retry=retry_if_exception(is_passing), stop=stop_after_attempt(2), reraise=True)
        try:
            slack = await self.clients.of(session.team)
            await again(show_view, slack.views_update, self.view(session), view_id=session.view_id)
        except SLACK_CALL_ERRORS as error:
            if error_code(error) == "not_found":
                raise ModalClosed from error
            # The next move shows the modal again, and any click does.
            logger.warning("modal not updated", extra={"team": session.team, "error": error_code(error)})
            return min(retry_after(error) or 0, MAX_WAIT_SECONDS)
        return 0

    async def replace(self, team: str, view_id: str, view: View) -> None:
        """Replace a modal by a final view; retry when rate limited, log if it is no longer there."""
        try:
            slack = await self.clients.of(team)
            await a_few_times(or_passing=True)(slack.views_update, view_id=view_id, view=view)
        except SLACK_CALL_ERRORS as error:
            logger.warning("modal not replaced", extra={"error": error_code(error)})

    def view(self, session: Session, with_image: bool = True) -> View:
        """Return the modal of a session as it is now."""
        routine = self.routine(session)
        if not routine:
            return views.session_over(STRETCH_GONE)
        picture_url = self._picture_url(session) if with_image else None
        return views.session_view(session, routine, self.screens(session), picture_url)

    def routine(self, session: Session) -> tuple[Exercise, ...]:
        """Return the exercises of a session that still exist."""
        return self.library.exercises_of(session.slugs)

    def exercise(self, session: Session) -> Exercise | None:
        """Return the exercise that a session is at, None before the first hold and after the last."""
        shown = self.screens(session)[max(session.position - 1, 0) : session.position]
        return shown[0].exercise if shown else None

    def is_picture_ready(self, session: Session) -> bool:
        """Return whether the picture of a session's modal is there, so that Slack need not wait for it."""
        url = self._picture_url(session)
        return url is None or self.picture_store.cached_path(_file_name(url)) is not None

    def screens(self, session: Session) -> tuple[Screen, ...]:
        """Return the screens of a session."""
        return screens(self.routine(session), session.ready_percent)

    def picture_names(self, session: Session) -> Iterator[str]:
        """Yield the file names of all pictures that a session will show."""
        for screen in self.screens(session):
            if url := self._url_while_held(session, screen):
                yield _file_name(url)

    def _picture_url(self, session: Session) -> str | None:
        routine = self.routine(session)
        all_screens = self.screens(session)
        if not 1 <= session.position <= len(all_screens):
            return self.picture_store.still_url(routine[0], 0) if session.position == 0 else None
        screen = all_screens[session.position - 1]
        if session.ends_at is None:
            return self.picture_store.still_url(screen.exercise, screen.hold_index)
        return self._url_while_held(session, screen)

    def _url_while_held(self, session: Session, screen: Screen) -> str | None:
        """Return the URL of the timer of a screen, or of its still picture for whoever wants that."""
        if session.still:
            return self.picture_store.still_url(screen.exercise, screen.hold_index)
        play = f"{session.id[:6]}{session.step}"
        return self.picture_store.timer_url(screen.exercise, screen.hold_index, screen.ready_seconds, play)


def _file_name(url: str) -> str:
    return url.partition("?")[0].rpartition("/")[2]
