"""What card a person is shown: picked or named, by what suits them, what they were shown and what should rest."""

from dataclasses import dataclass, replace
from random import Random

from bot.core.clock import Now
from bot.core.ids import random_id
from bot.domain.errors import UserError
from bot.domain.exercises import Exercise
from bot.domain.library import Library
from bot.domain.picking import Picked, pick_exercise
from bot.domain.rest import Rest
from bot.domain.safety import History
from bot.domain.stretch_kinds import anywhere, in_area, pool
from bot.domain.substitutes import substitute
from bot.pictures.picture_store import PictureStore
from bot.services.replies import Reply
from bot.services.ways_out import nothing_of
from bot.slack.blocks import Message
from bot.views import card as views
from bot.views import hidden as hidden_views
from bot.views.card import CardExtras, InsteadOf, Note
from bot.views.card_details import Detail
from bot.views.card_payload import CardPayload


@dataclass(frozen=True)
class CardChooser:
    """Chooses cards and builds them; it asks neither the store nor Slack."""

    library: Library
    picture_store: PictureStore
    now: Now
    rng: Random

    def picked(self, area: str, history: History, notes: tuple[Note, ...]) -> Reply:
        """Return something from an area, or of a kind; raise NothingFits, or UserError if there is nothing there."""
        picked = self.pick(area, self.rest(history), self.rng)
        if picked.needs_floor_unasked:
            question = views.floor_question(picked.exercise, self._payload(picked.exercise, area))
            return Reply(question, (picked.exercise.slug,))
        more: tuple[Note, ...] = ("elsewhere",) if picked.is_elsewhere else ()
        return self.advised(picked.exercise, area, history, (*notes, *more))

    def _payload(self, exercise: Exercise, area: str) -> CardPayload:
        return CardPayload(exercise.slug, area, random_id(self.rng))

    def named(self, exercise: Exercise, area: str, history: History) -> Reply:
        """Return what somebody asked for by name, or its like with a kind sentence if they have hidden it."""
        if exercise.slug not in history.fit.hidden or exercise.ask_first:
            return self.advised(exercise, area, history)
        payload, rules = self._payload(exercise, area), self.rest(history)
        other = substitute(exercise, rules) or rules.alternative(exercise)
        if other is None:
            return Reply(hidden_views.hidden_alone(exercise, payload))
        extras = CardExtras(instead_of=InsteadOf(exercise, hidden_views.hidden_sentence(exercise, other)))
        return self.card(other, replace(payload, slug=other.slug), history, extras)

    def advised(self, exercise: Exercise, area: str, history: History, notes: tuple[Note, ...] = ()) -> Reply:
        """Return an exercise, or a gentler one with the advice if this should rest; first the question it has."""
        payload = self._payload(exercise, area)
        if exercise.ask_first:
            return self._question(exercise, payload, history)
        rules = self.rest(history)
        rest = rules.advice(exercise)
        if rest is None:
            return self.card(exercise, payload, history, CardExtras(notes=notes))
        other = rules.alternative(exercise)
        if other is None:
            return Reply(views.walk_instead(rest))
        extras = CardExtras(notes=notes, instead_of=InsteadOf(exercise, rest))
        return self.card(other, replace(payload, slug=other.slug), history, extras)

    def _question(self, exercise: Exercise, payload: CardPayload, history: History) -> Reply:
        gentler = self.library.find(exercise.variants.easier or "")
        offered = gentler if gentler and history.fit.suits(gentler) else None
        return Reply(views.safety_question(exercise, offered, payload, exercise.slug in history.fit.hidden))

    def card(
        self, exercise: Exercise, payload: CardPayload, history: History, extras: CardExtras = views.NO_EXTRAS
    ) -> Reply:
        """Return the card of just this exercise."""
        picture = self.picture_store.still_url(exercise, 0)
        notes = extras.notes if history.noted else (*extras.notes, "first_use")
        complete = replace(extras, picture_url=picture, notes=notes)
        message = views.card(exercise, payload, self.library, complete)
        return Reply(message, (exercise.slug,), with_first_use_note=not history.noted)

    def again(self, exercise: Exercise, payload: CardPayload, block_id: object, detail: Detail, rest: Rest) -> Message:
        """Return a card as it was, or with these details; `block_id` is that of its buttons."""
        notes, slug = views.unpack_extras(block_id)
        asked = self.library.find(slug) if slug else None
        instead_of = _instead_of(asked, exercise, rest) if asked else None
        extras = CardExtras(self.picture_store.still_url(exercise, 0), notes, instead_of, detail)
        return views.card(exercise, payload, self.library, extras)

    def pick(self, area: str, rest: Rest, rng: Random | None) -> Picked:
        """Pick from an area, or of a kind; raise like `picked`."""
        picked = pick_exercise(area, rest, rng)
        if picked:
            return picked
        if pool(area, self.library) or pool(anywhere(area, self.library), self.library):
            raise nothing_of(area, self.library, rest.history.fit)
        raise UserError("I don't have a stretch for that area. Type `/stretch` to see them all.")

    def at_once(self, area: str, history: History, wanted: str = "") -> Exercise:
        """Return what opens without a question: the exercise with this slug if it may be offered, else one picked.

        Raise UserError if nothing suits the person, or all of it should rest.
        """
        rest = self.rest(history)
        exercise = self.library.find(wanted)
        return exercise if exercise and rest.may_offer(exercise) else self._rested(area, rest, self.rng)

    def suggested(self, area: str, history: History) -> Exercise | None:
        """Return what would open at once, the same until the person is shown something; None if nothing would."""
        try:
            return self._rested(area, self.rest(history), None)
        except UserError:
            return None

    def _rested(self, area: str, rest: Rest, rng: Random | None) -> Exercise:
        """Pick from an area, nothing on the floor unless only that suits the person, and nothing that should rest."""
        off_floor = in_area(area, "no-floor")
        only_floor = pool(off_floor, self.library) and not pool(off_floor, self.library, rest.history.fit)
        picked = self.pick(area if only_floor else off_floor, rest, rng).exercise
        advice = rest.advice(picked)
        rested = rest.alternative(picked) if advice else picked
        if rested is None:
            raise UserError(f"{advice} {views.SHORT_WALK}")
        return rested

    def rest(self, history: History) -> Rest:
        """Return what this person should not do again yet."""
        return Rest(self.library, history, self.now())


def _instead_of(asked: Exercise, shown: Exercise, rest: Rest) -> InsteadOf | None:
    """Return why a card shows another exercise than the one that was asked for, None if nothing speaks against it."""
    is_hidden = asked.slug in rest.history.fit.hidden
    why = hidden_views.hidden_sentence(asked, shown) if is_hidden else rest.advice(asked)
    return InsteadOf(asked, why) if why else None
