"""The cards at work: picks an exercise with care, shows it, closes it with Done."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

from bot.clock import Now
from bot.domain.care import FIRST_USE, Done, alternative, rest_advised
from bot.domain.errors import Sorry
from bot.domain.exercises import Exercise, Library
from bot.domain.week import week_start
from bot.pictures.gallery import Gallery
from bot.store import Store
from bot.views import card as views
from bot.views import menu as menu_views
from bot.views.card import Pressed
from bot.views.parts import Message
from bot.zones import Zones


@dataclass(frozen=True)
class Cards:
    """Everything that choosing and showing an exercise needs."""

    store: Store
    library: Library
    gallery: Gallery
    zones: Zones
    now: Now
    dice: Random

    async def menu(self, team: str, user: str) -> Message:
        """Offer the areas, and to go on with what was left."""
        left = await self.store.sessions.last(team, user, self.now())
        return menu_views.menu(self.library, left, self.library.routine(left.slugs) if left else ())

    async def of_area(self, team: str, user: str, area: str) -> Message:
        """Pick from an area: not the one seen last, and none that should rest."""
        recent = await self.store.people.recent(team, user, self.now())
        return await self.of(team, user, await self._picked(team, user, area, recent), area, recent)

    async def pick(self, team: str, user: str, area: str) -> Exercise:
        """Pick from an area something that needs no rest, and remember it as shown; raise Sorry if all does."""
        recent = await self.store.people.recent(team, user, self.now())
        picked = await self._picked(team, user, area, recent)
        rest = rest_advised(picked, recent, self.now())
        fit = alternative(picked, self.library, recent, self.now()) if rest else picked
        if fit is None:
            raise Sorry(f"{rest} {views.WALK}")
        await self.store.people.show(team, user, fit.slug, self.now())
        return fit

    async def of(
        self, team: str, user: str, exercise: Exercise, area: str | None = None, recent: Sequence[Done] | None = None
    ) -> Message:
        """Show an exercise, or with a kind sentence a gentler one if this one should rest."""
        pressed = self._pressed(exercise, area)
        if exercise.ask_first:
            return views.check(exercise, self.library.find(exercise.instead or ""), pressed)
        told = recent if recent is not None else await self.store.people.recent(team, user, self.now())
        rest = rest_advised(exercise, told, self.now())
        if rest is None:
            return await self.shown(team, user, exercise, pressed)
        other = alternative(exercise, self.library, told, self.now())
        if other is None:
            return views.only_walk(rest)
        return await self.shown(team, user, other, replace(pressed, slug=other.slug), above=rest, anyway=exercise)

    async def shown(
        self, team: str, user: str, exercise: Exercise, pressed: Pressed, above: str | None = None,
        anyway: Exercise | None = None,
    ) -> Message:  # fmt: skip
        """Show exactly this exercise, and remember that it was shown."""
        await self.store.people.show(team, user, exercise.slug, self.now())
        note = FIRST_USE if await self.store.people.note(team, user, self.now()) else None
        return views.card(exercise, pressed, self.library, self._picture(exercise), above, note, anyway)

    async def gentler(self, team: str, user: str, pressed: Pressed) -> Message:
        """Show what a check offered in place of the exercise."""
        return await self.shown(team, user, self.exercise(pressed), pressed)

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

    async def _picked(self, team: str, user: str, area: str, recent: Sequence[Done]) -> Exercise:
        if not self.library.pool(area):
            raise Sorry("I have no stretch for that area. Type `/stretch` to see them all.")
        seen = await self.store.people.seen(team, user)
        return (self._rested(area, recent) or self.library).pick(area, seen, self.dice)

    def _rested(self, area: str, recent: Sequence[Done]) -> Library | None:
        fit = tuple(e for e in self.library.pool(area) if rest_advised(e, recent, self.now()) is None)
        return replace(self.library, exercises=fit) if fit else None

    def _pressed(self, exercise: Exercise, area: str | None) -> Pressed:
        return Pressed(exercise.slug, area or exercise.areas[0], f"{self.dice.getrandbits(64):016x}")

    def _picture(self, exercise: Exercise) -> str | None:
        return self.gallery.still(exercise, 0)
