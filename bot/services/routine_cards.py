"""Cards of routines: show one, pick its exercises anew, record Done."""

from collections.abc import Sequence
from random import Random

from bot.core.clock import Now
from bot.core.ids import random_id
from bot.domain.actor import Actor
from bot.domain.break_rotation import Rotation, Wish
from bot.domain.errors import UserError
from bot.domain.exercises import Exercise
from bot.domain.library import Library
from bot.domain.rest import Rest
from bot.domain.routines import Routine, slugs_of
from bot.domain.safety import History
from bot.domain.stretch_kinds import pool
from bot.domain.substitutes import fitted
from bot.pictures.picture_store import PictureStore
from bot.services.cards import Cards
from bot.services.replies import Replies, Reply
from bot.services.ways_out import NothingFits, nothing_of
from bot.slack.blocks import Message
from bot.slack.responder import Responder
from bot.store import Store
from bot.views import card as card_views
from bot.views import routine_card as views
from bot.views.card import Note
from bot.views.card_payload import CardPayload
from bot.views.hidden_in_routine import hidden_in_routine
from bot.views.nothing_fits import none_in
from bot.views.routine_card import ANY_AREA, RoutineCard
from bot.views.swaps import swapped_line


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

    async def pick(self, actor: Actor, slug: str) -> tuple[str, ...]:
        """Return the steps of a routine as it suits a person, picked for its length if it has none; they were shown."""
        routine = self.routine(slug)
        async with self._replies.hold(actor):
            rest = self._rest(await self._store.histories.get(actor, self._now()))
            exercises = self._fitted(routine, (), rest) or self._pick(routine, None, rest)
            await self._store.histories.record_shown(actor, [each.slug for each in exercises], self._now())
            return tuple(map(self._library.step, exercises))

    async def another(self, actor: Actor, payload: CardPayload, responder: Responder) -> None:
        """Answer with other exercises for the same length, in place of a card."""
        await self._store.sessions.detach_card(actor, payload.ref)
        area = None if payload.area == ANY_AREA else payload.area
        await self.show(actor, self.routine(payload.slug), responder, area, replace=True)

    async def unchanged(self, actor: Actor, payload: CardPayload, block_id: object, detail: str = "none") -> Message:
        """Return a card as it was, or with these details; `block_id` is that of its buttons."""
        routine, (notes, _) = self.routine(payload.slug), views.unpack_steps(block_id)
        exercises = self._library.exercises_of(self.steps(payload, block_id))
        lead = self._lead(routine, exercises, self._rest(await self._store.histories.get(actor, self._now())))
        card = RoutineCard(routine, exercises, payload, self._picture(exercises), notes, lead, detail)
        return views.routine_card(card, self._library)

    async def hide(self, actor: Actor, payload: CardPayload, slug: str, block_id: object) -> Message:
        """Never offer one exercise of a card to this person again, and say so in its place."""
        exercise = await self._cards.hide_exercise(actor, slug)
        await self._store.sessions.detach_card(actor, payload.ref)
        return hidden_in_routine(exercise, payload, block_id)

    async def show_again(self, actor: Actor, payload: CardPayload, slug: str, block_id: object) -> Message:
        """Undo that: return the card as it was; `block_id` is that of its buttons."""
        await self._cards.show_exercise_again(actor, slug)
        return await self.unchanged(actor, payload, block_id)

    async def without(self, actor: Actor, payload: CardPayload, block_id: object, responder: Responder) -> None:
        """Answer with a card's exercises as they fit the person now, in place of it."""
        routine, steps = self.routine(payload.slug), self.steps(payload, block_id)
        area = None if payload.area == ANY_AREA else payload.area
        await self._replies.send(
            actor, lambda history: self._reply(routine, area, history, steps=steps), responder, replace=True
        )

    async def all_routines(self, actor: Actor, card: CardPayload | None = None) -> Message:
        """Return the list of all routines, in place of this card perhaps."""
        if card:
            await self._store.sessions.detach_card(actor, card.ref)
        return views.all_routines(self._library)

    async def done(self, actor: Actor, payload: CardPayload, block_id: object) -> Message:
        """Record each exercise of a card as done, once, and say thanks."""
        steps = self.steps(payload, block_id)
        await self._store.dones.finish(actor, payload.ref, steps, self._now())
        await self._store.sessions.detach_card(actor, payload.ref)
        return await self._cards.thanks(actor, self._library.exercises_of(steps), payload.ref)

    def routine(self, slug: str) -> Routine:
        """Return the routine that a button names; raise UserError if the library has it no longer."""
        found = self._library.routine(slug)
        if found is None:
            raise UserError("That routine is gone. Type `/stretch routines` to see them all.")
        return found

    def steps(self, payload: CardPayload, block_id: object) -> tuple[str, ...]:
        """Return the steps of a card, from its buttons; raise UserError if they are gone."""
        _, picked = views.unpack_steps(block_id)
        steps = picked or self.routine(payload.slug).steps
        if not self._library.exercises_of(steps):
            raise UserError(card_views.STRETCH_GONE)
        return steps

    def swapped(self, slug: str, steps: Sequence[str]) -> tuple[str, ...]:
        """Return the slugs of a routine's exercises that these steps have others for, or leave out."""
        return tuple(each for each in slugs_of(self.routine(slug).steps) if each not in slugs_of(steps))

    def _reply(
        self,
        routine: Routine,
        area: str | None,
        history: History,
        lead: tuple[str, ...] = (),
        steps: tuple[str, ...] = (),
    ) -> Reply:
        rest = self._rest(history)
        exercises = self._fitted(routine, steps, rest) or self._pick(routine, area, rest)
        payload = CardPayload(routine.slug, area or ANY_AREA, random_id(self._rng))
        notes: tuple[Note, ...] = () if history.noted else ("first_use",)
        lead = (*lead, *self._lead(routine, exercises, rest))
        card = RoutineCard(routine, exercises, payload, self._picture(exercises), notes, lead)
        shown = tuple(exercise.slug for exercise in exercises)
        return Reply(views.routine_card(card, self._library), shown, with_first_use_note=not history.noted)

    def _fitted(self, routine: Routine, steps: tuple[str, ...], rest: Rest) -> tuple[Exercise, ...]:
        """Return what is left of a set, or of these steps, for a person; nothing if it is a length of which none is."""
        exercises = fitted(self._library.exercises_of(steps or routine.steps), rest).exercises
        if routine.steps and not exercises:
            raise NothingFits(none_in(routine), self._library, rest.history.fit)
        return exercises

    def _pick(self, routine: Routine, area: str | None, rest: Rest) -> tuple[Exercise, ...]:
        wish = Wish(seconds=routine.seconds or 0, area=area, without=rest.not_to_offer())
        picked = self._rotation.choose(rest.history.seen, self._rng, wish)
        if not picked and not pool("desk", self._library, rest.history.fit):
            raise nothing_of("desk", self._library, rest.history.fit)
        if not picked:
            raise UserError(f"You've done everything I have for a desk today. {card_views.SHORT_WALK}")
        return picked

    def _lead(self, routine: Routine, exercises: tuple[Exercise, ...], rest: Rest) -> tuple[str, ...]:
        """Return what to read before a card: what of its routine doesn't fit the person, and what should rest."""
        usual = self._library.exercises_of(routine.steps)
        known, shown = {each.slug for each in usual}, {each.slug for each in exercises}
        gone = [each for each in usual if each.slug not in shown]
        line = swapped_line(gone, [each for each in exercises if each.slug not in known])
        return (*([line] if line else []), *_advice(exercises, rest))

    def _rest(self, history: History) -> Rest:
        return Rest(self._library, history, self._now())

    def _picture(self, exercises: tuple[Exercise, ...]) -> str | None:
        return self._picture_store.still_url(exercises[0], 0) if exercises else None


def _advice(exercises: tuple[Exercise, ...], rest: Rest) -> tuple[str, ...]:
    """Return what the first of these that should rest says about it, as a tuple of one, or of none."""
    return tuple(advice for exercise in exercises if (advice := rest.advice(exercise)))[:1]
