"""What a private reminder consists of: one exercise that fits its person and need not rest, or their routine."""

from collections.abc import Sequence
from random import Random

from bot.domain.break_choice import ANY_AREA_SLUG, BreakChooser, BreakContent
from bot.domain.exercises import Exercise
from bot.domain.picking import pick
from bot.domain.rest import Rest
from bot.domain.timetable import Timetable


def choose_steps(asked: Timetable, rest: Rest, chooser: BreakChooser, rng: Random) -> tuple[str, ...]:
    """Return the steps for somebody who asked for these reminders; none if nothing fits them."""
    if asked.routine:
        content = BreakContent(area=asked.area, routine=asked.routine, seated=asked.seated)
        steps = chooser.steps(rest.history.seen, content)
        if fitting := tuple(step for step in steps if fits(rest.library.exercises_of([step]), rest)):
            return fitting
    offered = _offered(asked.area, rest) or _offered(None, rest)
    rested = [each for each in offered if rest.advice(each) is None]
    return (pick(rested or offered, rest.history.seen, rng).slug,) if offered else ()


def fits(routine: Sequence[Exercise], rest: Rest) -> bool:
    """Return whether all of a routine may be offered unasked: it fits the person, and has no question before it."""
    return bool(routine) and all(rest.history.fit.suits(each) and not each.ask_first for each in routine)


def _offered(area: str | None, rest: Rest) -> list[Exercise]:
    """Return what may be offered, at a desk if there is something: reminders come at work."""
    pool = rest.library.pool(None if area == ANY_AREA_SLUG else area)
    fitting = [each for each in pool if fits([each], rest)]
    return [each for each in fitting if each.is_desk_friendly] or fitting
