"""Posting: claims what is due and has it sent, side by side, each once; any number of processes may do so together."""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from bot.core.logging import logger
from bot.domain.break_rotation import Rotation
from bot.domain.breaks import Break, ChannelTimetable
from bot.services.breaks.failures import FailureHandler
from bot.services.breaks.sender import SHORT_REST, Sender
from bot.slack.errors import Refusal
from bot.store import Store
from bot.store.database import AWAY

AT_ONCE = 100
"""How many breaks a process has under way at most: so many are in question if it is killed."""
OF_ONE = 20
"""How many of one workspace: its thousand channels do not keep another's waiting."""


@dataclass(frozen=True)
class Chooser:
    """Chooses the exercises of a channel's break."""

    rotation: Rotation
    rng: Random

    def __call__(self, kept: ChannelTimetable) -> list[str]:
        """Return their slugs."""
        chosen = self.rotation.choose(kept.recent, self.rng, kept.timetable.area, kept.timetable.seated)
        return [exercise.slug for exercise in chosen]


class Poster:
    """Everything that is due, from the claim to the record; `process` is this process's name."""

    def __init__(self, store: Store, sender: Sender, failures: FailureHandler, choose: Chooser, process: str) -> None:
        self._store, self._sender, self._troubles, self._choose = store, sender, failures, choose
        self._process = process
        self._lanes, self._now = sender.limiters, sender.now
        self._under_way: set[str] = set()
        self._posts: set[asyncio.Task[None]] = set()
        self._claiming = asyncio.Lock()
        self._ended = asyncio.Event()
        self._stopped = False

    async def post_due(self) -> None:
        """Post what is due until nothing is left; what cannot be claimed now is due at the next minute, too."""
        more = True
        while more and not self._stopped:
            more = await self._claim()
            await self._room()
        if self._posts:
            await asyncio.wait(set(self._posts))

    async def ask(self, of: Any, slot: str, slugs: Sequence[str]) -> Refusal | None:
        """Post a break at once that somebody asked for; return why it was refused, if it was.

        Raise LookupError if there is one of this slot already.
        """
        async with self._claiming:
            claim = await self._store.claims.begin(of, slot, slugs, self._now(), self._process)
            if claim is None:
                raise LookupError(slot)
            self._begin([claim])
        return await self._send(claim)

    async def recover_claims(self) -> None:
        """Find what was claimed and neither posted nor given up.

        What this process had claimed without hearing of it waits to be posted; what processes that are gone had
        claimed may have been posted, so it is counted and logged, and not posted again.
        """
        self._lanes.sweep()
        async with self._claiming:
            known = frozenset(self._under_way)
            back, lost = await self._store.claims.recover_claims(self._process, self._now(), known)
        if back:
            logger.warning("claims were lost on their way and are posted now", extra={"count": back})
        if lost:
            where = ", ".join(f"{each.team}/{each.channel}" for each in lost[:20])
            logger.warning(f"in flight when a process ended, not posted again: {where}", extra={"count": len(lost)})

    def stop(self) -> None:
        """Claim nothing more, and give back what waits for its turn."""
        self._stopped = True
        self._lanes.close()

    async def _claim(self) -> bool:
        """Claim what is due, as much as there is room for, and start posting it; return whether there may be more."""
        try:
            async with self._claiming:
                claims, more = await self._due(AT_ONCE - len(self._under_way))
                self._begin(claims)
        except AWAY as error:
            logger.error("nothing can be claimed", extra={"error": type(error).__name__})
            return False
        for claim in claims:
            self._start(claim)
        return more or self._lanes.full(OF_ONE)

    async def _due(self, room: int) -> tuple[list[Break], bool]:
        if room <= 0:
            return [], True
        busy = self._lanes.busy(OF_ONE, SHORT_REST)
        return await self._store.claims.due(self._now(), self._process, room, OF_ONE, self._choose, busy)

    def _start(self, claim: Break) -> None:
        post = asyncio.create_task(self._post(claim))
        self._posts.add(post)
        post.add_done_callback(self._posts.discard)

    async def _post(self, claim: Break) -> None:
        if refused := await self._send(claim):
            try:
                await self._troubles.about(claim, refused)
            except AWAY as error:
                logger.error("a trouble was not dealt with", extra={"team": claim.team, "error": type(error).__name__})

    async def _send(self, claim: Break) -> Refusal | None:
        try:
            refused = await self._sender.send(claim)
        except Exception as error:  # one channel's failure never touches another's break
            logger.error("a break may not have been posted", exc_info=error, extra={"team": claim.team})
            refused = await self._sender.lost(claim, type(error).__name__)
        # Not in a `finally`: a claim whose post was cut short must never look as if it had not been heard of.
        self._end(claim)
        return refused

    async def _room(self) -> None:
        """Wait until there is room for a good number of claims: many at once cost little more than one."""
        self._ended.clear()
        while self._under_way:
            await self._ended.wait()
            self._ended.clear()
            if len(self._under_way) <= AT_ONCE // 2:
                return

    def _begin(self, claims: Iterable[Break]) -> None:
        for claim in claims:
            self._under_way.add(claim.id)
            self._lanes.of(claim.team).under_way += 1

    def _end(self, claim: Break) -> None:
        self._under_way.discard(claim.id)
        self._lanes.of(claim.team).under_way -= 1
        self._ended.set()
