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
from bot.domain.guide import Intent, Session, after_intent, ended, is_overdue, paused, screens
from bot.services.guide_modal import GuideModal, ModalClosed
from bot.store import Store
from bot.views import guide as views
from bot.views.guide import SessionRef

LOST_AFTER = timedelta(seconds=5)
"""A move that is this late was lost with the process that had its timer."""

OVER = "This stretch is over. Type `/stretch` to start or to go on."
ELSEWHERE = "This stretch goes on in another window. You can close this one."


@dataclass(frozen=True)
class Source:
    """What a session is opened from: a card or a break."""

    ref: str = ""
    """The card's or break's own id: whichever Done is pressed there, it counts once."""
    break_id: str | None = None


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

    async def open(self, actor: Actor, slugs: Sequence[str], trigger_id: str, source: Source = NO_SOURCE) -> None:
        """Open the modal at the start of this routine; raise TriggerExpired if the click is too old for it."""
        id, now = f"{self.rng.getrandbits(64):016x}", self.now()
        counted = not source.ref or await self.store.people.is_counted(actor, source.ref)
        session = Session(
            id=id,
            team=actor.team,
            user=actor.user,
            slugs=tuple(slugs),
            created_at=now,
            break_id=source.break_id,
            ref=id if counted else source.ref,
        )
        await self.store.sessions.add(session)
        first_use = await self.store.people.record_first_use_note(actor, now)
        await self._open(session, trigger_id, first_use)

    async def resume(self, actor: Actor, id: str, trigger_id: str) -> None:
        """Open the modal, paused, where a session was left; raise TriggerExpired like `open`, or UserError."""
        session = await self.store.sessions.find(actor, id)
        if session is None or not session.resumable(self.now()):
            raise UserError("That stretch is over already. Type `/stretch` for a new one.")
        standing = replace(paused(session), view_id=None)
        await self.store.sessions.compare_and_set(session, standing)
        await self._open(standing, trigger_id)

    async def press(self, actor: Actor, ref: SessionRef, view_id: str, intent: Intent) -> None:
        """Move a session because a button of its modal was pressed."""
        session = await self.store.sessions.find(actor, ref.session)
        if session is None or not session.is_active:
            await self.modal.replace(view_id, views.session_over(OVER))
        elif session.view_id not in (None, view_id):
            await self.modal.replace(view_id, views.session_over(ELSEWHERE))
        elif session.step != ref.step and intent != "pause":
            await self.show(session)
        else:
            await self._move(replace(session, view_id=view_id), intent)

    async def stop(self, actor: Actor, ref: SessionRef, view_id: str) -> None:
        """End a session because its person pressed Stop."""
        await self._end(await self.store.sessions.find(actor, ref.session), "stopped")
        await self.modal.replace(view_id, views.stopped_view())

    async def close(self, actor: Actor, ref: SessionRef, view_id: str) -> None:
        """Mark a session as closed because its modal was closed; `/stretch` offers to resume it."""
        session = await self.store.sessions.find(actor, ref.session)
        if session and session.view_id in (None, view_id):
            await self._end(session, "closed")

    async def finish(self, actor: Actor, ref: SessionRef) -> Session:
        """Record Done, once, however often it is pressed; raise UserError if there is no such session."""
        session = await self.store.sessions.find(actor, ref.session)
        if session is None:
            raise UserError(OVER)
        await self.store.sessions.finish(session, ended(session, "done"), self.now())
        await self.on_done(session)
        return session

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
            await self._move(session, "timer")
        elif await self.store.sessions.compare_and_set(session, standing := paused(session)):
            await self.show(standing)

    async def _end(self, session: Session | None, state: Literal["closed", "stopped"]) -> None:
        """End a session even if a timer moves it meanwhile."""
        while session and session.is_active:
            if await self.store.sessions.compare_and_set(session, ended(session, state)):
                return
            session = await self.store.sessions.find(session.actor, session.id)

    async def _move(self, session: Session, intent: Intent) -> None:
        after = after_intent(session, intent, screens(self.modal.routine(session)), self.now())
        if after is session:
            return
        if await self.store.sessions.compare_and_set(session, after):
            self._set_timer(after)
            await self.show(after)
        elif fresh := await self.store.sessions.find(session.actor, session.id):
            await self.show(fresh)

    def _set_timer(self, session: Session) -> None:
        if session.ends_at:
            name = f"hold {session.id} {session.step}"
            self.scheduler.run_at(session.ends_at, name, self.on_timer, session.actor, session.id, session.step)

    async def _open(self, session: Session, trigger_id: str, first_use: bool = False) -> None:
        try:
            view_id = await self.modal.open(session, trigger_id, first_use)
        except BaseException:
            await self._end(session, "closed")
            raise
        await self.store.sessions.compare_and_set(session, replace(session, view_id=view_id))
        await self.store.sessions.close_others(session)
        # Slack fetches a picture before it shows it: drawing it only then would keep people waiting.
        names = dict.fromkeys(self.modal.picture_names(session))
        self.scheduler.run_at(self.now(), f"draw {session.id}", self._draw, names)

    async def _draw(self, names: Iterable[str]) -> None:
        for name in names:
            await asyncio.to_thread(self.modal.picture_store.path, name)
