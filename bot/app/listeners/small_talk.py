"""What people say in passing: hello, thanks, stop, or any stretch of a kind."""

from slack_bolt.async_app import AsyncApp

from bot.app.command_router import CommandRouter
from bot.domain.actor import Actor
from bot.domain.library import Library
from bot.domain.parsing.command import AnyStretch
from bot.domain.stretch_kinds import in_area
from bot.services.cards import Cards
from bot.slack.responder import Responder
from bot.store import Store
from bot.views import small_talk as views
from bot.views.cracking import cracking


def register(_app: AsyncApp, stretch: CommandRouter) -> None:
    """Register the listeners."""
    stretch.add_route("hello", hello)
    stretch.add_route("thanks", thanks)
    stretch.add_route("stop", stop)
    stretch.add_route("crack", crack)
    stretch.add_route(AnyStretch, any_stretch)


async def hello(actor: Actor, cards: Cards, responder: Responder) -> None:
    """Greet, and offer the menu."""
    await responder(views.greeted(views.HELLO, await cards.menu(actor)))


async def thanks(actor: Actor, cards: Cards, responder: Responder) -> None:
    """Answer thanks, and offer the menu."""
    await responder(views.greeted(views.THANKS, await cards.menu(actor)))


async def stop(actor: Actor, store: Store, responder: Responder) -> None:
    """Say how to stop, with a button where somebody has reminders; change nothing."""
    await responder(views.how_to_stop(has_reminders=await store.timetables.get(actor.team, actor.user) is not None))


async def crack(library: Library, responder: Responder) -> None:
    """Say what cracking one's back is and is not."""
    await responder(cracking(library))


async def any_stretch(actor: Actor, parsed: AnyStretch, cards: Cards, responder: Responder) -> None:
    """Answer with a stretch of this kind."""
    await cards.show_from_area(actor, in_area(parsed.area, *parsed.kinds), responder)
