"""*My weeks* on Home: four weeks as calm squares, the same in words, and the goal."""

from datetime import date

from slack_sdk.models.blocks import Block, MarkdownTextObject, Option, SectionBlock, StaticSelectElement

from bot.domain.calendar_names import MONTH_NAMES
from bot.domain.preferences import GOALS
from bot.domain.weeks import Mark, Week, Weeks, WeeksBehind
from bot.slack.blocks import context, header, section
from bot.views.set_up_more import goal_in_words

GOAL_ACTION = "home.goal"
SQUARES: dict[Mark, str] = {"stretched": "■", "work": "□", "free": "·", "blank": " "}
"""Told apart by their shapes. In text of fixed width, in which all are equally wide."""
LABEL_WIDTH = 11
WEEKDAY_LETTERS = "M T W T F S S"
LEGEND = "■ stretched, □ workday, · day off, ✓ goal reached"
TODAY = "← today"


def my_weeks(weeks: Weeks, behind: WeeksBehind | None, goal: int) -> list[Block]:
    """Return the section: what was done in words first, for those who have the page read aloud."""
    return [
        header("My weeks"),
        section(in_words(weeks)),
        section(f"```{strip(weeks)}```"),
        context(LEGEND),
        _goal(weeks.this_week, goal),
        *([context(behind_in_words(behind))] if behind and behind.reached else []),
    ]


def behind_in_words(behind: WeeksBehind) -> str:
    """Return how the weeks before this one went."""
    return f"You reached it in {behind.reached} of the last {behind.all} weeks."


def in_words(weeks: Weeks) -> str:
    """Return on how many of the days they stretched, as a sentence."""
    if weeks.is_beginning and (weeks.on_workdays, weeks.workdays, weeks.on_days_off) == (1, 1, 0):
        return "You stretched on your first day."
    off = f"{_days(weeks.on_days_off)} off"
    if not weeks.workdays or not weeks.on_workdays:
        return f"You stretched on {off}." if weeks.on_days_off else _NOTHING_LATELY
    last = "" if weeks.is_beginning else "the last "
    workdays = f"{last}{weeks.workdays} workday{'' if weeks.workdays == 1 else 's'}"
    began = " since you began" if weeks.is_beginning else ""
    also = f", and on {off}" if weeks.on_days_off else ""
    return f"You stretched on {weeks.on_workdays} of {workdays}{began}{also}."


_NOTHING_LATELY = "No stretches in the last four weeks. Two minutes is a good start."


def strip(weeks: Weeks) -> str:
    """Return a line for each week, the oldest first; the last one ends today."""
    past = [_line(_label(week.monday), week, _count(week)) for week in weeks.weeks[:-1]]
    return "\n".join(
        [f"{'Week of':<{LABEL_WIDTH}}{WEEKDAY_LETTERS}", *past, _line("This week", weeks.this_week, TODAY)]
    )


def week_in_words(week: Week, goal: int) -> str:
    """Return how the current week goes."""
    if not week.target:
        return f"{_days(week.stretched)}, on your days off." if week.stretched else "you're off."
    if week.is_reached:
        return f"{_days(week.stretched)}. Goal reached."
    short = ", as it's a short one" if week.target < goal else ""
    return f"{week.stretched} of {_days(week.target)} so far{short}."


def _line(label: str, week: Week, end: str) -> str:
    squares = " ".join(SQUARES[mark] for mark in week.marks).rstrip()
    return f"{label:<{LABEL_WIDTH}}{squares} {end}".rstrip()


def _label(monday: date) -> str:
    return f"{monday.day} {MONTH_NAMES[monday.month - 1][:3]}"


def _count(week: Week) -> str:
    return " " + _days(week.stretched) + (" ✓" if week.is_reached else "") if week.stretched else ""


def _days(count: int) -> str:
    return f"{count} day{'' if count == 1 else 's'}"


def _goal(week: Week, goal: int) -> Block:
    options = [Option(text=f"Goal: {goal_in_words(each)}", value=str(each)) for each in GOALS]
    chosen = next((option for option in options if option.value == str(goal)), None)
    menu = StaticSelectElement(action_id=GOAL_ACTION, options=options, initial_option=chosen, placeholder="My goal")
    text = MarkdownTextObject(text=f"*This week:* {week_in_words(week, goal)}", verbatim=True)
    return SectionBlock(text=text, accessory=menu, block_id=f"goal.{goal}")
