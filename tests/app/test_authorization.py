"""Each request gets the token of the workspace that it comes from, and no other."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from bot.app.authorization import NotInstalledHere, authorize_by, token_of
from bot.domain.installation import Installation
from bot.store import Store
from bot.store.cipher import Cipher, new_key
from bot.store.installations import Installations

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.fixture
def installations(quick_store: Store) -> Installations:
    return Installations(quick_store.database, Cipher([new_key()]))


async def installed(installations: Installations, team: str | None, enterprise: str | None = None) -> None:
    await installations.save(
        Installation(
            app="A0", enterprise=enterprise, team=team, bot_token=f"xoxb-{team or enterprise}", bot_id="B0",
            bot_user="U0", scopes=frozenset(), installed_by="U1", installed_at=NOW,
        )
    )  # fmt: skip


async def token(
    installations: Installations, enterprise: str | None, team: str | None, is_org_wide: bool = False
) -> str | None:
    context = SimpleNamespace(is_enterprise_install=is_org_wide)
    try:
        return (await authorize_by(installations)(context=context, enterprise_id=enterprise, team_id=team)).bot_token
    except NotInstalledHere:
        return None


async def test_workspaces_of_one_organisation_that_installed_it_each_have_their_own(
    installations: Installations,
) -> None:
    for team in ("T1", "T2"):
        await installed(installations, team, "E1")
    assert await token(installations, "E1", "T1") == "xoxb-T1"
    assert await token(installations, "E1", "T2") == "xoxb-T2"
    assert await token(installations, "E1", "T3") is None


async def test_an_organisation_that_installed_it_serves_its_workspaces_also_where_only_their_id_is_known(
    installations: Installations,
) -> None:
    await installed(installations, None, "E1")
    find = token_of(installations)
    assert await find("T1") is None
    assert await token(installations, "E1", "T1", is_org_wide=True) == "xoxb-E1"
    assert await find("T1") == "xoxb-E1"
    assert await token(installations, "E2", "T9", is_org_wide=True) is None
    assert await find("T9") is None


async def test_a_token_that_no_key_opens_is_as_none(installations: Installations, quick_store: Store) -> None:
    await installed(installations, "T1")
    other = Installations(quick_store.database, Cipher([new_key()]))
    assert await token(other, None, "T1") is None
    assert await token_of(other)("T1") is None
