"""The forms of timetables: what their menus offer, and what is done with what was entered."""

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.app.command_router import CommandRouter
from bot.app.payloads import Json
from bot.core.clock import Now
from bot.domain.actor import Actor
from bot.domain.library import Library
from bot.domain.timetable import Timetable
from bot.services.error_sentences import error_sentence
from bot.services.home import Home
from bot.services.timetable_forms import TimetableForms
from bot.services.timetables import Timetables
from bot.views import form_inputs as inputs
from bot.views import pause_form as pause_views
from bot.views import timetable_form as views
from bot.views.messages import sentence_message
from bot.views.submitted_fields import FormErrors
from bot.views.timetable_payloads import FormMetadata, channel_id
from bot.views.timetable_submission import channel_entered, pause_entered, timetable_entered


def register(app: AsyncApp, _stretch: CommandRouter) -> None:
    """Register the listeners."""
    app.options(inputs.ZONE_ACTION)(zones)
    app.options(inputs.COUNTRY_ACTION)(countries)
    app.view(views.FORM_CALLBACK)(set_up)
    app.view(pause_views.PAUSE_FORM_CALLBACK)(pause)


async def zones(payload: Json, ack: AsyncAck, now: Now) -> None:
    """Offer the time zones that the typed words may mean."""
    await ack(options=inputs.zone_options(str(payload.get("value") or ""), now()))


async def countries(payload: Json, ack: AsyncAck) -> None:
    """Offer the calendars of public holidays that the typed words may mean."""
    await ack(options=inputs.country_options(str(payload.get("value") or "")))


async def set_up(
    actor: Actor,
    view: Json,
    ack: AsyncAck,
    timetables: Timetables,
    forms: TimetableForms,
    home: Home,
    now: Now,
    library: Library,
) -> None:
    """Give the channel the breaks that the form asks for, or mark the fields that need another look."""
    origin = FormMetadata.unpack(view.get("private_metadata"))
    channel = origin.channel or channel_id(channel_entered(view))
    try:
        timetable = timetable_entered(view, now(), library, await timetables.last(actor.team, channel))
    except FormErrors as wrong:
        await ack(response_action="errors", errors=wrong.errors)
        return
    change = _set_up(actor, channel, timetable, timetables, origin.is_public)
    is_unsaid = await forms.close_after(actor, channel, change, view, ack)
    await _show(actor, channel, origin, is_unsaid, forms, home)


async def pause(
    actor: Actor, view: Json, ack: AsyncAck, timetables: Timetables, forms: TimetableForms, home: Home, now: Now
) -> None:
    """Pause the channel's breaks for as long as the form says, or mark the fields that need another look."""
    origin = FormMetadata.unpack(view.get("private_metadata"))
    channel = channel_id(origin.channel)
    found = await timetables.require(actor, channel)
    try:
        until = pause_entered(view, now(), found.timetable.zone)
    except FormErrors as wrong:
        await ack(response_action="errors", errors=wrong.errors)
        return
    is_unsaid = await forms.close_after(actor, channel, timetables.pause(actor, channel, until), view, ack)
    await _show(actor, channel, origin, is_unsaid, forms, home)


async def _set_up(
    actor: Actor, channel: str, timetable: Timetable, timetables: Timetables, is_public: bool | None
) -> None:
    await timetables.set_up(actor, channel, timetable, is_public)


async def _show(
    actor: Actor, channel: str, origin: FormMetadata, is_unsaid: bool, forms: TimetableForms, home: Home
) -> None:
    """Show where the form was opened what is set now."""
    if origin.home:
        await _show_home(actor, channel, forms, home)
        return
    if is_unsaid:
        await forms.confirm(actor, channel)
    await home.refresh(actor)


async def _show_home(actor: Actor, channel: str, forms: TimetableForms, home: Home) -> None:
    try:
        await home.show(actor)
    except Exception as error:  # the form is closed, so that no window can be put above it
        await forms.tell(actor, channel, sentence_message(error_sentence(error, actor.team)))
