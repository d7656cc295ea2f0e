"""Installations: one for each workspace or organisation, found by no other, and gone when they are uninstalled."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from bot.domain.actor import Actor
from bot.domain.installation import Installation
from bot.store import Store
from bot.store.cipher import Cipher, UnreadableToken, new_key
from bot.store.installations import Installations, Rotation
from bot.store.tables.of_workspaces import installations as table

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
KEY = "a2V5LWtleS1rZXkta2V5LWtleS1rZXkta2V5LWtleS0="
"""Of the tests alone."""


def installed(
    team: str | None = "T1", enterprise: str | None = None, token: str = "xoxb-1", at: datetime = NOW
) -> Installation:
    scopes = frozenset({"commands", "chat:write"})
    return Installation("A1", enterprise, team, token, "B1", "U0", scopes, "U9", at)


ALONE, IN_ORG, ALSO_IN_ORG = installed("T1"), installed("T2", "E1"), installed("T3", "E1")
ORG, OTHER_ORG = installed(None, "E1"), installed(None, "E2")


@pytest.fixture
def installations(store: Store) -> Installations:
    return Installations(store.database, Cipher([KEY]))


async def saved(installations: Installations, *several: Installation) -> None:
    for each in several:
        await installations.save(replace(each, bot_token=f"xoxb-{each.installed_in}"))


async def stored_tokens(store: Store) -> list[str]:
    async with store.database.reading() as connection:
        return list(await connection.scalars(select(table.c.bot_token)))


async def places(installations: Installations) -> list[str]:
    return [each.installed_in async for each in installations]


async def test_what_is_saved_is_found_again(installations: Installations) -> None:
    for each in (ALONE, IN_ORG, ORG):
        await installations.save(each)
        assert await installations.find(each.enterprise, each.team, each.is_org_wide) == each


async def test_the_token_is_stored_encrypted_however_long_it_is(store: Store, installations: Installations) -> None:
    token = "xoxb-" + "very-long-" * 100
    await installations.save(installed(token=token))
    [stored] = await stored_tokens(store)
    assert "xoxb" not in stored
    assert (await installations.find(None, "T1", False)).bot_token == token


async def test_three_saves_make_one_row_and_the_last_one_counts(installations: Installations) -> None:
    for number in range(3):
        await installations.save(installed(token=f"xoxb-{number}", at=NOW + number * timedelta(hours=1)))
    assert await installations.count() == 1
    assert (await installations.find(None, "T1", False)).bot_token == "xoxb-2"


async def test_saves_at_once_make_one_row(installations: Installations) -> None:
    for count, each in enumerate((ALONE, IN_ORG, ORG), 1):
        await asyncio.gather(*(installations.save(replace(each, bot_token=f"xoxb-{number}")) for number in range(10)))
        assert await installations.count() == count


async def test_reinstalled_with_fewer_scopes_by_somebody_else_it_is_all_new(installations: Installations) -> None:
    await installations.save(ALONE)
    anew = Installation("A2", "E7", "T1", "xoxb-new", "B2", "U5", frozenset({"commands"}), "U8", LATER)
    await installations.save(anew)
    assert await installations.find("E7", "T1", False) == anew
    assert await installations.count() == 1


async def test_a_workspace_that_joins_an_organisation_keeps_its_installation(installations: Installations) -> None:
    await installations.save(ALONE)
    assert await installations.find("E1", "T1", False) == ALONE


async def test_installations_of_one_organisation_do_not_see_one_another(installations: Installations) -> None:
    await saved(installations, IN_ORG, ALSO_IN_ORG, ORG)
    for team, is_org_wide, token in (("T2", False, "T2"), ("T3", False, "T3"), ("T2", True, "E1"), (None, True, "E1")):
        assert (await installations.find("E1", team, is_org_wide)).bot_token == f"xoxb-{token}"
    assert await installations.find("E1", "T4", False) is None


async def test_an_organisation_that_is_named_does_not_make_an_installation_org_wide(
    installations: Installations,
) -> None:
    await saved(installations, IN_ORG)
    assert await installations.find("E1", "T2", True) is None
    assert await installations.find("E1", None, False) is None
    assert await installations.find(None, None, True) is None


async def test_by_the_clock_a_workspaces_own_installation_is_found_before_its_organisations(
    installations: Installations,
) -> None:
    await saved(installations, IN_ORG, ORG, OTHER_ORG)
    for team in ("T2", "T3"):
        await installations.remember_team(team, "E1")
    found = await asyncio.gather(*(installations.find_for_team(team) for team in ("T2", "T3", "T4", "E1x")))
    assert [each and each.installed_in for each in found] == ["T2", "E1", None, None]


async def test_a_workspace_that_moves_to_another_organisation_is_served_by_that_one(
    installations: Installations,
) -> None:
    await saved(installations, ORG, OTHER_ORG)
    for enterprise in ("E1", "E1", "E2"):
        await installations.remember_team("T3", enterprise)
    assert (await installations.find_for_team("T3")).installed_in == "E2"


async def test_a_workspace_that_is_known_already_costs_no_transaction(
    store: Store, installations: Installations
) -> None:
    await installations.remember_team("T3", "E1")
    store.database.writing = None
    await installations.remember_team("T3", "E1")


async def test_many_are_found_at_once_each_its_own(installations: Installations) -> None:
    teams = [f"T{number}" for number in range(700)]
    await saved(installations, *(installed(team) for team in teams[:20]), ORG)
    await installations.remember_team("T600", "E1")
    found = await asyncio.gather(*(installations.find_for_team(team) for team in teams))
    assert {team: each.bot_token for team, each in zip(teams, found, strict=True) if each} == {
        **{team: f"xoxb-{team}" for team in teams[:20]},
        "T600": "xoxb-E1",
    }


async def left(store: Store) -> list[str]:
    """The workspaces that have no installation any more."""
    return [removal.team for removal in await store.removals.all() if not removal.is_back]


async def test_deleting_one_installation_touches_no_other(installations: Installations) -> None:
    everything = (ALONE, IN_ORG, ALSO_IN_ORG, ORG, OTHER_ORG)
    for gone in everything:
        await saved(installations, *everything)
        await installations.delete(gone.installed_in, LATER, LATER)
        assert await places(installations) == sorted(each.installed_in for each in everything if each != gone)


async def test_both_events_of_an_uninstall_name_the_workspace_so_that_its_data_goes_for_sure(
    installations: Installations,
    store: Store,
) -> None:
    await saved(installations, ALONE, IN_ORG)
    for _ in ("app_uninstalled", "tokens_revoked"):
        await installations.delete("T1", LATER, LATER)
        assert await left(store) == ["T1"]
        await store.removals.forget("T1")
    assert await places(installations) == ["T2"]


async def test_an_event_that_comes_late_leaves_what_was_installed_since(
    installations: Installations, store: Store
) -> None:
    await saved(installations, installed(at=LATER))
    await installations.delete("T1", NOW, LATER)
    assert await left(store) == []
    assert await installations.find_for_team("T1")


async def test_what_is_uninstalled_at_once_is_gone_although_slack_tells_whole_seconds(
    installations: Installations,
    store: Store,
) -> None:
    await saved(installations, installed(at=NOW + timedelta(seconds=0.9)))
    await installations.delete("T1", NOW, NOW)
    assert await left(store) == ["T1"]
    assert await installations.count() == 0


async def test_a_workspace_that_its_organisation_serves_is_not_left_with_none(
    installations: Installations, store: Store
) -> None:
    await saved(installations, IN_ORG, ORG)
    await installations.remember_team("T2", "E1")
    await installations.delete("T2", LATER, LATER)
    assert await left(store) == []
    assert (await installations.find_for_team("T2")).installed_in == "E1"


async def test_an_organisation_that_uninstalls_leaves_none_to_the_workspaces_without_their_own(
    installations: Installations,
    store: Store,
) -> None:
    await saved(installations, IN_ORG, ORG, OTHER_ORG)
    for team, enterprise in (("T2", "E1"), ("T3", "E1"), ("T4", "E1"), ("T5", "E2")):
        await installations.remember_team(team, enterprise)
    await installations.delete("E1", LATER, LATER)
    assert await left(store) == ["T3", "T4"]
    assert await places(installations) == ["E2", "T2"]


async def test_a_workspace_that_an_organisation_takes_the_bot_from_is_served_no_more(
    installations: Installations,
    store: Store,
) -> None:
    await saved(installations, IN_ORG, ORG)
    for team in ("T2", "T3", "T4"):
        await installations.remember_team(team, "E1")
    await installations.forget_teams(["T2", "T3"], LATER)
    assert await left(store) == ["T3"]
    found = [await installations.find_for_team(team) for team in ("T2", "T3", "T4")]
    assert [each and each.installed_in for each in found] == ["T2", None, "E1"]


async def test_deleting_what_is_stored_of_a_workspace_leaves_where_the_bot_is_installed(
    store: Store, installations: Installations
) -> None:
    await saved(installations, ALONE, IN_ORG, ORG)
    await installations.remember_team("T3", "E1")
    for team in ("T1", "T2", "T3", "E1"):
        await store.deletion.delete_workspace(team)
    assert await places(installations) == ["E1", "T1", "T2"]
    assert (await installations.find_for_team("T3")).installed_in == "E1"


async def test_a_workspace_that_comes_back_is_told_from_one_that_stays_away(
    installations: Installations, store: Store
) -> None:
    for team in ("T1", "T2"):
        await installations.delete(team, NOW, NOW)
    await saved(installations, ALONE)
    assert [(each.team, each.is_back) for each in await store.removals.all()] == [("T1", True), ("T2", False)]


async def test_forgetting_a_person_leaves_it_unknown_who_installed_it(
    store: Store, installations: Installations
) -> None:
    await saved(installations, ALONE, IN_ORG, ALSO_IN_ORG, ORG, OTHER_ORG)
    await installations.remember_team("T2", "E1")
    for user in ("U8", "U9"):
        await store.deletion.delete_person(Actor("T2", user))
        named = {each.installed_in async for each in installations if each.installed_by}
        assert named == ({"E1", "E2", "T1", "T2", "T3"} if user == "U8" else {"E2", "T1", "T3"})


async def test_all_are_gone_through_in_batches(installations: Installations, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.store.installations.READ_AT_ONCE", 3)
    for count in range(8):
        assert await installations.count() == count
        assert await places(installations) == [f"T{number}" for number in range(count)]
        await saved(installations, installed(f"T{count}"))


async def test_a_token_that_no_key_opens_is_said_and_does_not_silence_the_others(
    store: Store, installations: Installations, caplog: pytest.LogCaptureFixture
) -> None:
    await saved(installations, ALONE)
    await Installations(store.database, Cipher([new_key()])).save(IN_ORG)
    assert await places(installations) == ["T1"]
    assert caplog.messages == ["a token cannot be opened with any secret key"]
    for attempt in (installations.find("E1", "T2", False), installations.find_for_team("T2")):
        with pytest.raises(UnreadableToken):
            await attempt
    assert (await installations.find_for_team("T1")).bot_token == "xoxb-T1"


async def test_after_a_rotation_the_old_key_is_needed_no_more(store: Store, installations: Installations) -> None:
    await saved(installations, ALONE, IN_ORG, ORG)
    newer = new_key()
    rotated = await Installations(store.database, Cipher([newer, KEY])).reencrypt()
    assert rotated == Rotation(3, ())
    with_newer = Installations(store.database, Cipher([newer]))
    assert [each.bot_token async for each in with_newer] == ["xoxb-E1", "xoxb-T1", "xoxb-T2"]


async def test_a_rotation_names_what_no_key_opens_and_rotates_the_rest(
    store: Store, installations: Installations
) -> None:
    await saved(installations, ALONE, ORG)
    await Installations(store.database, Cipher([new_key()])).save(IN_ORG)
    assert await installations.reencrypt() == Rotation(2, ("T2",))


async def test_a_rotation_never_brings_back_a_token_that_was_replaced_meanwhile(
    store: Store, installations: Installations
) -> None:
    await saved(installations, ALONE)
    [before] = [rows async for rows in installations._batches()]
    await installations.save(installed(token="xoxb-newer"))
    async with store.database.writing() as connection:
        assert await installations._reencrypt(connection, before[0]) == 0
    assert (await installations.find_for_team("T1")).bot_token == "xoxb-newer"
