"""Sessions move by compare-and-set, whoever moves them."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.actor import Actor
from bot.domain.guide import Session, ended
from bot.store import Store

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
FRESH = Session(id="s1", team="T1", user="U1", slugs=("cat-arch",), created_at=NOW, ref="card")
RUNNING = replace(FRESH, position=2, step=1, ends_at=NOW + timedelta(seconds=13))


async def test_a_session_comes_back_as_it_was(store: Store) -> None:
    session = replace(RUNNING, view_id="V1", break_id="b1")
    await store.sessions.add(session)
    assert await store.sessions.find(Actor("T1", "U1"), "s1") == session


@pytest.mark.parametrize(("team", "user"), [("T2", "U1"), ("T1", "U2")])
async def test_nobody_else_finds_it(store: Store, team: str, user: str) -> None:
    await store.sessions.add(FRESH)
    assert await store.sessions.find(Actor(team, user), "s1") is None


@pytest.mark.parametrize("where", [{"ref": "b1"}, {"ref": "s2", "break_id": "b1"}])
async def test_what_a_person_began_in_a_break_is_the_latest_of_it(store: Store, where: dict[str, str]) -> None:
    later = replace(FRESH, id="s2", created_at=NOW + timedelta(minutes=1), swapped=("knee-roll",), **where)
    others = [replace(later, id="s3", user="U2"), replace(later, id="s4", team="T2"), replace(later, id="s5", ref="x")]
    for session in (replace(FRESH, ref="b1"), later, *others[:2], replace(others[2], break_id=None)):
        await store.sessions.add(session)
    assert await store.sessions.begun(Actor("T1", "U1"), "b1") == later
    assert await store.sessions.begun(Actor("T1", "U1"), "b2") is None


async def test_of_ten_moves_from_the_same_step_one_succeeds(store: Store) -> None:
    await store.sessions.add(FRESH)
    moves = (store.sessions.compare_and_set(FRESH, replace(RUNNING, position=n)) for n in range(10))
    assert sum(await asyncio.gather(*moves)) == 1


async def test_done_is_new_only_once(store: Store) -> None:
    await store.sessions.add(RUNNING)
    done = ended(RUNNING, "done")
    told = await asyncio.gather(*(store.sessions.finish(RUNNING, done, NOW) for _ in range(5)))
    assert sum(told) == 1
    assert await store.dones.count(Actor("T1", "U1"), NOW) == 1


async def test_running_sessions_are_found_after_a_restart(store: Store) -> None:
    await store.sessions.add(RUNNING)
    await store.sessions.add(replace(FRESH, id="s2"))
    assert [session.id for session in await store.sessions.running()] == ["s1"]
    assert await store.sessions.running(until=NOW) == []
    assert [s.id for s in await store.sessions.running(until=NOW + timedelta(minutes=1))] == ["s1"]
    assert await store.sessions.count_running() == 1


async def test_the_last_session_is_offered_only_while_it_makes_sense(store: Store) -> None:
    await store.sessions.add(ended(RUNNING, "closed"))
    assert (await store.sessions.last(Actor("T1", "U1"), NOW)).id == "s1"
    assert await store.sessions.last(Actor("T1", "U1"), NOW + timedelta(days=1)) is None


async def test_one_that_was_never_begun_does_not_hide_the_one_that_was_left(store: Store) -> None:
    await store.sessions.add(ended(RUNNING, "closed"))
    await store.sessions.add(replace(FRESH, id="s2", created_at=NOW + timedelta(minutes=1)))
    assert (await store.sessions.last(Actor("T1", "U1"), NOW)).id == "s1"


async def test_opening_one_closes_the_others(store: Store) -> None:
    await store.sessions.add(RUNNING)
    await store.sessions.add(replace(FRESH, id="s2"))
    await store.sessions.close_others(replace(FRESH, id="s2"))
    assert [(await store.sessions.find(Actor("T1", "U1"), id)).state for id in ("s1", "s2")] == ["closed", "open"]


async def test_old_sessions_are_tidied_away(store: Store) -> None:
    await store.sessions.add(ended(RUNNING, "closed"))
    assert await store.sessions.delete_expired(NOW + timedelta(hours=1)) == 0
    assert await store.sessions.delete_expired(NOW + timedelta(days=2)) == 1


async def test_whoever_moves_must_have_seen_the_last_move(store: Store) -> None:
    await store.sessions.add(FRESH)
    assert await store.sessions.compare_and_set(FRESH, replace(FRESH, step=1, position=1))
    assert not await store.sessions.compare_and_set(FRESH, replace(FRESH, step=1, position=7))
    assert (await store.sessions.find(Actor("T1", "U1"), "s1")).position == 1


async def test_a_move_moves_one_session(store: Store) -> None:
    await store.sessions.add(FRESH)
    await store.sessions.add(replace(FRESH, id="s2"))
    await store.sessions.compare_and_set(FRESH, replace(FRESH, step=1))
    assert not await store.sessions.compare_and_set(replace(FRESH, team="T2", id="s2"), replace(FRESH, id="s2"))
    assert (await store.sessions.find(Actor("T1", "U1"), "s2")).step == 0


async def test_done_counts_whatever_moved_meanwhile(store: Store) -> None:
    await store.sessions.add(FRESH)
    await store.sessions.compare_and_set(FRESH, RUNNING)
    assert await store.sessions.finish(FRESH, ended(FRESH, "done"), NOW)
    assert (await store.sessions.find(Actor("T1", "U1"), "s1")).state == "done"
    assert await store.dones.is_counted(Actor("T1", "U1"), "card")


@pytest.mark.parametrize("state", ["open", "paused", "closed", "stopped", "done"])
async def test_opening_one_closes_only_what_may_still_move(store: Store, state) -> None:
    others = replace(RUNNING, id="s3", user="U2")
    for session in (replace(RUNNING, state=state), others, replace(FRESH, id="s2")):
        await store.sessions.add(session)
    await store.sessions.close_others(replace(FRESH, id="s2"))
    found = await store.sessions.find(Actor("T1", "U1"), "s1")
    closed = state in ("open", "paused")
    assert (found.state, found.ends_at is None, found.step) == ("closed" if closed else state, closed, 1 + closed)
    assert await store.sessions.find(Actor("T1", "U2"), "s3") == others


async def test_only_what_is_open_runs(store: Store) -> None:
    await store.sessions.add(replace(RUNNING, state="closed"))
    assert await store.sessions.running() == []
    await store.sessions.add(replace(RUNNING, id="s2"))
    assert len(await store.sessions.running(until=RUNNING.ends_at)) == 1
    assert await store.sessions.running(until=RUNNING.ends_at - timedelta(seconds=1)) == []


async def test_the_last_one_is_the_persons_own_and_the_newest(store: Store) -> None:
    for minute, id in enumerate(("s1", "s3", "s2")):
        await store.sessions.add(replace(ended(RUNNING, "closed"), id=id, created_at=NOW + timedelta(minutes=minute)))
    assert (await store.sessions.last(Actor("T1", "U1"), NOW)).id == "s2"
    assert await store.sessions.last(Actor("T1", "U2"), NOW) is None


async def test_a_session_whose_time_runs_is_not_tidied_away(store: Store) -> None:
    late = NOW + timedelta(hours=24)
    await store.sessions.add(replace(RUNNING, ends_at=late + timedelta(hours=2)))
    await store.sessions.add(ended(replace(RUNNING, id="s2"), "closed"))
    assert await store.sessions.delete_expired(late) == 0
    assert await store.sessions.delete_expired(late + timedelta(seconds=1)) == 1
    assert await store.sessions.delete_expired(late + timedelta(hours=3)) == 1
