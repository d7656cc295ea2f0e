"""A person's own data, as a message and as the Home tab: the week, what is stored, the button that deletes it."""

from collections.abc import Sequence

from slack_sdk.models.blocks import Block, ConfirmObject, DividerBlock
from slack_sdk.models.views import View

from bot.domain.exercises import Library
from bot.domain.safety import Done
from bot.slack.blocks import Message, actions, button, context, date_time_token, header, section
from bot.views.menu import MAX_BUTTONS_PER_ROW, area_buttons, help_row

DELETE_DATA_ACTION = "me.forget"
AREA_ACTION_PREFIX = "home.area"
RECENT_SHOWN = 5
STORED_DATA = (
    "Stored about you: which stretches you were shown and finished and when, which breaks you set up or joined, "
    "and the time zone of your Slack profile. Never what you write. Nobody else sees your count."
)


def my_week(count: int, recent: Sequence[Done], library: Library) -> Message:
    """Return the answer to `/stretch me`: the week, the latest exercises, and what is stored."""
    lines = [_week_sentence(count), *_recent_lines(recent, library), STORED_DATA]
    return Message("\n".join(lines), [header("Your week"), *_body(count, recent, library)])


def home_tab(count: int, recent: Sequence[Done], library: Library, sections: Sequence[Block] = ()) -> View:
    """Return the Home tab; `sections` are blocks of other features, shown in its middle."""
    start = area_buttons(library.areas[:MAX_BUTTONS_PER_ROW], AREA_ACTION_PREFIX)
    blocks: list[Block] = [
        header("Your week"),
        *_body(count, recent, library),
        DividerBlock(),
        *sections,
        header("Stretch now"),
        section("In any channel type `/stretch lower`, or begin here:"),
        actions(*start, block="areas.home"),
        help_row(),
    ]
    return View(type="home", blocks=blocks)


def data_deleted() -> Message:
    """Return the confirmation that everything about the person was deleted."""
    text = "Done: everything that was stored about you is deleted."
    return Message(text, [section(text)])


def _body(count: int, recent: Sequence[Done], library: Library) -> list[Block]:
    latest = _recent_lines(recent, library)
    return [
        section(_week_sentence(count)),
        *([section("\n".join(latest))] if latest else []),
        context(STORED_DATA),
        _delete_row(),
    ]


def _week_sentence(count: int) -> str:
    if not count:
        return "No stretch yet this week. Two minutes whenever it suits you."
    return (
        f"You finished {count} {'stretch' if count == 1 else 'stretches'} this week. Three days a week is a fine goal."
    )


def _recent_lines(recent: Sequence[Done], library: Library) -> list[str]:
    known = [(library.find(done.slug), done.at) for done in recent[-RECENT_SHOWN:]]
    return [f"• {exercise.name}, {date_time_token(at)}" for exercise, at in known if exercise]


def _delete_row() -> Block:
    confirm = ConfirmObject(
        title="Delete your data?",
        text="Your finished stretches, joined breaks and time zone will be deleted for good.",
        confirm="Delete",
        deny="Keep",
    )
    return actions(button("Delete my data", DELETE_DATA_ACTION, style="danger", confirm=confirm), block="data")
