"""*My set-up* and its *More settings*: each is opened with what is stored, and saves its own part."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, time
from typing import Any

from slack_sdk.models.views import View

from bot.core.clock import Now
from bot.domain.actor import Actor
from bot.domain.holidays import calendar_of_zone
from bot.domain.library import Library
from bot.domain.local_time import local_date
from bot.domain.preferences import KITS, Fit, Preferences
from bot.domain.reader import Reader
from bot.services.time_zones import TimeZones
from bot.slack.responder import Responder
from bot.store import Store
from bot.views.set_up import set_up_form, set_up_not_opened
from bot.views.set_up_more import more_form, more_not_opened
from bot.views.set_up_more_saved import more_saved
from bot.views.set_up_saved import set_up_saved
from bot.views.set_up_submission import more_entered, set_up_entered

OnHoursChanged = Callable[[Actor, Preferences, Preferences], Awaitable[Sequence[time]]]
"""Brings what goes by a person's hours and days in step with them, now and before; called at each saving.

It returns the times of their reminders that are outside of the hours.
"""


@dataclass(frozen=True)
class Known:
    """What a person chose until now, or the defaults, and their profile."""

    stored: Preferences
    reader: Reader

    @property
    def in_force(self) -> Preferences:
        """What the forms show: who told nothing has everything, and the public holidays of their zone's country."""
        kit = frozenset(KITS) if self.stored.kit is None else self.stored.kit
        country = calendar_of_zone(self.reader.zone) if self.stored.country is None else self.stored.country
        return replace(self.stored, kit=kit, country=country)


@dataclass(frozen=True)
class SetUp:
    """Opens and saves a person's preferences, and which exercises are not for them."""

    store: Store
    time_zones: TimeZones
    library: Library
    now: Now
    on_hours_changed: OnHoursChanged

    async def open(self, actor: Actor, responder: Responder) -> None:
        """Open the form; where the click is too old for it, offer a button that does."""
        known, hidden = await asyncio.gather(self._known_of(actor), self._hidden_from(actor))
        form = set_up_form(known.in_force.kit or (), hidden, self.library)
        await responder.open_or_say(form, set_up_not_opened())

    async def open_more(self, actor: Actor, responder: Responder) -> None:
        """Open *More settings*, on top of the other form if it was asked for there."""
        known = await self._known_of(actor)
        await responder.open_or_say(more_form(known.in_force, self._today(known.reader)), more_not_opened())

    async def save(self, actor: Actor, view: Mapping[str, Any]) -> View:
        """Save what they have and what is hidden, and return the window that says what changed."""
        known, hidden = await asyncio.gather(self._known_of(actor), self._hidden_from(actor))
        entered, before = set_up_entered(view, self.library), known.in_force
        chosen = replace(before, kit=entered.kit)
        await self.on_hours_changed(actor, chosen, known.stored)
        hide = dict.fromkeys(entered.hidden - hidden, self.now())
        only = ["kit"] if known.stored.country is not None else ["kit", "country"]
        await self.store.preferences.save(actor, chosen, hide, hidden - entered.hidden, only)
        after = Fit(entered.kit, entered.hidden)
        return set_up_saved(Fit(before.kit, hidden), after, entered.asks, self.library)

    async def save_more(self, actor: Actor, view: Mapping[str, Any]) -> View:
        """Save *More settings*, and return the window that says what changed; raise FormErrors."""
        known = await self._known_of(actor)
        chosen = replace(more_entered(view, self._today(known.reader)), kit=known.stored.kit)
        # Before it is saved: if something fails, what was chosen before is still known when it is sent again.
        not_sent = await self.on_hours_changed(actor, chosen, known.stored)
        only = [field.name for field in fields(Preferences) if field.name != "kit"]
        await self.store.preferences.save(actor, chosen, only=only)
        return more_saved(known.in_force, chosen, known.reader.hour_cycle, not_sent)

    async def _known_of(self, actor: Actor) -> Known:
        stored, reader = await asyncio.gather(self.store.preferences.get(actor), self.time_zones.reader(actor))
        return Known(stored or Preferences(), reader)

    async def _hidden_from(self, actor: Actor) -> frozenset[str]:
        """Return what is hidden from a person as far as the form lists it."""
        hidden = await self.store.preferences.hidden(actor)
        return frozenset(slug for slug in hidden if self.library.find(slug))

    def _today(self, reader: Reader) -> date:
        return local_date(self.now(), reader.zone or "UTC")
