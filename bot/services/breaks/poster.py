"""Posts what is due: claims breaks and has them sent, each once; any number of processes share the work."""

import asyncio
from collections.abc import Sequence

from bot.core.clock import Now
from bot.core.logging import logger
from bot.core.metrics import Metrics
from bot.domain.break_choice import BreakChooser, BreakContent
from bot.domain.breaks import Break, BreakOrigin, ChannelTimetable
from bot.services.breaks.failures import FailureHandler
from bot.services.breaks.lanes import BREAKS_LANE, REMINDERS_LANE, Lane
from bot.services.breaks.outcomes import OutcomeNotRecorded, where
from bot.services.breaks.reminder_sender import ReminderSender
from bot.services.breaks.sender import STATES, ClaimLost, Sender
from bot.slack.errors import CallFailure
from bot.store import Store
from bot.store.claims import log_missed
from bot.store.errors import DatabaseUnavailable


class SlotTaken(Exception):
    """There is a break of this slot in this channel already."""


class Poster:
    """Takes each due break from its claim to its recorded outcome; `process` is the name it claims under."""

    def __init__(
        self,
        store: Store,
        sender: Sender,
        reminder_sender: ReminderSender,
        failures: FailureHandler,
        chooser: BreakChooser,
        process: str,
    ) -> None:
        self._store, self._failures, self._chooser, self._process = store, failures, chooser, process
        self.breaks = Lane(sender, BREAKS_LANE, personal=False)
        self.reminders = Lane(reminder_sender, REMINDERS_LANE, personal=True)
        self._reminder_sender = reminder_sender
        self._now: Now = sender.now
        self._metrics: Metrics = sender.metrics
        self._unrecorded: set[str] = set()
        self._claiming = asyncio.Lock()
        self._stopped = False

    async def post_due(self) -> None:
        """Post the breaks that are due until none is left; what cannot be claimed now is tried at the next minute."""
        with self.breaks.under_way():
            await self._empty(self.breaks)

    async def remind_due(self) -> None:
        """Send the private reminders that are due likewise."""
        await self._empty(self.reminders)

    async def _empty(self, lane: Lane) -> None:
        more = True
        try:
            while more and not self._stopped:
                if lane is self.reminders:
                    await self.breaks.go_first()
                more = await self._claim(lane)
                await lane.room()
        finally:
            if lane.tasks:
                await asyncio.wait(set(lane.tasks))
            _log_counts(lane)

    async def post_now(self, origin: BreakOrigin, slot: str, steps: Sequence[str]) -> CallFailure | None:
        """Post a break at once; return why it was not posted, or None. Raise SlotTaken.

        One that was surely not posted gives its slot back, so that it can be asked for again.
        """
        async with self._claiming:
            claim = await self._store.claims.claim_now(origin, slot, steps, self._now(), self._process)
            if claim is None:
                raise SlotTaken(slot)
            self.breaks.begin([claim])
        failure = await self._send(self.breaks, claim)
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
        self.breaks.sender.limiters.delete_idle()
        self._reminder_sender.delete_idle()
        async with self._claiming:
            known = self.breaks.in_flight | self.reminders.in_flight | self._unrecorded
            recovered = await self._store.abandoned_claims.recover(self._process, self._now(), known)
        for break_ in recovered.back:
            self._metrics.break_ended("given back", break_.personal)
            logger.warning("a process ended before it posted a break; it is posted now", extra=where(break_))
        for break_ in recovered.lost:
            self._metrics.break_ended("unknown", break_.personal)
            logger.warning("a process ended while posting a break; it won't be posted again", extra=where(break_))

    def stop(self) -> None:
        """Claim nothing more; what waits for the rate limit goes back to the store."""
        self._stopped = True
        self.breaks.sender.limiters.close()
        self._reminder_sender.close()

    async def _claim(self, lane: Lane) -> bool:
        """Claim as much as there is room for, and start to send it; return whether there may be more."""
        try:
            async with self._claiming:
                # Asked before: a workspace that is left out now may have room again when the claim is made.
                is_some_left_out = lane.leaves_some_out
                found, more = await self._claim_due(lane)
                # One that was given back while this process could not reach the database is held here still.
                claims = [claim for claim in found if claim.id not in lane.in_flight]
                lane.begin(claims)
        except DatabaseUnavailable as error:
            logger.error("nothing can be claimed", extra={"error": str(error)})
            return False
        for claim in claims:
            self._start(lane, claim)
        return more or is_some_left_out

    async def _claim_due(self, lane: Lane) -> tuple[list[Break], bool]:
        limits = lane.limits
        if limits is None:
            return [], True
        return await self._store.claims.claim_due(self._now(), self._process, limits, self._steps, self._missed)

    def _missed(self, missed: Break) -> None:
        log_missed(missed)
        self._metrics.break_ended("missed", missed.personal)

    def _steps(self, found: ChannelTimetable) -> tuple[str, ...]:
        asked = found.timetable
        if asked.personal:  # what fits its person is asked when it is sent
            return ()
        content = BreakContent(area=asked.area, routine=asked.routine, seated=asked.seated)
        return self._chooser.steps(found.recent, content)

    def _start(self, lane: Lane, claim: Break) -> None:
        task = asyncio.create_task(self._post(lane, claim))
        lane.tasks.add(task)
        task.add_done_callback(lane.tasks.discard)

    async def _post(self, lane: Lane, claim: Break) -> None:
        if failure := await self._send(lane, claim):
            try:
                await self._failures.stop_if_permanent(claim, failure)
            except Exception as error:  # nobody waits for this task
                logger.error("a permanent failure was not handled", exc_info=error, extra={"team": claim.team})

    async def _send(self, lane: Lane, claim: Break) -> CallFailure | None:
        try:
            failure = await lane.sender.send(claim)
        except ClaimLost:
            failure = CallFailure("late", "taken over")
            self._metrics.break_ended("taken over", claim.personal)
            if not claim.personal:  # its person may have stopped it at this moment
                logger.warning("a break was taken over by another process", extra=where(claim))
        except OutcomeNotRecorded as error:
            failure = self._keep_known(claim, str(error))
        except Exception as error:  # one channel's failure never touches another's break
            logger.error("a break may not have been posted", exc_info=error, extra={"team": claim.team})
            failure = await self._record_unknown(lane, claim, type(error).__name__)
        lane.counts[STATES[failure.kind] if failure else "posted"] += 1
        # Not in a `finally`: a claim whose post was cancelled must stay known, or it would be posted again.
        lane.end(claim)
        return failure

    async def _record_unknown(self, lane: Lane, claim: Break, why: str) -> CallFailure:
        try:
            return await lane.sender.record_unknown(claim, why)
        except Exception:  # the recorder has logged it
            return self._keep_known(claim, why)

    def _keep_known(self, claim: Break, why: str) -> CallFailure:
        """Keep a claim whose outcome is not recorded from being taken for one that never arrived, and posted again."""
        self._unrecorded.add(claim.id)
        return CallFailure("unknown", why)


def _log_counts(lane: Lane) -> None:
    if lane.counts:
        counts = ", ".join(f"{count} {state}" for state, count in sorted(lane.counts.items()))
        logger.info(f"{'private reminders' if lane.personal else 'breaks'}: {counts}")
    lane.counts.clear()
