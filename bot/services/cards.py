"""Cards: pick an exercise that fits a person's history, show it, record Done."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random

from aiohttp import ClientSession
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from bot.core.clock import Now
from bot.domain.actor import Actor
from bot.domain.errors import UserError
from bot.domain.exercises import Exercise
from bot.domain.guide import Session
from bot.domain.library import Library
from bot.domain.local_time import week_start
from bot.domain.safety import History
from bot.domain.stretch_kinds import gentle_moves
from bot.pictures.picture_store import PictureStore
from bot.services.card_chooser import CardChooser
from bot.services.replies import Replies
from bot.services.time_zones import TimeZones
from bot.services.ways_out import nothing_of
from bot.slack.blocks import Message
from bot.slack.responder import Responder, respond
from bot.store import Store
from bot.views import card as views
from bot.views import guide as guide_views
from bot.views import hidden as hidden_views
from bot.views import menu as menu_views
from bot.views import stretch_now as stretch_now_views
from bot.views.card import Note
from bot.views.card_details import Detail
from bot.views.card_payload import CardPayload
from bot.views.feelings import asked, felt_blocks
from bot.views.reminder_offer import with_offer

RESPONSE_URL_LIFETIME = timedelta(minutes=30)


class Cards:
    """Chooses and shows exercises."""

    def __init__(
        self,
        store: Store,
        library: Library,
        picture_store: PictureStore,
        replies: Replies,
        time_zones: TimeZones,
        http: ClientSession,
        now: Now,
        rng: Random,
    ) -> None:
        self._store, self._library, self._replies, self._time_zones = store, library, replies, time_zones
        self._chooser, self._http, self._now = CardChooser(library, picture_store, now, rng), http, now

    async def menu(self, actor: Actor) -> Message:
        """Offer the areas, and to resume what was left."""
        left = await self._store.sessions.last(actor, self._now())
        return menu_views.menu(self._library, left, self._library.exercises_of(left.slugs) if left else ())

    async def window(self, actor: Actor) -> View:
        """Return the window that offers the same, each of which starts at once."""
        left = await self._store.sessions.last(actor, self._now())
        return stretch_now_views.window(self._library, left, self._library.exercises_of(left.slugs) if left else ())

    async def show_from_area(
        self, actor: Actor, area: str, responder: Responder, replace: bool = False, note: Note | None = None
    ) -> None:
        """Answer with something from an area, or of a kind: not what was shown last, nothing that should rest."""
        notes = (note,) if note else ()
        await self._replies.send(actor, lambda history: self._chooser.picked(area, history, notes), responder, replace)

    async def show_exercise(self, actor: Actor, exercise: Exercise, responder: Responder) -> None:
        """Answer with an exercise, or with a kind sentence and another if this one is hidden or should rest."""
        await self._replies.send(
            actor, lambda history: self._chooser.named(exercise, exercise.areas[0], history), responder
        )

    async def show_variant(self, actor: Actor, payload: CardPayload, responder: Responder) -> None:
        """Answer with the variant that a card's menu names, in place of the card."""
        variant = self.exercise(payload.slug)
        await self._store.sessions.detach_card(actor, payload.ref)
        await self._replies.send(
            actor, lambda history: self._chooser.named(variant, payload.area, history), responder, replace=True
        )

    async def another(self, actor: Actor, payload: CardPayload, responder: Responder) -> None:
        """Answer with something from the same area in place of a card."""
        await self._store.sessions.detach_card(actor, payload.ref)
        await self.show_from_area(actor, payload.area, responder, replace=True)

    async def show_exact(self, actor: Actor, payload: CardPayload, responder: Responder) -> None:
        """Answer with just the exercise that a button names, in place of the message with the button."""
        exercise = self.exercise(payload.slug)
        await self._store.sessions.detach_card(actor, payload.ref)
        await self._replies.send(
            actor, lambda history: self._chooser.card(exercise, payload, history), responder, replace=True
        )

    async def hide(self, actor: Actor, payload: CardPayload, block_id: object) -> Message:
        """Never offer a card's exercise to this person again, and say so in its place; no card is its guide's then."""
        exercise = await self.hide_exercise(actor, payload.slug)
        await self._store.sessions.detach_card(actor, payload.ref)
        return hidden_views.hidden_now(exercise, payload, block_id)

    async def show_again(self, actor: Actor, payload: CardPayload, block_id: object) -> Message:
        """Undo that: return the card as it was; `block_id` is that of its buttons."""
        await self.show_exercise_again(actor, payload.slug)
        return await self.unchanged(actor, payload, block_id)

    async def hide_exercise(self, actor: Actor, slug: str) -> Exercise:
        """Never offer an exercise to this person again; return it, or raise UserError if it is gone."""
        exercise = self.exercise(slug)
        await self._store.preferences.hide(actor, [slug], self._now())
        return exercise

    async def show_exercise_again(self, actor: Actor, slug: str) -> Exercise:
        """Undo that; return it."""
        exercise = self.exercise(slug)
        await self._store.preferences.show_again(actor, [slug])
        return exercise

    async def gentle_moves(self, actor: Actor) -> tuple[Exercise, ...]:
        """Return a few gentle exercises that suit a person, each from another area; raise NothingFits."""
        fit = (await self._store.histories.get(actor, self._now())).fit
        moves = gentle_moves(self._library, fit)
        if not moves:
            raise nothing_of("gentle", self._library, fit)
        return moves

    async def pick(self, actor: Actor, area: str, wanted: str = "") -> Exercise:
        """Pick from an area what suits a person and needs no rest, and record it as shown; raise UserError.

        `wanted`: the slug of what they were promised, which it is if that still suits them.
        """
        async with self._replies.hold(actor):
            exercise = self._chooser.at_once(area, await self._store.histories.get(actor, self._now()), wanted)
            await self._store.histories.record_shown(actor, [exercise.slug], self._now())
            return exercise

    def suggested(self, area: str, history: History) -> Exercise | None:
        """Return what somebody with this history would get from an area, None if nothing of it suits them."""
        return self._chooser.suggested(area, history)

    async def unchanged(self, actor: Actor, payload: CardPayload, block_id: object, detail: Detail = "none") -> Message:
        """Return a card as it was, or with these details; `block_id` is that of its buttons."""
        exercise = self.exercise(payload.slug)
        rules = self._chooser.rest(await self._store.histories.get(actor, self._now()))
        return self._chooser.again(exercise, payload, block_id, detail, rules)

    async def done(self, actor: Actor, payload: CardPayload) -> Message:
        """Record that a card was done, once, and say thanks."""
        exercise = self.exercise(payload.slug)
        await self._store.dones.finish(actor, payload.ref, [exercise.slug], self._now())
        await self._store.sessions.detach_card(actor, payload.ref)
        return await self.thanks(actor, (exercise,), payload.ref)

    async def thanks(self, actor: Actor, exercises: tuple[Exercise, ...], ref: str) -> Message:
        """Return the thanks for what was finished under this reference; they ask how it feels until that is said."""
        said = views.thanks(await self.this_week(actor), exercises, ref)
        return said if await self._store.feelings.is_answered(actor, ref) else asked(said, ref)

    async def thanks_view(self, session: Session, offer: Sequence[Block]) -> View:
        """Return the same for a finished session, as its window."""
        actor, ref, exercises = session.actor, session.ref, self._library.exercises_of(session.slugs)
        question = [] if await self._store.feelings.is_answered(actor, ref) else felt_blocks(ref)
        return guide_views.thanks_view(await self.this_week(actor), exercises, [*question, *offer])

    async def collapse(self, session: Session, offer: Sequence[Block] = ()) -> None:
        """Replace the card that a finished session was opened from by its thanks, while Slack allows it."""
        thanks = await self.thanks(session.actor, self._library.exercises_of(session.slugs), session.ref)
        await self._replace_card(session, with_offer(thanks, offer))

    async def collapse_stopped(self, session: Session) -> None:
        """Replace the card of a session that was stopped because something hurt, while Slack allows it."""
        await self._replace_card(session, views.stopped(self._library.exercises_of(session.slugs)))

    async def _replace_card(self, session: Session, message: Message) -> None:
        if session.response_url and self._now() < session.created_at + RESPONSE_URL_LIFETIME:
            await respond(session.response_url, message, replace=True, http=self._http)

    async def this_week(self, actor: Actor) -> int:
        """Return how many routines a person finished this week."""
        return await self._store.dones.count(actor, await self.week_start(actor))

    async def week_start(self, actor: Actor) -> datetime:
        """Return when this week began, on Monday in the person's own zone."""
        return week_start(self._now(), await self._time_zones.get(actor))

    def exercise(self, slug: str) -> Exercise:
        """Return the exercise that a button names; raise UserError if the library has it no longer."""
        found = self._library.find(slug)
        if found is None:
            raise UserError(views.STRETCH_GONE)
        return found
