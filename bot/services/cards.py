"""The cards at work: picks an exercise with care, shows it, closes it with Done."""

import asyncio
from dataclasses import dataclass, field, replace
from random import Random

from bot.core.clock import Now
from bot.domain.errors import UserError
from bot.domain.exercises import Exercise, Library, pick
from bot.domain.local_time import week_start
from bot.domain.safety import FIRST_USE, History, alternative, rest_advised
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
    """A card to be given; `exercise` is what it shows, None if it only asks or talks."""

    message: Message
    exercise: Exercise | None = None
    noted: bool = False
    """Whether the first-use note comes with it."""


@dataclass(frozen=True)
class Cards:
    """Everything that choosing and showing an exercise needs."""

    store: Store
    library: Library
    picture_store: PictureStore
    time_zones: TimeZones
    now: Now
    rng: Random
    remembering: dict[tuple[str, str], asyncio.Future[None]] = field(default_factory=dict)
    """What is being written of whom."""

    async def menu(self, team: str, user: str) -> Message:
        """Offer the areas, and to go on with what was left."""
        left = await self.store.sessions.last(team, user, self.now())
        return menu_views.menu(self.library, left, self.library.routine(left.slugs) if left else ())

    async def of_area(self, team: str, user: str, area: str, responder: Responder, replace: bool = False) -> None:
        """Answer with something from an area: not what was seen last, nothing that should rest."""
        history = await self._past(team, user)
        await self._give(team, user, self._advised(self._picked(area, history), area, history), responder, replace)

    async def of(self, team: str, user: str, exercise: Exercise, responder: Responder) -> None:
        """Answer with an exercise, or with a kind sentence and a gentler one if this one should rest."""
        history = await self._past(team, user)
        await self._give(team, user, self._advised(exercise, exercise.areas[0], history), responder)

    async def exactly(self, team: str, user: str, payload: CardPayload, responder: Responder) -> None:
        """Answer with just the exercise that a button names, in place of the message with the button."""
        history = await self._past(team, user)
        await self._give(team, user, self._card(self.exercise(payload), payload, history), responder, replace=True)

    async def pick(self, team: str, user: str, area: str) -> Exercise:
        """Pick from an area something that needs no rest, and remember it as shown; raise UserError if all does."""
        history = await self._past(team, user)
        picked = self._picked(area, history)
        rest = rest_advised(picked, history.recent, self.now())
        fit = alternative(picked, self.library, history.recent, self.now()) if rest else picked
        if fit is None:
            raise UserError(f"{rest} {views.WALK}")
        await self.store.people.show(team, user, fit.slug, self.now())
        return fit

    def again(self, payload: CardPayload) -> Message:
        """Return a card as it was."""
        return self._card(self.exercise(payload), payload, History(noted=True)).message

    async def done(self, team: str, user: str, payload: CardPayload) -> Message:
        """Record that a card was done, once, and say thanks."""
        exercise = self.exercise(payload)
        await self.store.people.finish(team, user, payload.ref, [exercise.slug], self.now())
        return views.thanks(await self.this_week(team, user), (exercise,))

    async def this_week(self, team: str, user: str) -> int:
        """Return how many routines a person finished since Monday, in their own zone."""
        zone = await self.time_zones.of(team, user)
        return await self.store.people.count(team, user, week_start(self.now(), zone))

    def exercise(self, payload: CardPayload) -> Exercise:
        """Return what a card's button is about; raise UserError if the library has it no longer."""
        found = self.library.find(payload.slug)
        if found is None:
            raise UserError("That exercise is no longer in my library. Type `/stretch` for another.")
        return found

    async def _give(self, team: str, user: str, dealt: CardReply, responder: Responder, replace: bool = False) -> None:
        if dealt.exercise is None:
            return await responder(dealt.message, replace)
        # Nobody waits for what is remembered, save whoever asks again meanwhile.
        remembering = self.store.people.show(team, user, dealt.exercise.slug, self.now(), dealt.noted)
        self.remembering[team, user] = asyncio.ensure_future(remembering)
        await asyncio.gather(responder(dealt.message, replace), self.remembering[team, user])
        self.remembering.pop((team, user), None)

    async def _past(self, team: str, user: str) -> History:
        if last := self.remembering.get((team, user)):
            await asyncio.wait({last})
        return await self.store.people.history(team, user, self.now())

    def _advised(self, exercise: Exercise, area: str, history: History) -> CardReply:
        payload = CardPayload(exercise.slug, area, f"{self.rng.getrandbits(64):016x}")
        if exercise.ask_first:
            return CardReply(views.check(exercise, self.library.find(exercise.instead or ""), payload))
        rest = rest_advised(exercise, history.recent, self.now())
        if rest is None:
            return self._card(exercise, payload, history)
        other = alternative(exercise, self.library, history.recent, self.now())
        if other is None:
            return CardReply(views.only_walk(rest))
        return self._card(other, replace(payload, slug=other.slug), history, above=rest, anyway=exercise)

    def _card(
        self,
        exercise: Exercise,
        payload: CardPayload,
        history: History,
        above: str | None = None,
        anyway: Exercise | None = None,
    ) -> CardReply:
        note = None if history.noted else FIRST_USE
        picture = self.picture_store.still(exercise, 0)
        message = views.card(exercise, payload, self.library, picture, above, note, anyway)
        return CardReply(message, exercise, noted=not history.noted)

    def _picked(self, area: str, history: History) -> Exercise:
        pool = self.library.pool(area)
        if not pool:
            raise UserError("I have no stretch for that area. Type `/stretch` to see them all.")
        rested = tuple(e for e in pool if rest_advised(e, history.recent, self.now()) is None)
        return pick(rested or pool, history.seen, self.rng)
