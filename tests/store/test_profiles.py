"""Profiles: what Slack told of a person is trusted for a while."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import update

from bot.domain.actor import Actor
from bot.domain.reader import Reader
from bot.store import Store
from bot.store.tables.of_people import people

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
ANA, BEN = Actor("T1", "U1"), Actor("T1", "U2")


async def test_a_zone_and_a_locale_are_trusted_for_a_week(store: Store) -> None:
    await store.profiles.save(ANA, Reader("Asia/Tokyo", "en-US"), NOW)
    assert await store.profiles.get(ANA, NOW + timedelta(days=6)) == Reader("Asia/Tokyo", "en-US")
    assert await store.profiles.get(ANA, NOW + timedelta(days=8)) is None


async def test_that_slack_does_not_tell_a_zone_is_remembered_for_an_hour(store: Store) -> None:
    await store.profiles.save(ANA, Reader(), NOW)
    assert await store.profiles.get(ANA, NOW + timedelta(minutes=50)) == Reader()
    assert await store.profiles.get(ANA, NOW + timedelta(minutes=70)) is None


async def test_a_zone_from_before_locales_were_kept_is_asked_for_again(store: Store) -> None:
    await store.profiles.save(ANA, Reader("Asia/Tokyo"), NOW)
    async with store.database.writing() as connection:
        await connection.execute(update(people).values(locale=None))
    assert await store.profiles.get(ANA, NOW) is None


async def test_a_zone_is_trusted_for_a_week_to_the_moment_and_silence_for_an_hour(store: Store) -> None:
    second, week, hour = timedelta(seconds=1), timedelta(days=7), timedelta(hours=1)
    for reader, trusted in ((Reader("Asia/Tokyo", "en-GB"), week), (Reader(), hour)):
        await store.profiles.save(ANA, reader, NOW)
        assert await store.profiles.get(ANA, NOW + trusted - second) == reader
        assert await store.profiles.get(ANA, NOW + trusted) is None
    assert await store.profiles.get(BEN, NOW) is None
