"""OAuth states: each is taken once, for ten minutes, and cannot be guessed or read from the database."""

import asyncio
from datetime import UTC, datetime, timedelta
from random import SystemRandom

import pytest
from sqlalchemy import select

from bot.store import Store
from bot.store.oauth_states import VALID_FOR
from bot.store.tables.of_workspaces import oauth_states

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.fixture
def rng() -> SystemRandom:
    return SystemRandom()


async def test_a_state_is_taken_once(store: Store, rng: SystemRandom) -> None:
    state = await store.oauth_states.issue(NOW, rng)
    assert [await store.oauth_states.consume(state, NOW + SECOND) for _ in range(3)] == [True, False, False]


async def test_of_five_who_bring_one_state_at_once_exactly_one_is_let_in(store: Store, rng: SystemRandom) -> None:
    for _ in range(5):
        state = await store.oauth_states.issue(NOW, rng)
        taken = await asyncio.gather(*(store.oauth_states.consume(state, NOW) for _ in range(5)))
        assert sorted(taken) == [False] * 4 + [True]


async def test_a_state_is_valid_for_ten_minutes(store: Store, rng: SystemRandom) -> None:
    ten_minutes = timedelta(minutes=10)
    for age, valid in ((timedelta(0), True), (ten_minutes - SECOND, True), (ten_minutes, False)):
        state = await store.oauth_states.issue(NOW, rng)
        assert await store.oauth_states.consume(state, NOW + age) is valid


async def test_a_state_that_was_never_issued_is_refused_whatever_it_is(store: Store, rng: SystemRandom) -> None:
    state = await store.oauth_states.issue(NOW, rng)
    for made_up in ("", "x", "a\x00b", "\ud800", "x" * 100_000, "0" * 64, state.upper() + " "):
        assert not await store.oauth_states.consume(made_up, NOW)
    assert await store.oauth_states.consume(state, NOW)


async def test_what_is_stored_of_a_state_would_not_be_taken(store: Store, rng: SystemRandom) -> None:
    state = await store.oauth_states.issue(NOW, rng)
    async with store.database.reading() as connection:
        [stored] = await connection.scalars(select(oauth_states.c.digest))
    assert stored != state
    assert not await store.oauth_states.consume(stored, NOW)


async def test_no_two_states_are_alike_and_each_has_256_bits(store: Store, rng: SystemRandom) -> None:
    states = {await store.oauth_states.issue(NOW, rng) for _ in range(20)}
    assert {len(bytes.fromhex(state)) for state in states} == {32}
    assert len(states) == 20


async def test_only_what_nobody_can_use_any_more_is_deleted(store: Store, rng: SystemRandom) -> None:
    await store.oauth_states.issue(NOW, rng)
    late = await store.oauth_states.issue(NOW + SECOND, rng)
    assert await store.oauth_states.delete_expired(NOW + VALID_FOR) == 1
    assert await store.oauth_states.delete_expired(NOW + VALID_FOR) == 0
    assert await store.oauth_states.consume(late, NOW + VALID_FOR)
