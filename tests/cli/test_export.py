"""`limber export`: a row for each break, people counted, named only when asked for."""

import asyncio
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest
from lean_slack import APP, BOT
from typer.testing import CliRunner, Result

from bot.cli.main import app
from bot.domain.actor import Actor
from bot.domain.preferences import Preferences
from bot.domain.timetable import Timetable
from bot.store import open_store
from bot.store.due_timetables import ClaimLimits
from bot.store.outcomes import Outcome

URL = "sqlite+aiosqlite:///limber.db"
DAY = timedelta(days=1)
EVERY_DAY = Timetable(days=frozenset(range(7)), times=(time(15),), zone="UTC")
HEAD = "workspace,channel,due (UTC),state,stretches,joined,finished"


@pytest.fixture(autouse=True)
def empty_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def due() -> datetime:
    """Three o'clock on the day before yesterday, when a break was posted in #design of T1."""
    due = datetime.now(UTC).replace(hour=15, minute=0, second=0, microsecond=0) - 2 * DAY
    asyncio.run(one_break(due))
    return due


async def one_break(due: datetime) -> None:
    async with open_store(URL) as store:
        await store.timetables.save("T1", "C1", EVERY_DAY, "U9", due - timedelta(hours=1))
        steps = ("chin-tuck", "neck-turn:1")
        [claim], _ = await store.claims.claim_due(due, "this test", ClaimLimits(10, 10), lambda _: steps)
        await store.outcomes.record([Outcome(break_id=claim.id, state="posted", ts="1.2", posted_at=due)], "this test")
        posted = await store.breaks.find("T1", claim.id)
        assert posted
        for user in ("U2", "U1"):
            await store.rosters.join(posted, user, due + timedelta(seconds=user == "U1"))
        await store.rosters.finish(posted, "U1", due)


def export(*words: str, since: datetime, workspace: str = "T1", url: str = URL) -> Result:
    environment = {"SLACK_BOT_TOKEN": BOT, "SLACK_APP_TOKEN": APP, "DATABASE_URL": url}
    words = ("export", "--workspace", workspace, "--since", f"{since:%Y-%m-%d}", *words)
    return CliRunner().invoke(app, words, env=environment)


def test_each_break_is_a_row_that_counts_people(due: datetime) -> None:
    result = export(since=due)
    row = f"T1,C1,{due:%Y-%m-%d} 15:00,posted,chin-tuck neck-turn,2,1"
    assert (result.exit_code, result.output.splitlines()) == (0, [HEAD, row])


def test_who_joined_is_named_only_when_asked_for(due: datetime) -> None:
    head, row = export("--names", since=due).output.splitlines()
    assert head == f"{HEAD},who joined"
    assert row.endswith(",2,1,U2 U1")


def test_whoever_wants_no_name_has_none_even_then(due: datetime) -> None:
    asyncio.run(counted_only("U2"))
    assert export("--names", since=due).output.splitlines()[1].endswith(",2,1,U1")


async def counted_only(user: str) -> None:
    async with open_store(URL) as store:
        await store.preferences.save(Actor("T1", user), Preferences(counted_only=True))


@pytest.mark.parametrize(("workspace", "later"), [("T2", 0 * DAY), ("T1", DAY)])
def test_another_workspace_and_earlier_breaks_are_left_out(due: datetime, workspace: str, later: timedelta) -> None:
    result = export(since=due + later, workspace=workspace)
    assert result.exit_code == 1
    assert result.output == (
        f"Can't export the breaks.\nNo breaks of {workspace} are stored since {due + later:%Y-%m-%d}. "
        "They're kept for 90 days.\n"
    )


def test_a_database_that_is_away_is_a_sentence() -> None:
    result = export(since=datetime.now(UTC), url="postgresql://limber@127.0.0.1:9/none")
    assert result.exit_code == 1
    assert result.output.startswith("Can't export the breaks.\n")
    assert "Traceback" not in result.output
