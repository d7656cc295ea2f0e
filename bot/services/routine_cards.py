"""Cards of routines: show one, pick its exercises anew, record Done."""

from random import Random

from bot.core.clock import Now
from bot.core.ids import random_id
from bot.domain.actor import Actor
from bot.domain.break_rotation import Rotation, Wish
from bot.domain.errors import UserError
from bot.domain.exercises import Exercise
from bot.domain.library import Library
from bot.domain.rest import Rest
from bot.domain.routines import Routine
from bot.domain.safety import History
from bot.pictures.picture_store import PictureStore
from bot.services.cards import Cards
from bot.services.replies import Replies, Reply
from bot.slack.blocks import Message
from bot.slack.responder import Responder
from bot.store import Store
from bot.views import card as card_views
from bot.views import routine_card as views
from bot.views.card import Note
from bot.views.card_payload import CardPayload
from bot.views.feelings import asked
from bot.views.routine_card import ANY_AREA, RoutineCard


class RoutineCards:
    """Chooses and shows routines."""

    def __init__(
        self,
        store: Store,
        library: Library,
        picture_store: PictureStore,
        replies: Replies,
        cards: Cards,
        now: Now,
        rng: Random,
    ) -> None:
        self._store, self._library, self._picture_store, self._replies = store, library, picture_store, replies
        self._cards, self._now, self._rng, self._rotation = cards, now, rng, Rotation(library)

    async def show(
        self,
        actor: Actor,
        routine: Routine,
        responder: Responder,
        area: str | None = None,
        replace: bool = False,
        asked_seconds: int | None = None,
    ) -> None:
        """Answer with a routine; one without steps gets exercises picked for its length, from this area first.

        `asked_seconds`: the length that was asked for, if the routine is not just so long.
        """
        lead = (views.nearest_length(asked_seconds),) if asked_seconds else ()
        await self._replies.send(actor, lambda history: self._reply(routine, area, history, lead), responder, replace)

    async def another(self, actor: Actor, payload: CardPayload, responder: Responder) -> None:
        """Answer with other exercises for the same length, in place of a card."""
        await self._store.sessions.detach_card(actor, payload.ref)
        area = None if payload.area == ANY_AREA else payload.area
        await self.show(actor, self.routine(payload.slug), responder, area, replace=True)

    async def unchanged(self, actor: Actor, payload: CardPayload, block_id: object, detail: str = "none") -> Message:
        """Return a card as it was, or with these details; `block_id` is that of its buttons."""
        routine, (notes, _) = self.routine(payload.slug), views.unpack_steps(block_id)
        exercises = self._library.exercises_of(self.steps(payload, block_id))
        advice = _advice(exercises, self._rest(await self._store.people.history(actor, self._now())))
        card = RoutineCard(routine, exercises, payload, self._picture(exercises), notes, advice, detail)
        return views.routine_card(card, self._library)

    async def all_routines(self, actor: Actor, card: CardPayload | None = None) -> Message:
        """Return the list of all routines, in place of this card perhaps."""
        if card:
            await self._store.sessions.detach_card(actor, card.ref)
        return views.all_routines(self._library)

    async def done(self, actor: Actor, payload: CardPayload, block_id: object) -> Message:
        """Record each exercise of a card as done, once, and say thanks."""
        steps = self.steps(payload, block_id)
        await self._store.people.finish(actor, payload.ref, steps, self._now())
        await self._store.sessions.detach_card(actor, payload.ref)
        count, exercises = await self._cards.this_week(actor), self._library.exercises_of(steps)
        return asked(card_views.thanks(count, exercises), payload.ref)

    def routine(self, slug: str) -> Routine:
        """Return the routine that a button names; raise UserError if the library has it no longer."""
        found = self._library.routine(slug)
        if found is None:
            raise UserError("That routine is gone. Type `/stretch routines` to see them all.")
        return found

    def steps(self, payload: CardPayload, block_id: object) -> tuple[str, ...]:
        """Return the steps of a card, from its buttons; raise UserError if they are gone."""
        _, picked = views.unpack_steps(block_id)
        steps = self.routine(payload.slug).steps or picked
        if not self._library.exercises_of(steps):
            raise UserError(card_views.STRETCH_GONE)
        return steps

    def _reply(self, routine: Routine, area: str | None, history: History, lead: tuple[str, ...]) -> Reply:
        rest = self._rest(history)
        exercises = self._library.exercises_of(routine.steps) or self._pick(routine, area, rest)
        payload = CardPayload(routine.slug, area or ANY_AREA, random_id(self._rng))
        notes: tuple[Note, ...] = () if history.noted else ("first_use",)
        lead = (*lead, *_advice(exercises, rest))
        card = RoutineCard(routine, exercises, payload, self._picture(exercises), notes, lead)
        shown = tuple(exercise.slug for exercise in exercises)
        return Reply(views.routine_card(card, self._library), shown, with_first_use_note=not history.noted)

    def _pick(self, routine: Routine, area: str | None, rest: Rest) -> tuple[Exercise, ...]:
        resting = frozenset(each.slug for each in self._library.exercises if rest.advice(each))
        wish = Wish(seconds=routine.seconds or 0, area=area, without=resting)
        picked = self._rotation.choose(rest.history.seen, self._rng, wish)
        if not picked:
            raise UserError(f"You've done everything I have for a desk today. {card_views.SHORT_WALK}")
        return picked

    def _rest(self, history: History) -> Rest:
        return Rest(self._library, history, self._now())

    def _picture(self, exercises: tuple[Exercise, ...]) -> str | None:
        return self._picture_store.still_url(exercises[0], 0) if exercises else None


def _advice(exercises: tuple[Exercise, ...], rest: Rest) -> tuple[str, ...]:
    """Return what the first of these that should rest says about it, as a tuple of one, or of none."""
    return tuple(advice for exercise in exercises if (advice := rest.advice(exercise)))[:1]
