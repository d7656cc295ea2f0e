"""What people chose is kept as they chose it, and what isn't for them reaches their next stretch."""

from datetime import UTC, date, datetime, time

import pytest

from bot.domain.actor import Actor
from bot.domain.errors import UserError
from bot.domain.introductions import Introduction
from bot.domain.preferences import ANYTHING, Fit, Preferences
from bot.store import Store

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
ANA, BEN = Actor("T1", "U1"), Actor("T1", "U2")
CHOSEN = Preferences(
    kit=frozenset({"firm-chair", "standing"}),
    first_window=True,
    still_pictures=True,
    ready_percent=150,
    counted_only=True,
    goal_days=4,
    work_days=frozenset({0, 1, 2, 3}),
    hours=(time(8, 30), time(16, 0)),
    country="DE-BY",
    days_off=frozenset({date(2026, 12, 24)}),
)


async def test_a_set_up_is_saved_as_a_whole_or_not_at_all(store: Store) -> None:
    await store.preferences.save(ANA, Preferences(), {"cat-arch": NOW})
    with pytest.raises(UserError):
        await store.preferences.save(ANA, CHOSEN, {"half a character: \ud800": NOW}, ["cat-arch"])
    assert await store.preferences.get(ANA) == Preferences()
    assert await store.preferences.hidden(ANA) == {"cat-arch"}
    await store.preferences.save(ANA, CHOSEN, {"chin-tuck": NOW}, ["cat-arch"])
    assert await store.preferences.get(ANA) == CHOSEN
    assert await store.preferences.hidden(ANA) == {"chin-tuck"}


async def test_preferences_come_back_as_they_were_saved(store: Store) -> None:
    await store.preferences.save(ANA, Preferences())
    await store.preferences.save(ANA, CHOSEN)
    assert await store.preferences.get(ANA) == CHOSEN
    assert await store.preferences.get(BEN) is None


async def test_a_guide_learns_what_somebody_chose_and_was_introduced_to_at_once(store: Store) -> None:
    await store.histories.record_introductions(ANA, {"cat-arch": "1", "chin-tuck": "2"}, NOW)
    introduced = {"cat-arch": Introduction("1", NOW)}
    assert await store.preferences.with_introductions(ANA, ["cat-arch"]) == (Preferences(), introduced)
    await store.preferences.save(ANA, CHOSEN)
    assert await store.preferences.with_introductions(ANA, ["cat-arch", "neck-turn"]) == (CHOSEN, introduced)
    assert await store.preferences.with_introductions(ANA, ["neck-turn"]) == (CHOSEN, {})
    assert await store.preferences.with_introductions(BEN, ["cat-arch"]) == (Preferences(), {})


async def test_having_nothing_is_not_the_same_as_not_having_told(store: Store) -> None:
    await store.preferences.save(ANA, Preferences(kit=frozenset()))
    await store.preferences.save(BEN, Preferences())
    assert (await store.histories.get(ANA, NOW)).fit == Fit(kit=frozenset())
    assert (await store.histories.get(BEN, NOW)).fit == ANYTHING


async def test_what_is_hidden_is_known_before_the_next_stretch_until_it_is_shown_again(store: Store) -> None:
    await store.preferences.save(ANA, CHOSEN)
    await store.preferences.hide(ANA, ["cat-arch", "chin-tuck"], NOW)
    await store.preferences.hide(ANA, ["cat-arch"], NOW)
    assert (await store.histories.get(ANA, NOW)).fit == Fit(CHOSEN.kit, frozenset({"cat-arch", "chin-tuck"}))
    assert (await store.histories.get(BEN, NOW)).fit == ANYTHING
    await store.preferences.show_again(ANA, ["chin-tuck"])
    assert await store.preferences.hidden(ANA) == {"cat-arch"}


async def test_a_deleted_person_has_no_preferences_any_more(store: Store) -> None:
    await store.preferences.save(ANA, CHOSEN)
    await store.preferences.hide(ANA, ["cat-arch"], NOW)
    await store.deletion.delete_person(ANA)
    assert (await store.preferences.get(ANA), await store.preferences.hidden(ANA)) == (None, frozenset())
