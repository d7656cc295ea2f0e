"""Moves sessions of the guide, by a press or by their timer, and shows where they are."""

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from bot.core.clock import Now
from bot.core.scheduler import Scheduler
from bot.domain.actor import Actor
from bot.domain.guide import Intent, Session, after_intent, ended, is_overdue, paused
from bot.services.guide_modal import GuideModal, ModalClosed
from bot.store import Store
from bot.views.stopped import stopped_view

LOST_AFTER = timedelta(seconds=2)
"""A move that is this late was lost with the process that had its timer."""
CATCH_UP_SECONDS = 2
"""How often a process looks for moves that another one has lost."""


@dataclass(frozen=True)
class SessionMover:
    """Moves sessions by compare-and-set; their state is in the store, so any process may do it."""

    store: Store
    scheduler: Scheduler
    modal: GuideModal
    now: Now

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
                self.set_timer(session)

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
                await self.modal.replace(session.team, session.view_id, stopped_view(self.modal.exercise(fresh)))
            session = fresh

    async def _advance_or_pause(self, session: Session) -> None:
        """Move on because the time is up, or pause if that was too long ago."""
        if not is_overdue(session, self.now()):
            await self.show(await self.move(session, "timer"))
        elif await self.store.sessions.compare_and_set(session, standing := paused(session)):
            await self.show(standing)

    async def end(self, session: Session | None, state: Literal["closed", "stopped"]) -> None:
        """End a session even if a timer moves it meanwhile."""
        while session and session.is_active:
            if await self.store.sessions.compare_and_set(session, ended(session, state)):
                return
            session = await self.store.sessions.find(session.actor, session.id)

    async def move(self, session: Session, intent: Intent) -> Session:
        """Move a session and set its timer; return it as it is then, moved by whoever was first."""
        after = after_intent(session, intent, self.modal.screens(session), self.now())
        if after is session:
            return session
        if not await self.store.sessions.compare_and_set(session, after):
            return await self.store.sessions.find(session.actor, session.id) or session
        self.set_timer(after)
        return after

    def set_timer(self, session: Session) -> None:
        """Let the session move on when its time is up, if its time runs."""
        if session.ends_at:
            name = f"hold {session.id} {session.step}"
            self.scheduler.run_at(session.ends_at, name, self.on_timer, session.actor, session.id, session.step)
