"""How stretches felt: noted for their person alone; what felt worse twice is hidden, until it is shown again."""

from dataclasses import dataclass

from bot.core.clock import Now
from bot.domain.actor import Actor
from bot.domain.errors import UserError
from bot.domain.feelings import Felt
from bot.domain.guide import Session
from bot.domain.library import Library
from bot.services.cards import Cards
from bot.store import Store
from bot.views.feelings import NOT_DONE, FeltThanks


@dataclass(frozen=True)
class Feelings:
    """Answers *Better*, *Same* and *Worse*."""

    store: Store
    library: Library
    cards: Cards
    now: Now

    async def answer(self, actor: Actor, ref: str, felt: Felt) -> FeltThanks:
        """Note how it felt; hide an exercise that, done alone, felt worse twice. Raise UserError if it isn't known."""
        answered = await self.store.feelings.record(actor, ref, felt, self.now())
        return await self._thanks(actor, ref, answered.slugs, felt)

    async def detached_card(self, actor: Actor, ref: str) -> Session | None:
        """Return the session whose card asks the same, if it can still be changed; nothing changes it after that."""
        session = await self.store.sessions.finished_from_card(actor, ref)
        if session:
            await self.store.sessions.detach_card(actor, ref)
        return session

    async def hide(self, actor: Actor, ref: str) -> FeltThanks:
        """Hide the exercise that was finished, alone, under this reference."""
        slugs = await self.store.feelings.slugs(actor, ref)
        if len(slugs) == 1:
            await self.store.preferences.hide(actor, slugs, self.now())
        return await self._thanks(actor, ref, slugs, None)

    async def show_again(self, actor: Actor, ref: str) -> FeltThanks:
        """Show the exercise again that was finished under this reference."""
        slugs = await self.store.feelings.slugs(actor, ref)
        await self.store.preferences.show_again(actor, slugs)
        return await self._thanks(actor, ref, slugs, None)

    async def _thanks(self, actor: Actor, ref: str, slugs: tuple[str, ...], felt: Felt | None) -> FeltThanks:
        if not slugs:
            raise UserError(NOT_DONE)
        exercises, hidden = self.library.exercises_of(slugs), await self.store.preferences.hidden(actor)
        alone = exercises[0] if len(slugs) == 1 and exercises else None
        return FeltThanks(
            ref=ref,
            count=await self.cards.this_week(actor),
            exercises=exercises,
            felt=felt,
            alone=alone,
            is_hidden=bool(alone and alone.slug in hidden),
        )
