"""The Home tab: what a person may do now, their weeks, their reminders and breaks, their set-up and their data."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from slack_sdk.models.blocks import Block, ButtonElement, DividerBlock
from slack_sdk.models.views import View

from bot.domain.breaks import ChannelTimetable
from bot.domain.exercises import Exercise
from bot.domain.home import HomeFacts, area_used_most
from bot.domain.library import Library
from bot.domain.preferences import Preferences
from bot.domain.reader import Reader
from bot.domain.weeks import Weeks, WeeksBehind
from bot.slack.blocks import actions, button, section
from bot.views.home_channels import channel_breaks
from bot.views.home_mine import my_reminders, my_set_up
from bot.views.home_now import Suggested, stretch_now
from bot.views.home_steps import Steps, first_steps, steps_of
from bot.views.home_weeks import my_weeks
from bot.views.menu import HELP_ACTION
from bot.views.my_data import DELETED, OPEN_MY_DATA_ACTION, delete_button

WHAT_I_DO = "I guide you through short stretches, with pictures and a timer. Only you see this page."


@dataclass(frozen=True)
class HomePage:
    """All that the Home tab of a person shows."""

    facts: HomeFacts
    weeks: Weeks
    behind: WeeksBehind | None
    """None: they began within the weeks shown."""
    reader: Reader
    timetables: Sequence[ChannelTimetable]
    suggested: Suggested | None
    """What *Stretch now* opens first."""
    now: datetime


def home_tab(page: HomePage, library: Library) -> View:
    """Return the Home tab."""
    steps = steps_of(page.facts, bool(page.timetables))
    groups: list[list[Block]] = [
        [*([] if steps.has_stretched else [section(WHAT_I_DO)]), *_stretch_now(page, library)],
        first_steps(steps),
        _weeks(page) if steps.has_stretched else [],
        _reminders(page, steps),
        channel_breaks(page.timetables, page.now, page.reader),
        _set_up(page, steps),
        [_help_row(button("My data", OPEN_MY_DATA_ACTION)), _delete_row()],
    ]
    return View(type="home", blocks=_divided(groups))


def home_after_deletion(library: Library, exercise: Exercise | None, now: datetime) -> View:
    """Return the Home tab that says that everything about the person was deleted.

    Its button was at the end of the page, so this one has no picture: what it says at the top is in sight.
    """
    suggested = Suggested(exercise) if exercise else None
    groups: list[list[Block]] = [
        [section(DELETED)],
        stretch_now(area_used_most(HomeFacts(), library), library, suggested, now),
        my_reminders(None),
        channel_breaks([], now, Reader()),
        [_help_row()],
    ]
    return View(type="home", blocks=_divided(groups))


def _stretch_now(page: HomePage, library: Library) -> list[Block]:
    return stretch_now(area_used_most(page.facts, library), library, page.suggested, page.now)


def _weeks(page: HomePage) -> list[Block]:
    return my_weeks(page.weeks, page.behind, (page.facts.preferences or Preferences()).goal_days)


def _reminders(page: HomePage, steps: Steps) -> list[Block]:
    """Return the line about reminders, unless one of the first steps has their button."""
    return my_reminders(page.facts.reminders) if steps.has_breaks else []


def _set_up(page: HomePage, steps: Steps) -> list[Block]:
    return my_set_up(page.facts) if steps.has_set_up or page.facts.hidden else []


def _help_row(*more: ButtonElement) -> Block:
    return actions(button("Help", HELP_ACTION), *more, block="help")


def _delete_row() -> Block:
    return actions(delete_button("Delete my data"), block="data")


def _divided(groups: Sequence[Sequence[Block]]) -> list[Block]:
    shown = [group for group in groups if group]
    lines = [[] if number == 0 else [DividerBlock()] for number in range(len(shown))]
    return [block for line, group in zip(lines, shown, strict=True) for block in (*line, *group)]
