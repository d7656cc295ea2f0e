"""What one person does in a team break: its exercises, or what stands in for those that are not for them."""

from dataclasses import dataclass

from bot.core.clock import Now
from bot.domain.actor import Actor
from bot.domain.breaks import Break
from bot.domain.library import Library
from bot.domain.rest import Rest
from bot.domain.substitutes import Fitted, fitted_break
from bot.services.ways_out import nothing_of
from bot.store import Store


@dataclass(frozen=True)
class Fitting:
    """Fits breaks to people; the break itself, its message and its roster stay as they are."""

    store: Store
    library: Library
    now: Now

    async def to_do(self, actor: Actor, break_: Break) -> Fitted:
        """Return what a person is going to do in a break, the same as when they began it; raise NothingFits."""
        history, routine = await self.store.histories.get(actor, self.now()), self.library.exercises_of(break_.slugs)
        if all(map(history.fit.suits, routine)):
            return Fitted(routine)
        begun = await self._begun(actor, break_)
        if begun and begun.exercises and all(map(history.fit.suits, begun.exercises)):
            return begun
        found = fitted_break(routine, Rest(self.library, history, self.now()))
        if not found.exercises:
            raise nothing_of("", self.library, history.fit)
        return found

    async def done(self, actor: Actor, break_: Break) -> Fitted:
        """Return what a person has done who says that they are done with a break: what they began, else all of it."""
        return await self._begun(actor, break_) or Fitted(self.library.exercises_of(break_.slugs))

    def steps(self, found: Fitted) -> tuple[str, ...]:
        """Return the steps by which this is stored."""
        return tuple(self.library.step(exercise) for exercise in found.exercises)

    async def _begun(self, actor: Actor, break_: Break) -> Fitted | None:
        session = await self.store.sessions.begun(actor, break_.id)
        return Fitted(self.library.exercises_of(session.slugs), session.swapped) if session else None
