"""What people do with the guide: open it, press its buttons, close it, finish with Done."""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Literal

from bot.core.clock import Now
from bot.core.ids import random_id
from bot.core.logging import logger
from bot.core.scheduler import Scheduler
from bot.domain.actor import Actor
from bot.domain.errors import UserError
from bot.domain.exercises import Exercise
from bot.domain.guide import Intent, Session, at_position, ended, has_begun, is_at_end, paused, was_left
from bot.domain.introductions import cautions_version, exercises_to_introduce
from bot.domain.routines import slugs_of
from bot.pictures.timer_job import NotComposed
from bot.services.guide_modal import GuideModal
from bot.services.session_mover import SessionMover
from bot.slack.errors import may_be_done
from bot.store import Store
from bot.views import guide as views
from bot.views.card import STRETCH_GONE
from bot.views.guide_window import SessionRef
from bot.views.stopped import stopped_view

OVER = "This stretch is over. Type `/stretch` to resume or start a new one."
ELSEWHERE = "This stretch is open in another window. You can close this one."


@dataclass(frozen=True)
class Source:
    """What a session is opened from: a card or a break."""

    ref: str = ""
    """The card's or break's own id: whichever Done is pressed there, it counts once."""
    break_id: str | None = None
    response_url: str | None = None
    """Replaces the card."""
    swapped: tuple[str, ...] = ()
    """The slugs of the exercises that what is opened stands in for, as they are not for this person."""
    view_id: str | None = None
    """The window in which it was started, which becomes the guide's: Slack may open no other above it."""


NO_SOURCE = Source()


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

    async def open(self, actor: Actor, steps: Sequence[str], trigger_id: str, source: Source = NO_SOURCE) -> None:
        """Open the modal: where this card or break was left, else at the first hold, or before it if that is new.

        Raise TriggerExpired if the click is too old for it, ModalClosed if its window is closed.
        """
        left = await self.store.sessions.last(actor, self.now()) if source.ref else None
        if left and was_left(left, source.ref, self.modal.screens(left)):
            await self._reopen(left, trigger_id, source.view_id)
            return
        id, now = random_id(self.rng), self.now()
        counted = not source.ref or await self.store.people.is_counted(actor, source.ref)
        chosen, seen = await self.store.preferences.with_introductions(actor, slugs_of(steps))
        session = Session(
            id=id,
            team=actor.team,
            user=actor.user,
            slugs=tuple(steps),
            created_at=now,
            break_id=source.break_id,
            response_url=source.response_url,
            ref=id if counted else source.ref,
            ready_percent=chosen.ready_percent,
            still=chosen.still_pictures,
            swapped=source.swapped,
        )
        routine = self.modal.routine(session)
        new = exercises_to_introduce(routine, seen, now, always=chosen.first_window)
        if not new:
            session = at_position(session, 1, self.modal.screens(session), now)
        await self.store.sessions.add(session)
        await self.on_opened(session)
        await self._open(session, trigger_id, source.view_id, new)

    async def resume(self, actor: Actor, id: str, trigger_id: str, view_id: str | None = None) -> None:
        """Open the modal, paused, where a session was left; raise TriggerExpired like `open`, or UserError."""
        session = await self.store.sessions.find(actor, id)
        if session is None or not session.resumable(self.now()):
            raise UserError("That stretch is already over. Type `/stretch` for a new one.")
        await self._reopen(session, trigger_id, view_id)

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
            await self.store.people.record_introductions(session.actor, versions, self.now())
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

    async def _reopen(self, session: Session, trigger_id: str, view_id: str | None) -> None:
        """Open the modal, paused, where this session was left."""
        standing = replace(paused(session), view_id=None)
        await self.store.sessions.compare_and_set(session, standing)
        await self.on_opened(standing)
        await self._open(standing, trigger_id, view_id)

    async def _open(self, session: Session, trigger_id: str, in_view: str | None, new: Sequence[Exercise] = ()) -> None:
        """Open the modal of a session that was stored; `new`: what the person is introduced to first."""
        try:
            view_id = await self.modal.open(session, trigger_id, new, in_view)
        except BaseException as error:
            if not may_be_done(error):  # otherwise its window may be there, and its buttons must work
                await self.mover.end(session, "closed")
            raise
        if await self.store.sessions.compare_and_set(session, replace(session, view_id=view_id)):
            self.mover.set_timer(session)
        await self.store.sessions.close_others(session)
        # Slack fetches a picture before it shows it: drawing it only then would keep people waiting.
        names = dict.fromkeys(self.modal.picture_names(session))
        self.scheduler.run_at(self.now(), f"draw {session.id}", self._draw, names)

    async def _draw(self, names: Iterable[str]) -> None:
        try:
            for name in names:
                await self.modal.picture_store.provide(name)
        except (NotComposed, OSError) as error:  # whoever asks for them gets still ones
            logger.warning("timers were not composed ahead", extra={"error": str(error)})


def _why_not_here(session: Session | None, view_id: str) -> str | None:
    """Return the sentence why this modal cannot move the session, or None if it can."""
    if session is None or not session.is_active:
        return OVER
    return ELSEWHERE if session.view_id not in (None, view_id) else None
