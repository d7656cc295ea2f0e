"""What a due private reminder comes to: which stretch, in which message; or a question; or nothing any more."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from random import Random

from bot.core.clock import Now
from bot.domain.actor import Actor
from bot.domain.break_choice import BreakChooser
from bot.domain.breaks import Break
from bot.domain.library import Library
from bot.domain.reminder_choice import choose_steps, fits
from bot.domain.reminder_times import times_within
from bot.domain.rest import Rest
from bot.domain.slots import has_room_at
from bot.domain.timetable import Timetable, is_paused
from bot.slack.errors import CallFailure
from bot.store import Store
from bot.store.personal_reminders import Chosen

CALLED_OFF, OUTDATED = CallFailure("late", "called off"), CallFailure("late", "another one came")
NOTHING_FITS = CallFailure("late", "nothing fits")
ANOTHER_FIRST = CallFailure("temporary", "another one first", 60)


@dataclass(frozen=True)
class ReminderPlan:
    """What one person is shown."""

    timetable: Timetable
    replaced: Break | None = None
    """The reminder before it that was not answered: its message is edited."""
    steps: tuple[str, ...] = ()
    """None of them: the question whether they still want reminders."""

    @property
    def asks(self) -> bool:
        """Whether it is the question."""
        return not self.steps

    @property
    def can_be_fewer(self) -> bool:
        """Whether there is more than one a day."""
        return len(times_within(self.timetable.times, self.timetable.hours)) > 1


@dataclass(frozen=True)
class ReminderPlanner:
    """Plans each reminder when it is sent, by what its person did until then."""

    store: Store
    library: Library
    chooser: BreakChooser
    now: Now
    rng: Random

    async def plan(self, claim: Break) -> ReminderPlan | CallFailure:
        """Plan a reminder, and write its steps down; or return why it should not come, or not yet."""
        actor, now = Actor(claim.team, claim.channel), self.now()
        standing = await self.store.personal_reminders.standing(actor, now)
        timetable = standing.timetable.timetable if standing.timetable else None
        if timetable is None or not self._may_come(claim, timetable):
            return CALLED_OFF
        if failure := one_at_a_time(claim, [each for each in standing.pending if each.due_at <= now]):
            return failure
        if standing.was_ignored:
            return ReminderPlan(timetable, standing.unanswered)
        rest = Rest(self.library, await self.store.histories.get(actor, now), now)
        steps = self._steps(claim.slugs, timetable, rest)
        if not steps:
            return NOTHING_FITS
        await self.store.personal_reminders.choose(Chosen(claim.id, actor, steps, now))
        return ReminderPlan(timetable, standing.unanswered, steps)

    def _may_come(self, claim: Break, asked: Timetable) -> bool:
        """Return whether it is still the time for it; what was put off or held keeps to the days and hours, too."""
        was_moved = claim.is_repeat or claim.due_at != claim.first_due_at
        return has_room_at(asked, self.now()) if was_moved else not is_paused(asked, self.now())

    def _steps(self, before: Sequence[str], asked: Timetable, rest: Rest) -> tuple[str, ...]:
        """Return the steps; what was put off is the same again, unless it was hidden meanwhile."""
        again = tuple(before) if fits(self.library.exercises_of(before), rest) else ()
        return again or choose_steps(asked, rest, self.chooser, self.rng)


def one_at_a_time(claim: Break, due: Sequence[Break]) -> CallFailure | None:
    """Return why a reminder should not come now, if others of its person are due as well: only the newest does.

    One that was put off, or held, may be due with the next; they may be in the hands of different processes.
    """
    others = [each for each in due if each.id != claim.id]
    if any(_age(each) > _age(claim) for each in others):
        return OUTDATED
    return ANOTHER_FIRST if any(each.state != "waiting" for each in others) else None


def _age(reminder: Break) -> tuple[datetime, str]:
    return reminder.first_due_at, reminder.id
