"""Cards: pick an exercise that fits a person's history, show it, record Done."""

from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

from aiohttp import ClientSession

from bot.core.clock import Now
from bot.core.ids import random_id
from bot.domain.actor import Actor
from bot.domain.errors import UserError
from bot.domain.exercises import Exercise
from bot.domain.guide import Session
from bot.domain.library import Library
from bot.domain.local_time import week_start
from bot.domain.picking import Picked, pick_exercise
from bot.domain.rest import Rest
from bot.domain.safety import History
from bot.domain.stretch_kinds import in_area
from bot.pictures.picture_store import PictureStore
from bot.services.replies import Replies, Reply
from bot.services.time_zones import TimeZones
from bot.slack.blocks import Message
from bot.slack.responder import Responder, respond
from bot.store import Store
from bot.views import card as views
from bot.views import menu as menu_views
from bot.views.card import CardExtras, Note
from bot.views.card_details import Detail
from bot.views.card_payload import CardPayload
from bot.views.feelings import asked

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
        self._store, self._library, self._picture_store, self._replies = store, library, picture_store, replies
        self._time_zones, self._http, self._now, self._rng = time_zones, http, now, rng

    async def menu(self, actor: Actor) -> Message:
        """Offer the areas, and to resume what was left."""
        left = await self._store.sessions.last(actor, self._now())
        return menu_views.menu(self._library, left, self._library.exercises_of(left.slugs) if left else ())

    async def show_from_area(
        self, actor: Actor, area: str, responder: Responder, replace: bool = False, note: Note | None = None
    ) -> None:
        """Answer with something from an area, or of a kind: not what was shown last, nothing that should rest."""
        notes = (note,) if note else ()
        await self._replies.send(actor, lambda history: self._picked(area, history, notes), responder, replace)

    async def show_exercise(self, actor: Actor, exercise: Exercise, responder: Responder) -> None:
        """Answer with an exercise, or with a kind sentence and a gentler one if this one should rest."""
        await self._replies.send(actor, lambda history: self._advised(exercise, exercise.areas[0], history), responder)

    async def show_variant(self, actor: Actor, payload: CardPayload, responder: Responder) -> None:
        """Answer with the variant that a card's menu names, in place of the card."""
        variant = self.exercise(payload.slug)
        await self._store.sessions.detach_card(actor, payload.ref)
        await self._replies.send(
            actor, lambda history: self._advised(variant, payload.area, history), responder, replace=True
        )

    async def another(self, actor: Actor, payload: CardPayload, responder: Responder) -> None:
        """Answer with something from the same area in place of a card."""
        await self._store.sessions.detach_card(actor, payload.ref)
        await self.show_from_area(actor, payload.area, responder, replace=True)

    async def show_exact(self, actor: Actor, payload: CardPayload, responder: Responder) -> None:
        """Answer with just the exercise that a button names, in place of the message with the button."""
        exercise = self.exercise(payload.slug)
        await self._store.sessions.detach_card(actor, payload.ref)
        await self._replies.send(actor, lambda history: self._card(exercise, payload, history), responder, replace=True)

    async def pick(self, actor: Actor, area: str) -> Exercise:
        """Pick from an area something that needs no rest, and record it as shown; raise UserError if all does."""
        async with self._replies.hold(actor):
            rules = self._rest(await self._store.people.history(actor, self._now()))
            picked = self._pick(in_area(area, "no-floor"), rules).exercise
            rest = rules.advice(picked)
            fit = rules.alternative(picked) if rest else picked
            if fit is None:
                raise UserError(f"{rest} {views.SHORT_WALK}")
            await self._store.people.record_shown(actor, [fit.slug], self._now())
            return fit

    async def unchanged(self, actor: Actor, payload: CardPayload, block_id: object, detail: Detail = "none") -> Message:
        """Return a card as it was, or with these details; `block_id` is that of its buttons."""
        exercise, (notes, resting_slug) = self.exercise(payload.slug), views.unpack_extras(block_id)
        history = await self._store.people.history(actor, self._now())
        resting = self._library.find(resting_slug) if resting_slug else None
        advice = self._rest(history).advice(resting) if resting else None
        instead_of = views.Resting(resting, advice) if resting and advice else None
        extras = CardExtras(self._picture_store.still_url(exercise, 0), notes, instead_of, detail)
        return views.card(exercise, payload, self._library, extras)

    async def done(self, actor: Actor, payload: CardPayload) -> Message:
        """Record that a card was done, once, and say thanks."""
        exercise = self.exercise(payload.slug)
        await self._store.people.finish(actor, payload.ref, [exercise.slug], self._now())
        await self._store.sessions.detach_card(actor, payload.ref)
        return asked(views.thanks(await self.this_week(actor), (exercise,)), payload.ref)

    async def collapse(self, session: Session) -> None:
        """Replace the card that a finished session was opened from by its thanks, while Slack allows it."""
        count = await self.this_week(session.actor)
        thanks = views.thanks(count, self._library.exercises_of(session.slugs))
        await self._replace_card(session, asked(thanks, session.ref))

    async def collapse_stopped(self, session: Session) -> None:
        """Replace the card of a session that was stopped because something hurt, while Slack allows it."""
        await self._replace_card(session, views.stopped(self._library.exercises_of(session.slugs)))

    async def _replace_card(self, session: Session, message: Message) -> None:
        if session.response_url and self._now() < session.created_at + RESPONSE_URL_LIFETIME:
            await respond(session.response_url, message, replace=True, http=self._http)

    async def this_week(self, actor: Actor) -> int:
        """Return how many routines a person finished this week."""
        return await self._store.people.count(actor, await self.week_start(actor))

    async def week_start(self, actor: Actor) -> datetime:
        """Return when this week began, on Monday in the person's own zone."""
        return week_start(self._now(), await self._time_zones.get(actor))

    def exercise(self, slug: str) -> Exercise:
        """Return the exercise that a button names; raise UserError if the library has it no longer."""
        found = self._library.find(slug)
        if found is None:
            raise UserError(views.STRETCH_GONE)
        return found

    def _picked(self, area: str, history: History, notes: tuple[Note, ...]) -> Reply:
        picked = self._pick(area, self._rest(history))
        if picked.needs_floor_unasked:
            question = views.floor_question(picked.exercise, self._payload(picked.exercise, area))
            return Reply(question, (picked.exercise.slug,))
        more: tuple[Note, ...] = ("elsewhere",) if picked.is_elsewhere else ()
        return self._advised(picked.exercise, area, history, (*notes, *more))

    def _payload(self, exercise: Exercise, area: str) -> CardPayload:
        return CardPayload(exercise.slug, area, random_id(self._rng))

    def _advised(self, exercise: Exercise, area: str, history: History, notes: tuple[Note, ...] = ()) -> Reply:
        payload = self._payload(exercise, area)
        if exercise.ask_first:
            return Reply(views.safety_question(exercise, self._library.find(exercise.variants.easier or ""), payload))
        rules = self._rest(history)
        rest = rules.advice(exercise)
        if rest is None:
            return self._card(exercise, payload, history, CardExtras(notes=notes))
        other = rules.alternative(exercise)
        if other is None:
            return Reply(views.walk_instead(rest))
        extras = CardExtras(notes=notes, resting=views.Resting(exercise, rest))
        return self._card(other, replace(payload, slug=other.slug), history, extras)

    def _card(
        self, exercise: Exercise, payload: CardPayload, history: History, extras: CardExtras = views.NO_EXTRAS
    ) -> Reply:
        picture = self._picture_store.still_url(exercise, 0)
        notes = extras.notes if history.noted else (*extras.notes, "first_use")
        complete = replace(extras, picture_url=picture, notes=notes)
        message = views.card(exercise, payload, self._library, complete)
        return Reply(message, (exercise.slug,), with_first_use_note=not history.noted)

    def _pick(self, area: str, rest: Rest) -> Picked:
        picked = pick_exercise(area, rest, self._rng)
        if picked is None:
            raise UserError("I don't have a stretch for that area. Type `/stretch` to see them all.")
        return picked

    def _rest(self, history: History) -> Rest:
        return Rest(self._library, history, self._now())
