"""Posts what is due: claims breaks and has them sent, each once; any number of processes share the work."""

import asyncio
from collections import Counter
from collections.abc import Iterable, Sequence

from bot.core.logging import logger
from bot.domain.break_choice import BreakChooser, BreakContent
from bot.domain.breaks import Break, BreakOrigin, ChannelTimetable, State
from bot.services.breaks.failures import FailureHandler
from bot.services.breaks.outcomes import OutcomeNotRecorded, where
from bot.services.breaks.sender import MAX_BLOCKED_SECONDS, STATES, ClaimLost, Sender
from bot.slack.errors import CallFailure
from bot.store import Store
from bot.store.claims import ClaimLimits, log_missed
from bot.store.errors import DatabaseUnavailable

MAX_IN_FLIGHT = 100
"""Most breaks that a process holds at once."""
MAX_IN_FLIGHT_PER_TEAM = 20
"""Most of one workspace, so that none can starve the others."""


class SlotTaken(Exception):
    """There is a break of this slot in this channel already."""


class Poster:
    """Takes each due break from its claim to its recorded outcome; `process` is the name it claims under."""

    def __init__(
        self, store: Store, sender: Sender, failures: FailureHandler, chooser: BreakChooser, process: str
    ) -> None:
        self._store, self._sender, self._failures, self._chooser = store, sender, failures, chooser
        self._process = process
        self._limiters, self._now, self._metrics = sender.limiters, sender.now, sender.metrics
        self._in_flight: set[str] = set()
        self._unrecorded: set[str] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._counts: Counter[State] = Counter()
        self._claiming = asyncio.Lock()
        self._one_ended = asyncio.Event()
        self._stopped = False

    async def post_due(self) -> None:
        """Post what is due until nothing is left; what cannot be claimed now is tried at the next minute."""
        more = True
        try:
            while more and not self._stopped:
                more = await self._claim()
                await self._room()
        finally:
            if self._tasks:
                await asyncio.wait(set(self._tasks))
            self._log_counts()

    async def post_now(self, origin: BreakOrigin, slot: str, steps: Sequence[str]) -> CallFailure | None:
        """Post a break at once; return why it was not posted, or None. Raise SlotTaken.

        One that was surely not posted gives its slot back, so that it can be asked for again.
        """
        async with self._claiming:
            claim = await self._store.claims.claim_now(origin, slot, steps, self._now(), self._process)
            if claim is None:
                raise SlotTaken(slot)
            self._begin([claim])
        failure = await self._send(claim)
        if failure and failure.kind != "unknown" and not await self._given_back(claim):
            return CallFailure("unknown", failure.code)
        return failure

    async def _given_back(self, claim: Break) -> bool:
        """Give a slot back; return False if another process may be posting the break by now."""
        try:
            return await self._store.claims.give_slot_back(claim.id)
        except DatabaseUnavailable:
            return False

    async def recover_claims(self) -> None:
        """Recover what nobody will post; what was in the call of a dead process may be posted, so it is not again."""
        self._limiters.delete_idle()
        async with self._claiming:
            known = self._in_flight | self._unrecorded
            recovered = await self._store.claims.recover(self._process, self._now(), known)
        for break_ in recovered.back:
            self._metrics.break_ended("given back")
            logger.warning("a process ended before it posted a break; it is posted now", extra=where(break_))
        for break_ in recovered.lost:
            self._metrics.break_ended("unknown")
            logger.warning("a process ended while posting a break; it won't be posted again", extra=where(break_))

    def stop(self) -> None:
        """Claim nothing more; what waits for the rate limit goes back to the store."""
        self._stopped = True
        self._limiters.close()

    async def _claim(self) -> bool:
        """Claim as much as there is room for, and start to send it; return whether there may be more."""
        try:
            async with self._claiming:
                # Asked before: a workspace that is left out now may have room again when the claim is made.
                is_some_left_out = self._limiters.any_full(MAX_IN_FLIGHT_PER_TEAM)
                found, more = await self._claim_due(MAX_IN_FLIGHT - len(self._in_flight))
                # One that was given back while this process could not reach the database is held here still.
                claims = [claim for claim in found if claim.id not in self._in_flight]
                self._begin(claims)
        except DatabaseUnavailable as error:
            logger.error("nothing can be claimed", extra={"error": str(error)})
            return False
        for claim in claims:
            self._start(claim)
        return more or is_some_left_out

    async def _claim_due(self, room: int) -> tuple[list[Break], bool]:
        if room <= 0:
            return [], True
        busy = self._limiters.busy_teams(MAX_IN_FLIGHT_PER_TEAM, MAX_BLOCKED_SECONDS)
        limits = ClaimLimits(room, MAX_IN_FLIGHT_PER_TEAM, busy)
        return await self._store.claims.claim_due(self._now(), self._process, limits, self._steps, self._missed)

    def _missed(self, missed: Break) -> None:
        log_missed(missed)
        self._metrics.break_ended("missed")

    def _steps(self, found: ChannelTimetable) -> tuple[str, ...]:
        asked = found.timetable
        content = BreakContent(area=asked.area, routine=asked.routine, seated=asked.seated)
        return self._chooser.steps(found.recent, content)

    def _start(self, claim: Break) -> None:
        task = asyncio.create_task(self._post(claim))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _post(self, claim: Break) -> None:
        if failure := await self._send(claim):
            try:
                await self._failures.stop_if_permanent(claim, failure)
            except Exception as error:  # nobody waits for this task
                logger.error("a permanent failure was not handled", exc_info=error, extra={"team": claim.team})

    async def _send(self, claim: Break) -> CallFailure | None:
        try:
            failure = await self._sender.send(claim)
        except ClaimLost:
            failure = CallFailure("late", "taken over")
            self._metrics.break_ended("taken over")
            logger.warning("a break was taken over by another process", extra=where(claim))
        except OutcomeNotRecorded as error:
            failure = self._keep_known(claim, str(error))
        except Exception as error:  # one channel's failure never touches another's break
            logger.error("a break may not have been posted", exc_info=error, extra={"team": claim.team})
            failure = await self._record_unknown(claim, type(error).__name__)
        self._counts[STATES[failure.kind] if failure else "posted"] += 1
        # Not in a `finally`: a claim whose post was cancelled must stay known, or it would be posted again.
        self._end(claim)
        return failure

    def _log_counts(self) -> None:
        if self._counts:
            counts = ", ".join(f"{count} {state}" for state, count in sorted(self._counts.items()))
            logger.info(f"breaks: {counts}")
        self._counts.clear()

    async def _record_unknown(self, claim: Break, why: str) -> CallFailure:
        try:
            return await self._sender.record_unknown(claim, why)
        except Exception:  # the recorder has logged it
            return self._keep_known(claim, why)

    def _keep_known(self, claim: Break, why: str) -> CallFailure:
        """Keep a claim whose outcome is not recorded from being taken for one that never arrived, and posted again."""
        self._unrecorded.add(claim.id)
        return CallFailure("unknown", why)

    async def _room(self) -> None:
        """Wait until there is room for a good number of claims: many at once cost little more than one."""
        self._one_ended.clear()
        while self._in_flight:
            await self._one_ended.wait()
            self._one_ended.clear()
            if len(self._in_flight) <= MAX_IN_FLIGHT // 2:
                return

    def _begin(self, claims: Iterable[Break]) -> None:
        for claim in claims:
            self._in_flight.add(claim.id)
            self._limiters.for_team(claim.team).in_flight += 1

    def _end(self, claim: Break) -> None:
        self._in_flight.discard(claim.id)
        self._limiters.for_team(claim.team).in_flight -= 1
        self._one_ended.set()
