"""The cards at work: picks an exercise with care, shows it, closes it with Done."""

import asyncio
from dataclasses import dataclass, field, replace
from random import Random

from bot.core.clock import Now
from bot.domain.errors import Sorry
from bot.domain.exercises import Exercise, Library, pick
from bot.domain.local_time import week_start
from bot.domain.safety import FIRST_USE, Past, alternative, rest_advised
from bot.pictures.picture_store import Gallery
from bot.services.time_zones import Zones
from bot.slack.blocks import Message
from bot.slack.responder import Answer
from bot.store import Store
from bot.views import card as views
from bot.views import menu as menu_views
from bot.views.card import Pressed


@dataclass(frozen=True)
class Dealt:
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
    gallery: Gallery
    zones: Zones
    now: Now
    dice: Random
    remembering: dict[tuple[str, str], asyncio.Future[None]] = field(default_factory=dict)
    """What is being written of whom."""

    async def menu(self, team: str, user: str) -> Message:
        """Offer the areas, and to go on with what was left."""
        left = await self.store.sessions.last(team, user, self.now())
        return menu_views.menu(self.library, left, self.library.routine(left.slugs) if left else ())

    async def of_area(self, team: str, user: str, area: str, answer: Answer, replace: bool = False) -> None:
        """Answer with something from an area: not what was seen last, nothing that should rest."""
        past = await self._past(team, user)
        await self._give(team, user, self._advised(self._picked(area, past), area, past), answer, replace)

    async def of(self, team: str, user: str, exercise: Exercise, answer: Answer) -> None:
        """Answer with an exercise, or with a kind sentence and a gentler one if this one should rest."""
        past = await self._past(team, user)
        await self._give(team, user, self._advised(exercise, exercise.areas[0], past), answer)

    async def exactly(self, team: str, user: str, pressed: Pressed, answer: Answer) -> None:
        """Answer with just the exercise that a button names, in place of the message with the button."""
        past = await self._past(team, user)
        await self._give(team, user, self._card(self.exercise(pressed), pressed, past), answer, replace=True)

    async def pick(self, team: str, user: str, area: str) -> Exercise:
        """Pick from an area something that needs no rest, and remember it as shown; raise Sorry if all does."""
        past = await self._past(team, user)
        picked = self._picked(area, past)
        rest = rest_advised(picked, past.recent, self.now())
        fit = alternative(picked, self.library, past.recent, self.now()) if rest else picked
        if fit is None:
            raise Sorry(f"{rest} {views.WALK}")
        await self.store.people.show(team, user, fit.slug, self.now())
        return fit

    def again(self, pressed: Pressed) -> Message:
        """Return a card as it was."""
        return self._card(self.exercise(pressed), pressed, Past(noted=True)).message

    async def done(self, team: str, user: str, pressed: Pressed) -> Message:
        """Record that a card was done, once, and say thanks."""
        exercise = self.exercise(pressed)
        await self.store.people.finish(team, user, pressed.ref, [exercise.slug], self.now())
        return views.thanks(await self.this_week(team, user), (exercise,))

    async def this_week(self, team: str, user: str) -> int:
        """Return how many routines a person finished since Monday, in their own zone."""
        zone = await self.zones.of(team, user)
        return await self.store.people.count(team, user, week_start(self.now(), zone))

    def exercise(self, pressed: Pressed) -> Exercise:
        """Return what a card's button is about; raise Sorry if the library has it no longer."""
        found = self.library.find(pressed.slug)
        if found is None:
            raise Sorry("That exercise is no longer in my library. Type `/stretch` for another.")
        return found

    async def _give(self, team: str, user: str, dealt: Dealt, answer: Answer, replace: bool = False) -> None:
        if dealt.exercise is None:
            return await answer(dealt.message, replace)
        # Nobody waits for what is remembered, save whoever asks again meanwhile.
        remembering = self.store.people.show(team, user, dealt.exercise.slug, self.now(), dealt.noted)
        self.remembering[team, user] = asyncio.ensure_future(remembering)
        await asyncio.gather(answer(dealt.message, replace), self.remembering[team, user])
        self.remembering.pop((team, user), None)

    async def _past(self, team: str, user: str) -> Past:
        if last := self.remembering.get((team, user)):
            await asyncio.wait({last})
        return await self.store.people.past(team, user, self.now())

    def _advised(self, exercise: Exercise, area: str, past: Past) -> Dealt:
        pressed = Pressed(exercise.slug, area, f"{self.dice.getrandbits(64):016x}")
        if exercise.ask_first:
            return Dealt(views.check(exercise, self.library.find(exercise.instead or ""), pressed))
        rest = rest_advised(exercise, past.recent, self.now())
        if rest is None:
            return self._card(exercise, pressed, past)
        other = alternative(exercise, self.library, past.recent, self.now())
        if other is None:
            return Dealt(views.only_walk(rest))
        return self._card(other, replace(pressed, slug=other.slug), past, above=rest, anyway=exercise)

    def _card(
        self, exercise: Exercise, pressed: Pressed, past: Past, above: str | None = None, anyway: Exercise | None = None
    ) -> Dealt:
        note = None if past.noted else FIRST_USE
        picture = self.gallery.still(exercise, 0)
        message = views.card(exercise, pressed, self.library, picture, above, note, anyway)
        return Dealt(message, exercise, noted=not past.noted)

    def _picked(self, area: str, past: Past) -> Exercise:
        pool = self.library.pool(area)
        if not pool:
            raise Sorry("I have no stretch for that area. Type `/stretch` to see them all.")
        rested = tuple(e for e in pool if rest_advised(e, past.recent, self.now()) is None)
        return pick(rested or pool, past.seen, self.dice)
