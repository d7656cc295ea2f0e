"""Answers to people who want a stretch: chosen by their history, recorded once they are on their way."""

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass

from bot.core.clock import Now
from bot.core.keyed_locks import KeyedLocks
from bot.domain.actor import Actor
from bot.domain.safety import History
from bot.slack.blocks import Message
from bot.slack.responder import Responder
from bot.store import Store


@dataclass(frozen=True)
class Reply:
    """An answer, and the exercises (slugs) that it shows or offers."""

    message: Message
    shown: tuple[str, ...] = ()
    with_first_use_note: bool = False


class Replies:
    """Sends one answer at a time to each person, since the next depends on what this one showed."""

    def __init__(self, store: Store, now: Now) -> None:
        self._histories, self._now = store.histories, now
        self._locks: KeyedLocks[Actor] = KeyedLocks()

    def hold(self, actor: Actor) -> AbstractAsyncContextManager[None]:
        """Keep other answers to this person waiting."""
        return self._locks.hold(actor)

    async def send(
        self, actor: Actor, choose: Callable[[History], Reply], responder: Responder, replace: bool = False
    ) -> None:
        """Answer with what is chosen for a person's history, and record it."""
        # The answer does not wait for the write; the person's next command does, since it reads what was written.
        answer: asyncio.Task[None] | None = None
        try:
            async with self._locks.hold(actor):
                reply = choose(await self._histories.get(actor, self._now()))
                answer = asyncio.create_task(responder(reply.message, replace))
                if reply.shown:
                    await self._histories.record_shown(actor, reply.shown, self._now(), reply.with_first_use_note)
        finally:
            if answer:
                await answer
