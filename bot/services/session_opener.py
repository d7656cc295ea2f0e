"""Opens the guide: at the first hold, before it, or where it was left; in a window of its own, or in an open one."""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from random import Random

from bot.core.clock import Now
from bot.core.ids import random_id
from bot.core.logging import logger
from bot.domain.actor import Actor
from bot.domain.errors import UserError
from bot.domain.exercises import Exercise
from bot.domain.guide import Session, at_position, paused, was_left
from bot.domain.introductions import exercises_to_introduce
from bot.domain.routines import slugs_of
from bot.pictures.timer_job import NotComposed
from bot.services.session_mover import SessionMover
from bot.slack.errors import may_be_done
from bot.store import Store


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
class SessionOpener:
    """Stores a session, then opens its modal and sets its timer."""

    store: Store
    mover: SessionMover
    now: Now
    rng: Random
    on_opened: Callable[[Session], Awaitable[None]]
    """Called with each session once it is stored, before its modal opens."""

    async def open(self, actor: Actor, steps: Sequence[str], trigger_id: str, source: Source = NO_SOURCE) -> None:
        """Open the modal: where this card or break was left, else at the first hold, or before it if that is new.

        Raise TriggerExpired if the click is too old for it, ModalClosed if its window is closed.
        """
        left = await self.store.sessions.last(actor, self.now()) if source.ref else None
        if left and was_left(left, source.ref, self.mover.modal.screens(left)):
            await self._reopen(left, trigger_id, source.view_id)
            return
        id, now = random_id(self.rng), self.now()
        counted = not source.ref or await self.store.dones.is_counted(actor, source.ref)
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
        routine = self.mover.modal.routine(session)
        new = exercises_to_introduce(routine, seen, now, always=chosen.first_window)
        if not new:
            session = at_position(session, 1, self.mover.modal.screens(session), now)
        await self.store.sessions.add(session)
        await self.on_opened(session)
        await self._open(session, trigger_id, source.view_id, new)

    async def resume(self, actor: Actor, id: str, trigger_id: str, view_id: str | None = None) -> None:
        """Open the modal, paused, where a session was left; raise TriggerExpired like `open`, or UserError."""
        session = await self.store.sessions.find(actor, id)
        if session is None or not session.resumable(self.now()):
            raise UserError("That stretch is already over. Type `/stretch` for a new one.")
        await self._reopen(session, trigger_id, view_id)

    async def _reopen(self, session: Session, trigger_id: str, view_id: str | None) -> None:
        """Open the modal, paused, where this session was left."""
        standing = replace(paused(session), view_id=None)
        await self.store.sessions.compare_and_set(session, standing)
        await self.on_opened(standing)
        await self._open(standing, trigger_id, view_id)

    async def _open(self, session: Session, trigger_id: str, in_view: str | None, new: Sequence[Exercise] = ()) -> None:
        """Open the modal of a session that was stored; `new`: what the person is introduced to first."""
        try:
            view_id = await self.mover.modal.open(session, trigger_id, new, in_view)
        except BaseException as error:
            if not may_be_done(error):  # otherwise its window may be there, and its buttons must work
                await self.mover.end(session, "closed")
            raise
        if await self.store.sessions.compare_and_set(session, replace(session, view_id=view_id)):
            self.mover.set_timer(session)
        await self.store.sessions.close_others(session)
        # Slack fetches a picture before it shows it: drawing it only then would keep people waiting.
        names = dict.fromkeys(self.mover.modal.picture_names(session))
        self.mover.scheduler.run_at(self.now(), f"draw {session.id}", self._draw, names)

    async def _draw(self, names: Iterable[str]) -> None:
        try:
            for name in names:
                await self.mover.modal.picture_store.provide(name)
        except (NotComposed, OSError) as error:  # whoever asks for them gets still ones
            logger.warning("timers were not composed ahead", extra={"error": str(error)})
