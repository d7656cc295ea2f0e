"""What people do with the guide: open it, press its buttons, close it, finish with Done."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Literal

from bot.core.clock import Now
from bot.core.scheduler import Scheduler
from bot.domain.actor import Actor
from bot.domain.errors import UserError
from bot.domain.guide import Intent, Session, ended, has_begun, is_at_end
from bot.domain.introductions import cautions_version
from bot.services.guide_modal import GuideModal
from bot.services.session_mover import SessionMover
from bot.services.session_opener import NO_SOURCE, SessionOpener, Source
from bot.store import Store
from bot.views import guide as views
from bot.views.card import STRETCH_GONE
from bot.views.guide_window import SessionRef
from bot.views.stopped import stopped_view

OVER = "This stretch is over. Type `/stretch` to resume or start a new one."
ELSEWHERE = "This stretch is open in another window. You can close this one."


@dataclass(frozen=True)
class Guide:
    """Opens, moves and ends the sessions of people."""

    store: Store
    scheduler: Scheduler
    modal: GuideModal
    now: Now
    rng: Random
    on_opened: Callable[[Session], Awaitable[None]]
    """Called with each new session once it is stored, before its modal opens."""
    on_done: Callable[[Session], Awaitable[None]]
    """Called with each session that was closed with Done."""
    on_left: Callable[[Session], Awaitable[None]]
    """Called with each session that was left before its first hold."""

    @property
    def mover(self) -> SessionMover:
        """Moves and shows the sessions."""
        return SessionMover(self.store, self.scheduler, self.modal, self.now)

    @property
    def opener(self) -> SessionOpener:
        """Opens them."""
        return SessionOpener(self.store, self.mover, self.now, self.rng, self.on_opened)

    async def open(self, actor: Actor, steps: Sequence[str], trigger_id: str, source: Source = NO_SOURCE) -> None:
        """Open the modal: where this card or break was left, else at the first hold, or before it if that is new.

        Raise TriggerExpired if the click is too old for it, ModalClosed if its window is closed.
        """
        await self.opener.open(actor, steps, trigger_id, source)

    async def resume(self, actor: Actor, id: str, trigger_id: str, view_id: str | None = None) -> None:
        """Open the modal, paused, where a session was left; raise TriggerExpired like `open`, or UserError."""
        await self.opener.resume(actor, id, trigger_id, view_id)

    async def press(self, actor: Actor, ref: SessionRef, view_id: str, intent: Intent) -> None:
        """Move a session because a button of its modal was pressed."""
        session = await self.store.sessions.find(actor, ref.session)
        if over := _why_not_here(session, view_id):
            await self.modal.replace(actor.team, view_id, views.session_over(over))
        elif session and session.step != ref.step and intent != "pause":
            await self.mover.show(session)
        elif session:
            await self.mover.show(await self.mover.move(replace(session, view_id=view_id), intent))

    async def submit(self, actor: Actor, ref: SessionRef, view_id: str) -> Session:
        """Move a session on because its modal was submitted, at the end with Done; return it as it is then.

        A modal that shows an older step moves nothing, so that no hold is skipped. Done counts once, however often it
        is pressed. Raise UserError if the session is over, or goes on in another modal.
        """
        session = await self.store.sessions.find(actor, ref.session)
        if session is None:
            raise UserError(OVER)
        if not self.modal.routine(session):
            raise UserError(STRETCH_GONE)
        is_late_done = is_at_end(session, self.modal.screens(session)) and not session.is_active
        if session.state == "done" or is_late_done:
            return await self._finish(session)
        if why := _why_not_here(session, view_id):
            raise UserError(why)
        return await self._submit(replace(session, view_id=view_id)) if session.step == ref.step else session

    async def hurts(self, actor: Actor, ref: SessionRef, view_id: str) -> Session | None:
        """End a session because something hurts, and say when to get help; return it."""
        session = await self.store.sessions.find(actor, ref.session)
        if session:
            await self._leave(session, "stopped")
        await self.modal.replace(actor.team, view_id, stopped_view(self.modal.exercise(session) if session else None))
        return session

    async def close(self, actor: Actor, ref: SessionRef, view_id: str) -> Session | None:
        """End a session because its modal was closed; return it if that counts as Done, as all holds are behind it.

        Otherwise `/stretch` offers to resume it.
        """
        session = await self.store.sessions.find(actor, ref.session)
        if session is None or not session.is_active or not session.is_shown_in(view_id, ref.step):
            return None
        if is_at_end(session, self.modal.screens(session)) and session.held:
            return await self._finish(session)
        await self._leave(session, "closed")
        return None

    async def _submit(self, session: Session) -> Session:
        if is_at_end(session, self.modal.screens(session)):
            return await self._finish(session)
        if session.position == 0:
            versions = {exercise.slug: cautions_version(exercise) for exercise in self.modal.routine(session)}
            await self.store.histories.record_introductions(session.actor, versions, self.now())
        return await self.mover.move(session, "next")

    async def _finish(self, session: Session) -> Session:
        """Record Done, once, however often it is called."""
        done = ended(session, "done")
        await self.store.sessions.finish(session, done, self.now())
        await self.on_done(session)
        return done

    async def _leave(self, session: Session, state: Literal["closed", "stopped"]) -> None:
        await self.mover.end(session, state)
        if not has_begun(session, self.modal.screens(session), self.now()):
            await self.on_left(session)


def _why_not_here(session: Session | None, view_id: str) -> str | None:
    """Return the sentence why this modal cannot move the session, or None if it can."""
    if session is None or not session.is_active:
        return OVER
    return ELSEWHERE if session.view_id not in (None, view_id) else None
