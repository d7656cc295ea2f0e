"""A person's own page, as a message and as the Home tab: my week, what is stored, delete it."""

from collections.abc import Sequence

from slack_sdk.models.blocks import Block, ConfirmObject, DividerBlock
from slack_sdk.models.views import View

from bot.domain.exercises import Library
from bot.domain.safety import Done
from bot.slack.blocks import Message, actions, button, context, date_time_token, header, section
from bot.views.menu import HELP_ACTION

DELETE_DATA_ACTION = "me.forget"
AREA_ACTION_PREFIX = "home.area"
STORED_DATA = (
    "Stored about you: which stretches you were shown and finished and when, which breaks you set up or joined, "
    "and the time zone of your Slack profile. Never what you write. Nobody else sees your count."
)


def my_week(count: int, recent: Sequence[Done], library: Library) -> Message:
    """Answer `/stretch me`."""
    lines = [_week(count), *_recent(recent, library), STORED_DATA]
    return Message("\n".join(lines), [header("Your week"), *_body(count, recent, library)])


def home_tab(count: int, recent: Sequence[Done], library: Library, more: Sequence[Block] = ()) -> View:
    """Fill the Home tab; `more` is what other features add."""
    start = [button(area.title, f"{AREA_ACTION_PREFIX}.{area.slug}", area.slug) for area in library.areas[:5]]
    blocks: list[Block] = [
        header("Your week"),
        *_body(count, recent, library),
        DividerBlock(),
        *more,
        header("Stretch now"),
        section("In any channel type `/stretch lower`, or begin here:"),
        actions(*start, block="areas.home"),
        actions(button("Help", HELP_ACTION), block="help"),
    ]
    return View(type="home", blocks=blocks)


def data_deleted() -> Message:
    """Confirm that everything was deleted."""
    text = "Done: everything that was stored about you is deleted."
    return Message(text, [section(text)])


def _body(count: int, recent: Sequence[Done], library: Library) -> list[Block]:
    latest = _recent(recent, library)
    return [section(_week(count)), *([section("\n".join(latest))] if latest else []), context(STORED_DATA), _delete()]


def _week(count: int) -> str:
    if not count:
        return "No stretch yet this week. Two minutes whenever it suits you."
    return (
        f"You finished {count} {'stretch' if count == 1 else 'stretches'} this week. Three days a week is a fine goal."
    )


def _recent(recent: Sequence[Done], library: Library) -> list[str]:
    known = [(library.find(done.slug), done.at) for done in recent[-5:]]
    return [f"• {exercise.name}, {date_time_token(at)}" for exercise, at in known if exercise]


def _delete() -> Block:
    ask = ConfirmObject(
        title="Delete your data?",
        text="Your finished stretches, joined breaks and time zone will be deleted for good.",
        confirm="Delete",
        deny="Keep",
    )
    return actions(button("Delete my data", DELETE_DATA_ACTION, style="danger", confirm=ask), block="data")
