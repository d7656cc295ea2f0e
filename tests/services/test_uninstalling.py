"""What goes when the bot is removed, and what stays."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.actor import Actor
from bot.domain.installation import Installation
from bot.services.uninstalling import Removed, Uninstalling
from bot.store import Store
from bot.store.cipher import Cipher, new_key
from bot.store.errors import DatabaseUnavailable
from bot.store.installations import Installations

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def many(quick_store: Store) -> Store:
    """A store that knows installations."""
    quick_store.installations = Installations(quick_store.database, Cipher([new_key()]))
    return quick_store


TEMPLATE = Installation(
    app="A0", enterprise=None, team="T1", bot_token="xoxb-1", bot_id="B0", bot_user="U0",
    scopes=frozenset(), installed_by="U1", installed_at=NOW,
)  # fmt: skip


async def installed(store: Store, team: str | None, enterprise: str | None = None) -> None:
    await store.installations.save(replace(TEMPLATE, team=team, enterprise=enterprise))


async def used(store: Store, *teams: str) -> None:
    for team in teams:
        await store.histories.record_shown(Actor(team, "U1"), ["chin-tuck"], NOW)


async def left(store: Store, *teams: str) -> list[str]:
    return [team for team in teams if (await store.histories.get(Actor(team, "U1"), NOW)).seen]


@pytest.mark.parametrize("times", [1, 2])
async def test_a_workspace_that_removes_it_loses_its_data_and_no_other_does(many: Store, times: int) -> None:
    await installed(many, "T1")
    await installed(many, "T2")
    await used(many, "T1", "T2")
    for _ in range(times):
        await Uninstalling(many, lambda: LATER).remove(Removed("T1", LATER))
    assert await left(many, "T1", "T2") == ["T2"]
    assert await many.installations.count() == 1


async def test_news_of_a_removal_that_come_after_a_new_installation_delete_nothing(many: Store) -> None:
    await installed(many, "T1")
    await used(many, "T1")
    await Uninstalling(many, lambda: LATER).remove(Removed("T1", NOW - timedelta(hours=1)))
    assert (await left(many, "T1"), await many.installations.count()) == (["T1"], 1)


async def test_an_organisation_that_removes_it_takes_all_its_workspaces_along_but_those_with_their_own(
    many: Store,
) -> None:
    await installed(many, None, "E1")
    await installed(many, "T2", "E1")
    for team in ("T1", "T2"):
        await many.installations.remember_team(team, "E1")
    await used(many, "T1", "T2", "T3")
    await Uninstalling(many, lambda: LATER).remove(Removed("E1", LATER))
    assert await left(many, "T1", "T2", "T3") == ["T2", "T3"]


async def test_an_organisation_that_takes_it_from_a_workspace_keeps_it_in_the_others(many: Store) -> None:
    await installed(many, None, "E1")
    for team in ("T1", "T2"):
        await many.installations.remember_team(team, "E1")
    await used(many, "T1", "T2")
    await Uninstalling(many, lambda: LATER).revoke_access(["T1"])
    assert await left(many, "T1", "T2") == ["T2"]
    assert await many.installations.find_for_team("T1") is None


async def test_with_one_token_the_workspace_that_leaves_is_the_one_that_says_so(quick_store: Store) -> None:
    await used(quick_store, "T1", "T2")
    await Uninstalling(quick_store, lambda: LATER).remove(Removed("T1", LATER))
    await Uninstalling(quick_store, lambda: LATER).revoke_access(["T2"])
    assert await left(quick_store, "T1", "T2") == ["T2"]


async def test_what_is_stored_just_after_goes_within_minutes_and_what_came_back_stays(many: Store) -> None:
    for team in ("T1", "T2"):
        await installed(many, team)
        await Uninstalling(many, lambda: LATER).remove(Removed(team, LATER))
    await used(many, "T1", "T2")  # by a command that was under way
    await many.installations.save(replace(TEMPLATE, team="T2"))
    now = LATER + timedelta(minutes=1)
    await Uninstalling(many, lambda: now).delete_leftovers()
    assert await left(many, "T1", "T2") == ["T2"]
    await used(many, "T1")
    now = LATER + timedelta(minutes=6)
    await Uninstalling(many, lambda: now).delete_leftovers()
    assert (await left(many, "T1", "T2"), await many.removals.all()) == (["T2"], [])


async def test_a_database_that_is_away_for_a_moment_loses_no_removal(many: Store) -> None:
    await installed(many, "T1")
    await used(many, "T1")
    delete, failures = many.installations.delete, [DatabaseUnavailable("away")] * 2

    async def away_at_first(*given: object) -> None:
        if failures:
            raise failures.pop()
        await delete(*given)

    many.installations.delete = away_at_first
    await Uninstalling(many, lambda: LATER).remove(Removed("T1", LATER))
    assert (await left(many, "T1"), await many.installations.count()) == ([], 0)
