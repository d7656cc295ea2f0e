"""The windows of timetables: what their menus offer, and what is done with what was entered."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.core.clock import Now
from bot.services.home import Home
from bot.services.timetable_forms import TimetableForms
from bot.services.timetables import Timetables
from bot.slack.responder import Responder
from bot.views import timetable_form as views
from bot.views import timetable_notices as pause_views
from bot.views.timetable_input import FormErrors, channel_entered, pause_entered, timetable_entered
from bot.views.timetable_payloads import Origin, channel_named


def register(app: AsyncApp) -> None:
    """Say which of Slack's names lead where."""
    app.options(views.ZONE)(time_zones)
    app.options(views.COUNTRY)(countries)
    app.view(views.FORM)(set_up)
    app.view(pause_views.PAUSE_FORM)(pause)


async def time_zones(payload: dict[str, Any], ack: AsyncAck, now: Now) -> None:
    """Offer the time zones that the typed words may mean."""
    await ack(options=views.zone_options(str(payload.get("value") or ""), now()))


async def countries(payload: dict[str, Any], ack: AsyncAck) -> None:
    """Offer the calendars of public holidays that the typed words may mean."""
    await ack(options=views.country_options(str(payload.get("value") or "")))


async def set_up(
    team: str, user: str, view: dict[str, Any], ack: AsyncAck, timetables: Timetables, forms: TimetableForms, home: Home,
    now: Now,
) -> None:  # fmt: skip
    """Give the channel the breaks that the form asks for, or mark what needs another look."""
    origin = Origin.unpack(view.get("private_metadata"))
    try:
        timetable = timetable_entered(view, now())
    except FormErrors as wrong:
        await ack(response_action="errors", errors=wrong.errors)
        return
    channel = origin.channel or channel_named(channel_entered(view))
    await forms.close_after(timetables.change(team, channel, user, timetable), view, ack)
    if origin.home:
        await home.show(team, user)


async def pause(
    team: str, user: str, view: dict[str, Any], ack: AsyncAck, timetables: Timetables, home: Home, now: Now,
    responder: Responder,
) -> None:  # fmt: skip
    """Pause the channel's breaks for as long as the form says, or mark what needs another look."""
    origin = Origin.unpack(view.get("private_metadata"))
    channel = channel_named(origin.channel)
    kept = await timetables.there(team, channel, user)
    try:
        until = pause_entered(view, now(), kept.timetable.zone)
    except FormErrors as wrong:
        await ack(response_action="errors", errors=wrong.errors)
        return
    await ack(response_action="clear")
    if untold := await timetables.pause(team, channel, user, until):
        await responder(untold)
    if origin.home:
        await home.show(team, user)
