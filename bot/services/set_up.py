"""*My set-up*: opened with what is stored, saved as far as it may be: never why something is hidden."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, time
from typing import Any

from slack_sdk.models.views import View

from bot.core.clock import Now
from bot.domain.actor import Actor
from bot.domain.holidays import calendar_of_zone
from bot.domain.library import Library
from bot.domain.local_time import local_date
from bot.domain.preferences import KITS, Preferences
from bot.domain.reader import Reader
from bot.services.time_zones import TimeZones
from bot.slack.responder import Responder
from bot.store import Store
from bot.views.set_up import set_up_form, set_up_not_opened
from bot.views.set_up_saved import SavedSetUp, set_up_saved
from bot.views.set_up_submission import set_up_entered

OnHoursChanged = Callable[[Actor, Preferences, Preferences], Awaitable[Sequence[time]]]
"""Brings what goes by a person's hours and days in step with them, now and before; called at each saving.

It returns the times of their reminders that are outside of the hours.
"""


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
        chosen, hidden, reader = await self._known_of(actor)
        first = chosen or Preferences()
        if first.kit is None:  # they have not seen the form yet, though they may have chosen a goal on their Home
            first = replace(first, country=calendar_of_zone(reader.zone))
        await responder.open_or_say(set_up_form(first, hidden, self.library, self._today(reader)), set_up_not_opened())

    async def save(self, actor: Actor, view: Mapping[str, Any]) -> View:
        """Save what was entered, and return the window that says what changed; raise FormErrors."""
        chosen, hidden, reader = await self._known_of(actor)
        entered = set_up_entered(view, self._today(reader), self.library)
        known = chosen or Preferences()  # the defaults were in force until now
        before = SavedSetUp(known if known.kit is not None else replace(known, kit=frozenset(KITS)), hidden)
        # Before it is saved: if something fails, what was chosen before is still known when it is sent again.
        not_sent = await self.on_hours_changed(actor, entered.preferences, known)
        hide = dict.fromkeys(entered.hidden - hidden, self.now())
        await self.store.preferences.save(actor, entered.preferences, hide, hidden - entered.hidden)
        after = SavedSetUp(entered.preferences, entered.hidden)
        return set_up_saved(before, after, entered.asks, self.library, reader.hour_cycle, not_sent)

    async def _known_of(self, actor: Actor) -> tuple[Preferences | None, frozenset[str], Reader]:
        """Return a person's preferences, what is hidden from them as far as the form lists it, and their profile."""
        stored = self.store.preferences
        chosen, hidden, reader = await asyncio.gather(
            stored.get(actor), stored.hidden(actor), self.time_zones.reader(actor)
        )
        return chosen, frozenset(slug for slug in hidden if self.library.find(slug)), reader

    def _today(self, reader: Reader) -> date:
        return local_date(self.now(), reader.zone or "UTC")
