"""A person's own data, as a message and as the Home tab: the week, what is stored, the button that deletes it."""

from collections.abc import Sequence

from slack_sdk.models.blocks import Block, ConfirmObject, DividerBlock
from slack_sdk.models.views import View

from bot.domain.finished import FinishedRoutine
from bot.domain.formatting import exercise_names
from bot.domain.library import Library
from bot.slack.blocks import Message, actions, bullets, button, context, date_time_token, header, section
from bot.views.menu import MAX_BUTTONS_PER_ROW, area_buttons, help_row
from bot.views.my_data import OPEN_MY_DATA_ACTION
from bot.views.set_up import OPEN_SET_UP_ACTION

DELETE_DATA_ACTION = "me.forget"
AREA_ACTION_PREFIX = "home.area"
LATEST_SHOWN = 5
STORED_DATA = (
    "What I store about you: stretches you've seen and finished, breaks you've set up or joined, "
    "your reminders, your time zone and your language in Slack. Never what you type. Only you can see your count."
)
DELETED = "I've deleted your data."


def my_week(week: Sequence[FinishedRoutine], library: Library) -> Message:
    """Return the answer to `/stretch me`: the week, its latest routines, and what is theirs."""
    lines = _week_lines(week, library)
    buttons = actions(button("My data", OPEN_MY_DATA_ACTION), button("My set-up", OPEN_SET_UP_ACTION), block="mine")
    return Message("\n".join(["Your week", *lines]), [header("Your week"), *map(section, _joined(lines)), buttons])


def home_tab(week: Sequence[FinishedRoutine], library: Library, sections: Sequence[Block] = ()) -> View:
    """Return the Home tab; `sections` are blocks of other features, shown in its middle."""
    return _home(library, sections, _week_blocks(week, library))


def home_after_deletion(library: Library, sections: Sequence[Block] = ()) -> View:
    """Return the Home tab that says that everything about the person was deleted."""
    return _home(library, sections, [header("Your week"), section(DELETED)])


def data_deleted() -> Message:
    """Return the confirmation that everything about the person was deleted."""
    return Message(DELETED, [section(DELETED)])


def _home(library: Library, sections: Sequence[Block], week: Sequence[Block]) -> View:
    areas = area_buttons(library.areas[:MAX_BUTTONS_PER_ROW], AREA_ACTION_PREFIX)
    blocks: list[Block] = [
        header("Stretch now"),
        section("Pick an area, or type `/stretch` in any channel."),
        actions(*areas, block="areas.home"),
        help_row(),
        DividerBlock(),
        *sections,
        *week,
    ]
    return View(type="home", blocks=blocks)


def _week_blocks(week: Sequence[FinishedRoutine], library: Library) -> list[Block]:
    return [
        header("Your week"),
        *map(section, _joined(_week_lines(week, library))),
        context(STORED_DATA),
        _delete_row(),
    ]


def _joined(lines: Sequence[str]) -> list[str]:
    """Return the sentence of a week, and what follows it as one paragraph."""
    sentence, *latest = lines
    return [sentence, *(["\n".join(latest)] if latest else [])]


def _week_lines(week: Sequence[FinishedRoutine], library: Library) -> list[str]:
    """Return the number of routines, the latest of them, and how many more there are: each is counted once."""
    latest = [f"{_names(each, library)}, {date_time_token(each.at)}" for each in reversed(week[-LATEST_SHOWN:])]
    more_count = len(week) - len(latest)
    more = [f"And {more_count} earlier this week."] if more_count else []
    return [_week_sentence(len(week)), *([bullets(latest)] if latest else []), *more]


def _names(finished: FinishedRoutine, library: Library) -> str:
    names = exercise_names(library.exercises_of(finished.slugs))
    return library.set_name_of(finished.slugs) or names or "A stretch I no longer have"


def _week_sentence(count: int) -> str:
    if not count:
        return "No stretches yet this week. Two minutes is a good start."
    return f"You've done {count} {'stretch' if count == 1 else 'stretches'} this week."


def _delete_row() -> Block:
    confirm = ConfirmObject(
        title="Delete your data?",
        text="Your stretches, the breaks you joined, your reminders, time zone and language will be gone for good. "
        "Channels keep the breaks you set up.",
        confirm="Delete",
        deny="Keep it",
        style="danger",
    )
    return actions(button("Delete my data", DELETE_DATA_ACTION, style="danger", confirm=confirm), block="data")
