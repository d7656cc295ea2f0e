"""Sessions of the guide: opened, moved on by timers and clicks, closed with Done."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from random import Random
from typing import Literal

from bot.core.clock import Now
from bot.core.scheduler import Scheduler
from bot.domain.actor import Actor
from bot.domain.errors import UserError
from bot.domain.exercises import Exercise
from bot.domain.guide import (
    Intent,
    Screen,
    Session,
    after_intent,
    at_position,
    ended,
    has_begun,
    is_at_end,
    is_overdue,
    paused,
    screens,
)
from bot.domain.introductions import cautions_version, exercises_to_introduce
from bot.services.guide_modal import GuideModal, ModalClosed
from bot.store import Store
from bot.views import guide as views
from bot.views.guide import SessionRef

LOST_AFTER = timedelta(seconds=5)
"""A move that is this late was lost with the process that had its timer."""

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


NO_SOURCE = Source()


@dataclass(frozen=True)
class Guide:
    """Moves sessions; their state is in the store, so any process may do it."""

    store: Store
    scheduler: Scheduler
    modal: GuideModal
    now: Now
    rng: Random
    on_done: Callable[[Session], Awaitable[None]]
    """Called with each session that was closed with Done."""
    on_left: Callable[[Session], Awaitable[None]]
    """Called with each session that was left before its first hold."""

    async def open(self, actor: Actor, slugs: Sequence[str], trigger_id: str, source: Source = NO_SOURCE) -> None:
        """Open the modal at the first hold, or before it if the person is new to an exercise.

        Raise TriggerExpired if the click is too old for it.
        """
        id, now = f"{self.rng.getrandbits(64):016x}", self.now()
        counted = not source.ref or await self.store.people.is_counted(actor, source.ref)
        session = Session(
            id=id,
            team=actor.team,
            user=actor.user,
            slugs=tuple(slugs),
            created_at=now,
            break_id=source.break_id,
            response_url=source.response_url,
            ref=id if counted else source.ref,
        )
        routine = self.modal.routine(session)
        seen = await self.store.people.introductions(actor, slugs)
        new = exercises_to_introduce(routine, seen, now)
        if not new:
            session = at_position(session, 1, screens(routine), now)
        await self.store.sessions.add(session)
        await self._open(session, trigger_id, new)

    async def resume(self, actor: Actor, id: str, trigger_id: str) -> None:
        """Open the modal, paused, where a session was left; raise TriggerExpired like `open`, or UserError."""
        session = await self.store.sessions.find(actor, id)
        if session is None or not session.resumable(self.now()):
            raise UserError("That stretch is already over. Type `/stretch` for a new one.")
        standing = replace(paused(session), view_id=None)
        await self.store.sessions.compare_and_set(session, standing)
        await self._open(standing, trigger_id)

    async def press(self, actor: Actor, ref: SessionRef, view_id: str, intent: Intent) -> None:
        """Move a session because a button of its modal was pressed."""
        session = await self.store.sessions.find(actor, ref.session)
        if over := _why_not_here(session, view_id):
            await self.modal.replace(view_id, views.session_over(over))
        elif session and session.step != ref.step and intent != "pause":
            await self.show(session)
        elif session:
            await self.show(await self._move(replace(session, view_id=view_id), intent))

    async def submit(self, actor: Actor, ref: SessionRef, view_id: str) -> Session:
        """Move a session on because its modal was submitted, at the end with Done; return it as it is then.

        A modal that shows an older step moves nothing, so that no hold is skipped. Done counts once, however often it
        is pressed. Raise UserError if the session is over, or goes on in another modal.
        """
        session = await self.store.sessions.find(actor, ref.session)
        if session is None:
            raise UserError(OVER)
        is_late_done = is_at_end(session, self._screens(session)) and not session.is_active
        if session.state == "done" or is_late_done:
            return await self._finish(session)
        if why := _why_not_here(session, view_id):
            raise UserError(why)
        return await self._submit(replace(session, view_id=view_id)) if session.step == ref.step else session

    async def hurts(self, actor: Actor, ref: SessionRef, view_id: str) -> None:
        """End a session because something hurts, and say when to get help."""
        session = await self.store.sessions.find(actor, ref.session)
        if session:
            await self._leave(session, "stopped")
        await self.modal.replace(view_id, views.stopped_view())

    async def close(self, actor: Actor, ref: SessionRef, view_id: str) -> Session | None:
        """End a session because its modal was closed; return it if that counts as Done, as all holds are behind it.

        Otherwise `/stretch` offers to resume it.
        """
        session = await self.store.sessions.find(actor, ref.session)
        if session is None or session.view_id not in (None, view_id) or not session.is_active:
            return None
        if is_at_end(session, self._screens(session)) and session.held:
            return await self._finish(session)
        await self._leave(session, "closed")
        return None

    async def on_timer(self, actor: Actor, id: str, step: int) -> None:
        """Move a session on because the time of its hold is up, unless it has moved meanwhile (the timer's job)."""
        session = await self.store.sessions.find(actor, id)
        if session and session.step == step:
            await self._advance_or_pause(session)

    async def restore_timers(self) -> None:
        """Set the timers of all running sessions after a start, and pause those that are overdue."""
        for session in await self.store.sessions.running():
            if is_overdue(session, self.now()):
                await self._advance_or_pause(session)
            else:
                self._set_timer(session)

    async def catch_up(self) -> None:
        """Move on the sessions whose timer was lost with its process."""
        for session in await self.store.sessions.running(until=self.now() - LOST_AFTER):
            await self._advance_or_pause(session)

    async def show(self, session: Session) -> None:
        """Update the modal, and again if the session has moved meanwhile."""
        while session.view_id and session.is_active:
            try:
                wait_seconds = await self.modal.update(session)
            except ModalClosed:
                await self.store.sessions.compare_and_set(session, ended(session, "closed"))
                return
            await asyncio.sleep(wait_seconds)
            fresh = await self.store.sessions.find(session.actor, session.id)
            if fresh is None or (fresh.step == session.step and not wait_seconds):
                return
            if fresh.state == "stopped":
                await self.modal.replace(session.view_id, views.stopped_view())
            session = fresh

    async def _advance_or_pause(self, session: Session) -> None:
        """Move on because the time is up, or pause if that was too long ago."""
        if not is_overdue(session, self.now()):
            await self.show(await self._move(session, "timer"))
        elif await self.store.sessions.compare_and_set(session, standing := paused(session)):
            await self.show(standing)

    async def _submit(self, session: Session) -> Session:
        if is_at_end(session, self._screens(session)):
            return await self._finish(session)
        if session.position == 0:
            versions = {exercise.slug: cautions_version(exercise) for exercise in self.modal.routine(session)}
            await self.store.people.record_introductions(session.actor, versions, self.now())
        return await self._move(session, "next")

    async def _finish(self, session: Session) -> Session:
        """Record Done, once, however often it is called."""
        done = ended(session, "done")
        await self.store.sessions.finish(session, done, self.now())
        await self.on_done(session)
        return done

    async def _leave(self, session: Session, state: Literal["closed", "stopped"]) -> None:
        await self._end(session, state)
        if not has_begun(session, self._screens(session), self.now()):
            await self.on_left(session)

    async def _end(self, session: Session | None, state: Literal["closed", "stopped"]) -> None:
        """End a session even if a timer moves it meanwhile."""
        while session and session.is_active:
            if await self.store.sessions.compare_and_set(session, ended(session, state)):
                return
            session = await self.store.sessions.find(session.actor, session.id)

    async def _move(self, session: Session, intent: Intent) -> Session:
        """Move a session and set its timer; return it as it is then, moved by whoever was first."""
        after = after_intent(session, intent, self._screens(session), self.now())
        if after is session:
            return session
        if not await self.store.sessions.compare_and_set(session, after):
            return await self.store.sessions.find(session.actor, session.id) or session
        self._set_timer(after)
        return after

    def _screens(self, session: Session) -> tuple[Screen, ...]:
        return screens(self.modal.routine(session))

    def _set_timer(self, session: Session) -> None:
        if session.ends_at:
            name = f"hold {session.id} {session.step}"
            self.scheduler.run_at(session.ends_at, name, self.on_timer, session.actor, session.id, session.step)

    async def _open(self, session: Session, trigger_id: str, new: Sequence[Exercise] = ()) -> None:
        """Open the modal of a session that was stored; `new`: what the person is introduced to first."""
        try:
            view_id = await self.modal.open(session, trigger_id, new)
        except BaseException:
            await self._end(session, "closed")
            raise
        if await self.store.sessions.compare_and_set(session, replace(session, view_id=view_id)):
            self._set_timer(session)
        await self.store.sessions.close_others(session)
        # Slack fetches a picture before it shows it: drawing it only then would keep people waiting.
        names = dict.fromkeys(self.modal.picture_names(session))
        self.scheduler.run_at(self.now(), f"draw {session.id}", self._draw, names)

    async def _draw(self, names: Iterable[str]) -> None:
        for name in names:
            await asyncio.to_thread(self.modal.picture_store.path, name)


def _why_not_here(session: Session | None, view_id: str) -> str | None:
    """Return the sentence why this modal cannot move the session, or None if it can."""
    if session is None or not session.is_active:
        return OVER
    return ELSEWHERE if session.view_id not in (None, view_id) else None
