"""A person's own reminders: `/stretch remind me …`, their form, and the buttons of what is said about them."""

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.models.views import View

from bot.app.command_router import CommandRouter
from bot.app.payloads import Json
from bot.core.clock import Now
from bot.domain.actor import Actor
from bot.domain.library import Library
from bot.domain.parsing.command import Subcommand
from bot.domain.parsing.interval import TooOften
from bot.domain.parsing.reminder_words import OFF
from bot.services.home import Home
from bot.services.personal_reminders import OutsideHours, PersonalReminders, ZoneUnknown
from bot.slack.blocks import Message
from bot.slack.responder import Responder
from bot.views import reminder_answers as views
from bot.views import reminder_form as forms
from bot.views.submitted_fields import FormErrors


def register(app: AsyncApp, stretch: CommandRouter) -> None:
    """Register the listeners."""
    stretch.add_route("remind", remind)
    app.action(forms.OPEN_REMINDERS_ACTION)(open_form)
    app.action(forms.STOP_ACTION)(stop)
    app.action(views.SET_ACTION)(set_again)
    app.action(views.SKIP_ACTION)(skip)
    app.action(views.RESUME_ACTION)(resume)
    app.view(forms.REMINDER_FORM_CALLBACK)(submit)


async def remind(
    actor: Actor, parsed: Subcommand, personal_reminders: PersonalReminders, home: Home, responder: Responder
) -> None:
    """Set what was typed, stop reminders, or show what is set; without any, open the form."""
    if parsed.rest == OFF:
        await _stop(actor, personal_reminders, home, responder, replace=False)
    elif parsed.rest:
        await _set(actor, views.SetButton(parsed.rest), personal_reminders, home, responder)
    else:
        status = await personal_reminders.status(actor)
        if status.found is None:
            await _open(actor, "", personal_reminders, responder)
        else:
            now = personal_reminders.now()
            await responder(views.reminders_status(status.found, now, personal_reminders.library))


async def set_again(
    actor: Actor, action: Json, personal_reminders: PersonalReminders, home: Home, responder: Responder
) -> None:
    """Set the reminders that a button names, in place of the message with the button."""
    await _set(actor, views.SetButton.unpack(action.get("value")), personal_reminders, home, responder, replace=True)


async def stop(actor: Actor, personal_reminders: PersonalReminders, home: Home, responder: Responder) -> None:
    """Stop reminders at once, and offer to start them again."""
    await _stop(actor, personal_reminders, home, responder)


async def skip(actor: Actor, personal_reminders: PersonalReminders, home: Home, responder: Responder, now: Now) -> None:
    """Send no more reminders today."""
    await _say(views.skipped_today(await personal_reminders.skip_today(actor), now()), responder)
    await home.refresh(actor)


async def resume(
    actor: Actor, personal_reminders: PersonalReminders, home: Home, responder: Responder, now: Now
) -> None:
    """End a pause, or start again after a stop."""
    found = await personal_reminders.resume(actor)
    await _say(views.reminders_status(found, now(), personal_reminders.library), responder)
    await home.refresh(actor)


async def open_form(
    actor: Actor, action: Json, personal_reminders: PersonalReminders, home: Home, responder: Responder
) -> None:
    """Open the form, with the times that the button names, else with what is set."""
    await _open(actor, str(action.get("value") or ""), personal_reminders, responder)
    if responder.is_home:
        await home.touch(actor)


async def submit(
    actor: Actor, view: Json, ack: AsyncAck, personal_reminders: PersonalReminders, home: Home, library: Library
) -> None:
    """Set what was entered and say when the next one is, or mark the fields that need another look."""
    status = await personal_reminders.status(actor)
    cycle = status.reader.hour_cycle
    try:
        entered = forms.reminders_entered(view, status.chosen.hours, library)
        found = await personal_reminders.set(actor, status, entered.wish, entered.zone)
    except FormErrors as wrong:
        await ack(response_action="errors", errors=wrong.errors)
        return
    except OutsideHours as outside:
        sentence = f"{views.outside_in_words(outside.wish, outside.hours, cycle)} {views.HOURS_ARE_THERE}"
        await ack(response_action="errors", errors={forms.TIMES_BLOCK: sentence.replace("`", "")})
        return
    shown = forms.shown_in_form(views.reminders_set(found, personal_reminders.now(), library))
    await ack(response_action="update", view=shown)
    await home.refresh(actor)


async def _set(
    actor: Actor,
    asked: views.SetButton,
    personal_reminders: PersonalReminders,
    home: Home,
    responder: Responder,
    replace: bool = False,
) -> None:
    """Set what was asked for; what cannot be is answered with what could."""
    status = await personal_reminders.status(actor)
    cycle = status.reader.hour_cycle
    try:
        wish = personal_reminders.parse(status, asked.typed)
        if not wish.times:
            await _open(actor, asked.typed, personal_reminders, responder)
            return
        found = await personal_reminders.set(actor, status, wish, asked.zone)
    except TooOften as error:
        await _say(views.too_often(error, asked.zone), responder, replace)
    except OutsideHours as outside:
        await _say(views.outside_hours(outside.wish, outside.hours, asked.zone, cycle), responder, replace)
    except ZoneUnknown:
        await _open(actor, asked.typed, personal_reminders, responder)
    else:
        message = views.reminders_set(found, personal_reminders.now(), personal_reminders.library)
        await _say(message, responder, replace)
        await home.refresh(actor)


async def _stop(
    actor: Actor, personal_reminders: PersonalReminders, home: Home, responder: Responder, replace: bool = True
) -> None:
    await _say(views.reminders_stopped(await personal_reminders.stop(actor)), responder, replace)
    await home.refresh(actor)


async def _open(actor: Actor, typed: str, personal_reminders: PersonalReminders, responder: Responder) -> None:
    form = await personal_reminders.form(actor, typed)
    if not (_is_about_reminders(responder) and await _shown_in_place(form, responder)):
        await responder.open_or_say(form, views.form_not_opened(typed))


async def _say(message: Message, responder: Responder, replace: bool = True) -> None:
    """Say something in place of the message, or of the form, whose button was pressed."""
    if not await _shown_in_place(forms.shown_in_form(message), responder):
        await responder(message, replace)


async def _shown_in_place(view: View, responder: Responder) -> bool:
    """Show a window in place of the one whose button was pressed; return False if that was none."""
    clicked = responder.body.get("view") or {}
    if clicked.get("type") != "modal":
        return False
    await responder.slack.views_update(view_id=str(clicked.get("id")), view=view)
    return True


def _is_about_reminders(responder: Responder) -> bool:
    """Whether the button is one below what is set: that is outdated once the form is saved, so nothing is put on it."""
    return any(action.get("block_id") == views.REMINDERS_BLOCK for action in responder.body.get("actions") or ())
