"""How often to be reminded: a few choices with the times that they stand for, or one's own times."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import time

from slack_sdk.models.blocks import Option, RadioButtonsElement

from bot.domain.formatting import capitalized, time_in_words, times_in_words
from bot.domain.parsing.interval import interval_in_words
from bot.domain.preferences import Hours
from bot.domain.reader import HourCycle
from bot.domain.reminder_times import USUAL_HOURS, fitting_interval, times_a_day, times_every
from bot.views.form_inputs import MAX_OPTION_CHARS

OWN_TIMES = "own"
TWICE_A_DAY = "twice a day"
OWN_TIMES_OPTION = "At my own times:"
OFTEN_MINUTES = 90
MAX_LISTED = 2
"""Of more times, only the first and the last are named."""


@dataclass(frozen=True)
class QuickChoice:
    """One of the choices: what `parse_reminders` reads, and the times in their order within the hours."""

    typed: str
    times: tuple[time, ...]

    def label(self, cycle: HourCycle) -> str:
        """Return it as it is shown: "Twice a day (10:00 and 15:00)"."""
        first, last = (time_in_words(at, cycle) for at in (self.times[0], self.times[-1]))
        listed = times_in_words(self.times, cycle) if len(self.times) <= MAX_LISTED else f"{first} to {last}"
        return f"{capitalized(self.typed)} ({listed})"[:MAX_OPTION_CHARS]


def quick_choices(hours: Hours | None) -> list[QuickChoice]:
    """Return the choices of somebody who works within these hours."""
    begin, _ = hours or USUAL_HOURS
    minutes = fitting_interval(OFTEN_MINUTES, hours)
    choices = {
        "once a day": times_a_day(1, hours),
        TWICE_A_DAY: times_a_day(2, hours),
        f"every {interval_in_words(minutes)}": times_every(minutes, hours),
    }
    return [QuickChoice(typed, _from(begin, times)) for typed, times in choices.items()]


def choice_of(times: Iterable[time], choices: Sequence[QuickChoice]) -> str:
    """Return what stands for these times: one of the choices, or own times."""
    wanted = set(times)
    return next((choice.typed for choice in choices if set(choice.times) == wanted), OWN_TIMES)


def choice_buttons(choices: Sequence[QuickChoice], ticked: str, cycle: HourCycle) -> RadioButtonsElement:
    """Return the choices, and own times."""
    labels = {choice.typed: choice.label(cycle) for choice in choices} | {OWN_TIMES: OWN_TIMES_OPTION}
    options = {value: Option(text=label, value=value) for value, label in labels.items()}
    return RadioButtonsElement(action_id="remind.often", options=list(options.values()), initial_option=options[ticked])


def _from(begin: time, times: Iterable[time]) -> tuple[time, ...]:
    """Return times in their order from this one on, across midnight."""
    return tuple(sorted(times, key=lambda at: (at < begin, at)))
