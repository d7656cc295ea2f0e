"""Cards: pick an exercise that fits a person's history, show it, record Done."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from random import Random

from bot.core.clock import Now
from bot.core.keyed_locks import KeyedLocks
from bot.domain.actor import Actor
from bot.domain.errors import UserError
from bot.domain.exercises import Exercise, Library, pick
from bot.domain.local_time import week_start
from bot.domain.safety import FIRST_USE, History, alternative, rest_advice
from bot.pictures.picture_store import PictureStore
from bot.services.time_zones import TimeZones
from bot.slack.blocks import Message
from bot.slack.responder import Responder
from bot.store import Store
from bot.views import card as views
from bot.views import menu as menu_views
from bot.views.card import CardPayload


@dataclass(frozen=True)
class CardReply:
    """An answer to somebody who wants a stretch; `exercise` is what it shows, None if it only asks or talks."""

    message: Message
    exercise: Exercise | None = None
    with_first_use_note: bool = False


class Cards:
    """Chooses and shows exercises."""

    def __init__(
        self, store: Store, library: Library, picture_store: PictureStore, time_zones: TimeZones, now: Now, rng: Random
    ) -> None:
        self._store, self._library, self._picture_store = store, library, picture_store
        self._time_zones, self._now, self._rng = time_zones, now, rng
        self._locks: KeyedLocks[Actor] = KeyedLocks()

    async def menu(self, actor: Actor) -> Message:
        """Offer the areas, and to resume what was left."""
        left = await self._store.sessions.last(actor, self._now())
        return menu_views.menu(self._library, left, self._library.routine(left.slugs) if left else ())

    async def show_from_area(
        self, actor: Actor, area: str, responder: Responder, replace: bool = False, footnote: str | None = None
    ) -> None:
        """Answer with something from an area: not what was shown last, nothing that should rest."""
        await self._reply(
            actor, lambda history: self._advised(self._pick(area, history), area, history, footnote), responder, replace
        )

    async def show_exercise(self, actor: Actor, exercise: Exercise, responder: Responder) -> None:
        """Answer with an exercise, or with a kind sentence and a gentler one if this one should rest."""
        await self._reply(actor, lambda history: self._advised(exercise, exercise.areas[0], history), responder)

    async def show_exact(self, actor: Actor, payload: CardPayload, responder: Responder) -> None:
        """Answer with just the exercise that a button names, in place of the message with the button."""
        exercise = self.exercise(payload)
        await self._reply(actor, lambda history: self._card(exercise, payload, history), responder, replace=True)

    async def pick(self, actor: Actor, area: str) -> Exercise:
        """Pick from an area something that needs no rest, and record it as shown; raise UserError if all does."""
        async with self._locks.hold(actor):
            history = await self._store.people.history(actor, self._now())
            picked = self._pick(area, history)
            rest = rest_advice(picked, history.recent, self._now())
            fit = alternative(picked, self._library, history.recent, self._now()) if rest else picked
            if fit is None:
                raise UserError(f"{rest} {views.SHORT_WALK}")
            await self._store.people.record_shown(actor, fit.slug, self._now())
            return fit

    def unchanged(self, payload: CardPayload) -> Message:
        """Return a card as it was."""
        return self._card(self.exercise(payload), payload, History(noted=True)).message

    async def done(self, actor: Actor, payload: CardPayload) -> Message:
        """Record that a card was done, once, and say thanks."""
        exercise = self.exercise(payload)
        await self._store.people.finish(actor, payload.ref, [exercise.slug], self._now())
        return views.thanks(await self.this_week(actor), (exercise,))

    async def this_week(self, actor: Actor) -> int:
        """Return how many routines a person finished since Monday, in their own zone."""
        zone = await self._time_zones.get(actor)
        return await self._store.people.count(actor, week_start(self._now(), zone))

    def exercise(self, payload: CardPayload) -> Exercise:
        """Return what a card's button is about; raise UserError if the library has it no longer."""
        found = self._library.find(payload.slug)
        if found is None:
            raise UserError("That exercise is no longer in my library. Type `/stretch` for another.")
        return found

    async def _reply(
        self, actor: Actor, choose: Callable[[History], CardReply], responder: Responder, replace: bool = False
    ) -> None:
        # The answer does not wait for the write; the person's next command does, since it reads what was written.
        answer: asyncio.Task[None] | None = None
        try:
            async with self._locks.hold(actor):
                reply = choose(await self._store.people.history(actor, self._now()))
                answer = asyncio.create_task(responder(reply.message, replace))
                await self._record(actor, reply)
        finally:
            if answer:
                await answer

    async def _record(self, actor: Actor, reply: CardReply) -> None:
        if reply.exercise:
            shown, noted = reply.exercise.slug, reply.with_first_use_note
            await self._store.people.record_shown(actor, shown, self._now(), noted)

    def _advised(self, exercise: Exercise, area: str, history: History, footnote: str | None = None) -> CardReply:
        payload = CardPayload(exercise.slug, area, f"{self._rng.getrandbits(64):016x}")
        if exercise.ask_first:
            return CardReply(views.safety_question(exercise, self._library.find(exercise.instead or ""), payload))
        rest = rest_advice(exercise, history.recent, self._now())
        if rest is None:
            return self._card(exercise, payload, history, footnote=footnote)
        other = alternative(exercise, self._library, history.recent, self._now())
        if other is None:
            return CardReply(views.walk_instead(rest))
        resting = views.Resting(exercise, rest)
        return self._card(other, replace(payload, slug=other.slug), history, resting, footnote)

    def _card(
        self,
        exercise: Exercise,
        payload: CardPayload,
        history: History,
        resting: views.Resting | None = None,
        footnote: str | None = None,
    ) -> CardReply:
        note = None if history.noted else FIRST_USE
        picture = self._picture_store.still_url(exercise, 0)
        message = views.card(exercise, payload, self._library, views.CardExtras(picture, note, resting, footnote))
        return CardReply(message, exercise, with_first_use_note=not history.noted)

    def _pick(self, area: str, history: History) -> Exercise:
        pool = self._library.pool(area)
        if not pool:
            raise UserError("I have no stretch for that area. Type `/stretch` to see them all.")
        rested = tuple(e for e in pool if rest_advice(e, history.recent, self._now()) is None)
        return pick(rested or pool, history.seen, self._rng)
