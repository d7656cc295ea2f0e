"""The form of a channel's timetable: days, times, zone, what the breaks consist of, and days without any."""

from collections.abc import Sequence
from datetime import datetime, time

from slack_sdk.models.blocks import (
    Block,
    CheckboxesElement,
    ConversationFilter,
    ConversationSelectElement,
    InputBlock,
    Option,
    RadioButtonsElement,
    StaticSelectElement,
    TimePickerElement,
)
from slack_sdk.models.blocks.block_elements import InputInteractiveElement
from slack_sdk.models.views import View

from bot.domain.break_choice import break_areas, break_lengths, break_sets
from bot.domain.library import Library
from bot.domain.local_time import local_date
from bot.domain.parsing.daily import TimetableRequest
from bot.domain.routines import DEFAULT_ROUTINE, USUAL_LENGTH
from bot.domain.timetable import MAX_TIMES
from bot.slack.blocks import context, modal, section
from bot.views.form_inputs import (
    MAX_OPTION_CHARS,
    country_select,
    dates_input,
    day_checkboxes,
    zone_option,
    zone_select,
)
from bot.views.timetable_payloads import FormMetadata

FORM_CALLBACK = "timetable.form"
ANY_AREA, SITTING_AND_STANDING, SEATED = "any", "desk", "seated"
MONTH_LINE = "line"
WHOLE_BODY, SEATED_AND_STANDING = "Whole body", "Seated and standing"
DEFAULT_TIME = time(15)


def timetable_form(
    origin: FormMetadata, request: TimetableRequest, exists: bool, now: datetime, library: Library
) -> View:
    """Return the form filled with the request, without past dates; `exists`: the channel has a timetable already."""
    today = local_date(now, request.zone or "UTC")
    where = f" in <#{origin.channel}>" if origin.channel else ""
    blocks: list[Block] = [
        section(f"Everyone{where} is invited. Joining is optional."),
        *([context(request.remark)] if request.remark else []),
        *([] if origin.channel else [_field("channel", "Channel", _channels())]),
        _field("days", "Days", day_checkboxes("timetable.days", request.days)),
        *_times(request.times or (DEFAULT_TIME,)),
        _field(
            "zone",
            "Time zone",
            zone_select(zone_option(request.zone, now) if request.zone else None),
            hint="Type a city or country.",
        ),
        _field("area", "Stretches for", _area(request.area, library)),
        _field("routine", "Length or routine", _routine(request.routine, library)),
        _field("rotation", "Position", _rotation(request.seated)),
        _field("country", "Skip public holidays in", country_select(request.country), hint="Type a country or region."),
        _field("skip", "Other dates to skip", dates_input("timetable.skip", request.skip, today), optional=True),
        _field("month", "At each month's end", _month(request.month_line), optional=True),
        context("The channel sees who set this up. I never remind anyone by name."),
    ]
    submit, metadata = "Save" if exists else "Turn on", origin.pack()
    return modal(
        "Stretch breaks",
        blocks,
        submit=submit,
        close="Cancel",
        callback_id=FORM_CALLBACK,
        private_metadata=metadata,
    )


def _field(block: str, label: str, element: InputInteractiveElement, **more: object) -> InputBlock:
    return InputBlock(block_id=block, label=label, element=element, **more)  # type: ignore[arg-type]


def _channels() -> ConversationSelectElement:
    kinds = ConversationFilter(include=["public", "private"])
    return ConversationSelectElement(action_id="timetable.channel", filter=kinds, placeholder="Choose a channel")


def _times(times: Sequence[time]) -> list[Block]:
    labels = ("Time", "Second time", "Third time")
    padded: list[time | None] = [*times, *[None] * (MAX_TIMES - len(times))]
    return [_time(number, label, at) for number, (label, at) in enumerate(zip(labels, padded, strict=True), 1)]


def _time(number: int, label: str, at: time | None) -> InputBlock:
    initial = at.isoformat("minutes") if at else None
    picker = TimePickerElement(action_id=f"timetable.time{number}", initial_time=initial, placeholder="Choose a time")
    hint = "To remove it, clear it or pick the first time again." if at and number > 1 else None
    return _field(f"time{number}", label, picker, optional=number > 1, hint=hint)


def _area(area: str | None, library: Library) -> StaticSelectElement:
    every = Option(text=WHOLE_BODY, value=ANY_AREA)
    options = [every, *(Option(text=area.title[:MAX_OPTION_CHARS], value=area.slug) for area in break_areas(library))]
    chosen = next((option for option in options if option.value == area), every)
    return StaticSelectElement(action_id="timetable.area", options=options, initial_option=chosen)


def _routine(routine: str | None, library: Library) -> StaticSelectElement:
    names = {each.slug: each.name for each in (*break_lengths(library), *break_sets(library))}
    named = names if DEFAULT_ROUTINE in names else {DEFAULT_ROUTINE: USUAL_LENGTH} | names
    options = [Option(text=name, value=slug) for slug, name in named.items()]
    usual = next(option for option in options if option.value == DEFAULT_ROUTINE)
    chosen = next((option for option in options if option.value == routine), usual)
    return StaticSelectElement(action_id="timetable.routine", options=options, initial_option=chosen)


def _rotation(seated: bool) -> RadioButtonsElement:
    options = [
        Option(text=SEATED_AND_STANDING, value=SITTING_AND_STANDING),
        Option(text="Seated only", value=SEATED),
    ]
    return RadioButtonsElement(action_id="timetable.rotation", options=options, initial_option=options[seated])


def _month(is_wanted: bool) -> CheckboxesElement:
    options = [Option(text="Post one line: how many breaks we took", value=MONTH_LINE)]
    ticked = options if is_wanted else None
    return CheckboxesElement(action_id="timetable.month", options=options, initial_options=ticked)
