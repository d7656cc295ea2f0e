"""The guide at work: opens its window, moves it on time and on clicks, closes it with Done."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from random import Random
from typing import Literal

from bot.core.clock import Now
from bot.core.scheduler import Scheduler
from bot.domain.errors import UserError
from bot.domain.guide import Intent, Session, left_behind, moved, overdue, screens, waiting
from bot.services.guide_modal import GuideModal, ModalClosed
from bot.store import Store
from bot.views import guide as views
from bot.views.guide import SessionRef

LOST_AFTER = timedelta(seconds=5)
"""A move that is this late was lost with the process that had its timer."""

OVER = "This stretch is over. Type `/stretch` to start or to go on."
ELSEWHERE = "This stretch goes on in another window. You can close this one."


@dataclass(frozen=True)
class Guide:
    """Everything that a session needs to move; state lives in the store, so any process may do it."""

    store: Store
    scheduler: Scheduler
    modal: GuideModal
    now: Now
    rng: Random
    finished: Callable[[Session], Awaitable[None]]
    """Told of each session that was closed with Done."""

    async def open(
        self, team: str, user: str, slugs: Sequence[str], trigger: str, ref: str = "", break_id: str | None = None
    ) -> None:
        """Open the window at the start of this routine; raise TriggerExpired if the click is too old for it.

        `ref` is the card or break it comes from: whichever Done is pressed there, it counts once.
        """
        id, made = f"{self.rng.getrandbits(64):016x}", self.now()
        counted = not ref or await self.store.people.counted(team, user, ref)
        session = Session(
            id=id,
            team=team,
            user=user,
            slugs=tuple(slugs),
            created_at=made,
            break_id=break_id,
            ref=id if counted else ref,
        )
        await self.store.sessions.begin(session)
        await self._open(session, trigger, first=await self.store.people.note(team, user, made))

    async def go_on(self, team: str, user: str, id: str, trigger: str) -> None:
        """Open the window where a session was left; it waits there. Raise TriggerExpired like `open`."""
        session = await self.store.sessions.find(team, user, id)
        if session is None or not session.resumable(self.now()):
            raise UserError("That stretch is over already. Type `/stretch` for a new one.")
        standing = replace(waiting(session), view_id=None)
        await self.store.sessions.change(session, standing)
        await self._open(standing, trigger)

    async def press(self, team: str, user: str, session_ref: SessionRef, view_id: str, intent: Intent) -> None:
        """Move a session because a button of its window was pressed."""
        session = await self.store.sessions.find(team, user, session_ref.session)
        if session is None or not session.alive:
            await self.modal.fill(view_id, views.gone(OVER))
        elif session.view_id not in (None, view_id):
            await self.modal.fill(view_id, views.gone(ELSEWHERE))
        elif session.step != session_ref.step and intent != "pause":
            await self.show(session)
        else:
            await self._move(replace(session, view_id=view_id), intent)

    async def stop(self, team: str, user: str, session_ref: SessionRef, view_id: str) -> None:
        """End a session because its person pressed Stop."""
        await self._end(await self.store.sessions.find(team, user, session_ref.session), "stopped")
        await self.modal.fill(view_id, views.stopped())

    async def leave(self, team: str, user: str, session_ref: SessionRef, view_id: str) -> None:
        """End a session kindly because its window was closed; `/stretch` offers to go on."""
        session = await self.store.sessions.find(team, user, session_ref.session)
        if session and session.view_id in (None, view_id):
            await self._end(session, "closed")

    async def finish(self, team: str, user: str, session_ref: SessionRef) -> Session:
        """Record Done, once, however often it is pressed; raise UserError if there is no such session."""
        session = await self.store.sessions.find(team, user, session_ref.session)
        if session is None:
            raise UserError(OVER)
        await self.store.sessions.finish(session, left_behind(session, "done"), self.now())
        await self.finished(session)
        return session

    async def time_is_up(self, team: str, user: str, id: str, step: int) -> None:
        """Move a session on because its hold is over, unless it moved meanwhile."""
        session = await self.store.sessions.find(team, user, id)
        if session and session.step == step:
            await self._go_by_itself(session)

    async def restore_timers(self) -> None:
        """After a start: set the timers of all sessions that run, and let those wait that nobody follows any more."""
        for session in await self.store.sessions.running():
            if overdue(session, self.now()):
                await self._go_by_itself(session)
            else:
                self._arm(session)

    async def catch_up(self) -> None:
        """Move on what another process should have moved: it may be gone."""
        for session in await self.store.sessions.running(until=self.now() - LOST_AFTER):
            await self._go_by_itself(session)

    async def show(self, session: Session) -> None:
        """Bring the window up to date, and again as long as the session moved meanwhile."""
        while session.view_id and session.alive:
            try:
                wait = await self.modal.update(session)
            except ModalClosed:
                await self.store.sessions.change(session, left_behind(session, "closed"))
                return
            await asyncio.sleep(wait)
            fresh = await self.store.sessions.find(session.team, session.user, session.id)
            if fresh is None or (fresh.step == session.step and not wait):
                return
            if fresh.state == "stopped":
                await self.modal.fill(session.view_id, views.stopped())
            session = fresh

    async def _go_by_itself(self, session: Session) -> None:
        """Move on because the time is up; stand still if it was up so long ago that nobody follows any more."""
        if not overdue(session, self.now()):
            await self._move(session, "timer")
        elif await self.store.sessions.change(session, standing := waiting(session)):
            await self.show(standing)

    async def _end(self, session: Session | None, state: Literal["closed", "stopped"]) -> None:
        """End a session whatever it is doing; a timer that moves it meanwhile does not keep it alive."""
        while session and session.alive and not await self.store.sessions.change(session, left_behind(session, state)):
            session = await self.store.sessions.find(session.team, session.user, session.id)

    async def _move(self, session: Session, intent: Intent) -> None:
        after = moved(session, intent, screens(self.modal.routine(session)), self.now())
        if after is session:
            return
        if await self.store.sessions.change(session, after):
            self._arm(after)
            await self.show(after)
        elif fresh := await self.store.sessions.find(session.team, session.user, session.id):
            await self.show(fresh)

    def _arm(self, session: Session) -> None:
        if session.ends_at:
            who = (session.team, session.user, session.id, session.step)
            self.scheduler.once(f"hold {session.id} {session.step}", session.ends_at, self.time_is_up, *who)

    async def _open(self, session: Session, trigger: str, first: bool = False) -> None:
        try:
            view_id = await self.modal.open(session, trigger, first)
        except BaseException:
            await self._end(session, "closed")
            raise
        await self.store.sessions.change(session, replace(session, view_id=view_id))
        await self.store.sessions.leave_others(session)
        # Slack fetches a picture before it shows it; one that is drawn only then would keep people waiting.
        names = dict.fromkeys(self.modal.pictures(session))
        self.scheduler.once(f"draw {session.id}", self.now(), self._draw, names)

    async def _draw(self, names: Iterable[str]) -> None:
        for name in names:
            await asyncio.to_thread(self.modal.picture_store.path, name)
