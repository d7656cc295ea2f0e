"""The strings of the exercises."""

from collections.abc import Iterator

from bot.domain.exercises import Exercise, Hold
from bot.domain.library import Library


def strings(library: Library) -> Iterator[str]:
    """Yield everything that people read of the exercises."""
    yield from (area.title for area in library.areas)
    for exercise in library.exercises:
        yield from _of_exercise(exercise)
    yield from (str(group.why) for group in library.words.groups)
    for situation in library.situations:
        yield from (situation.name, *map(str, situation.why), str(situation.ask or ""))


def _of_exercise(exercise: Exercise) -> Iterator[str]:
    yield from (exercise.name, exercise.kit, str(exercise.benefit), exercise.felt, exercise.start)
    for hold in exercise.holds:
        yield from _of_hold(hold)
    yield from (exercise.finish, exercise.key_caution, f"Skip it if {exercise.skip_if}.")
    yield from map(str, (*exercise.cautions, *exercise.not_for, exercise.often or "", exercise.ask_first or ""))
    yield exercise.evidence.says


def _of_hold(hold: Hold) -> Iterator[str]:
    yield from (hold.title, *hold.lines, hold.breath, hold.picture)
