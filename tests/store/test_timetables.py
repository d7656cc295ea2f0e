"""Timetables in the store: set up, changed, paused, resumed, given up; the schedule is the column next_at."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from bot.domain.actor import Actor
from bot.domain.slots import Slot
from bot.domain.timetable import WEEKDAYS, Timetable
from bot.store import Store

MONDAY = datetime(2026, 11, 2, 9, tzinfo=UTC)
THREE = datetime(2026, 11, 2, 14, tzinfo=UTC)
DAILY = Timetable(days=WEEKDAYS, times=(time(15),), zone="Europe/Berlin")


async def put(store: Store, timetable: Timetable = DAILY, team: str = "T1", channel: str = "C1", by: str = "U1"):
    return await store.timetables.save(team, channel, timetable, by, MONDAY)


async def test_a_new_timetable_knows_its_next_break(store: Store) -> None:
    kept = await put(store)
    assert kept.next == Slot(datetime(2026, 11, 2, 15), THREE)
    assert (kept.set_by, kept.set_at, kept.stopped) == ("U1", MONDAY, None)


async def test_everything_of_a_timetable_is_kept(store: Store) -> None:
    rich = replace(
        DAILY,
        times=(time(9, 30), time(15, 30)),
        area="neck",
        routine="five-minutes",
        seated=True,
        country="DE",
        skip=frozenset({date(2026, 12, 24)}),
        month_line=True,
    )
    await put(store, rich)
    assert (await store.timetables.get("T1", "C1")).timetable == rich


async def test_a_change_is_signed_by_whoever_made_it_last(store: Store) -> None:
    await put(store)
    changed = await put(store, replace(DAILY, times=(time(16),)), by="U2")
    assert changed.set_by == "U2"
    assert changed.next.at == THREE + timedelta(hours=1)


async def test_workspaces_do_not_see_one_another(store: Store) -> None:
    await put(store)
    assert await store.timetables.get("T2", "C1") is None
    assert await store.timetable_lookups.list_for_person(Actor("T2", "U1"), MONDAY) == []
    assert not await store.timetables.remove("T2", "C1", MONDAY)


async def test_a_pause_moves_the_next_break_past_its_end(store: Store) -> None:
    await put(store)
    paused = await store.timetables.pause("T1", "C1", THREE + timedelta(hours=1), MONDAY)
    assert paused.next.at == THREE + timedelta(days=1)


async def test_a_pause_without_an_end_leaves_no_next_break_until_somebody_resumes(store: Store) -> None:
    await put(store)
    assert (await store.timetables.pause("T1", "C1", None, MONDAY)).next is None
    assert (await store.timetables.resume("T1", "C1", MONDAY)).next.at == THREE


async def test_what_was_given_up_says_why_and_goes_on_when_resumed(store: Store) -> None:
    await put(store)
    assert await store.timetables.stop("T1", "C1", "is_archived", MONDAY)
    stopped = await store.timetables.get("T1", "C1")
    assert (stopped.stopped, stopped.next) == ("is_archived", None)
    resumed = await store.timetables.resume("T1", "C1", MONDAY)
    assert (resumed.stopped, resumed.next.at) == (None, THREE)


async def test_a_pause_does_not_wake_what_was_given_up(store: Store) -> None:
    await put(store)
    await store.timetables.stop("T1", "C1", "is_archived", MONDAY)
    paused = await store.timetables.pause("T1", "C1", THREE, MONDAY)
    assert (paused.stopped, paused.next) == ("is_archived", None)


async def test_giving_up_tells_only_the_first_who_does(store: Store) -> None:
    await put(store)
    assert [await store.timetables.stop("T1", "C1", "is_archived", MONDAY) for _ in range(2)] == [True, False]


async def test_a_removed_timetable_is_gone(store: Store) -> None:
    await put(store)
    assert await store.timetables.remove("T1", "C1", MONDAY)
    assert await store.timetables.get("T1", "C1") is None
    assert await store.timetables.pause("T1", "C1", None, MONDAY) is None


async def test_a_person_finds_the_channels_they_set_up_the_next_break_first(store: Store) -> None:
    await put(store, channel="C1")
    await put(store, replace(DAILY, times=(time(12),)), channel="C2")
    await put(store, channel="C3", by="U2")
    assert [kept.channel for kept in await store.timetable_lookups.list_for_person(Actor("T1", "U1"), MONDAY)] == [
        "C2",
        "C1",
    ]


async def test_a_change_keeps_what_the_channel_did_lately_and_starts_what_was_given_up(store: Store) -> None:
    await put(store)
    origin = await store.timetables.get("T1", "C1")
    await store.claims.claim_now(origin, "now", ["chin-tuck"], MONDAY, "this test")
    await store.timetables.stop("T1", "C1", "is_archived", MONDAY)
    changed = await put(store, replace(DAILY, times=(time(16),)))
    assert (changed.recent, changed.stopped) == (("chin-tuck",), None)


async def test_what_is_done_to_one_channel_is_done_to_no_other(store: Store) -> None:
    others = [await put(store, channel="C2"), await put(store, team="T2")]
    await put(store)
    await store.timetables.pause("T1", "C1", None, MONDAY)
    await store.timetables.stop("T1", "C1", "is_archived", MONDAY)
    await store.timetables.remove("T1", "C1", MONDAY)
    assert [await store.timetables.get(kept.team, kept.channel) for kept in others] == others


async def test_a_pause_and_an_end_call_off_what_waits_in_this_channel_and_a_resume_does_not(store: Store) -> None:
    for act in ("resume", "pause", "remove"):
        waits = []
        for channel in ("C1", "C2"):
            origin = await put(store, channel=channel)
            claim = await store.claims.claim_now(origin, f"now {act}", ["chin-tuck"], MONDAY, "this test")
            waits.append(await store.claims.add_repeat(claim, f"{act} +15", THREE))
        more = {"pause": (None, MONDAY), "resume": (MONDAY,), "remove": (MONDAY,)}[act]
        await getattr(store.timetables, act)("T1", "C1", *more)
        states = [(await store.breaks.find("T1", each.id)).state for each in waits]
        assert states == ["waiting" if act == "resume" else "missed", "waiting"]


async def test_only_what_is_there_can_be_changed_or_given_up(store: Store) -> None:
    assert await store.timetables.resume("T1", "C1", MONDAY) is None
    assert await store.timetables.stop("T1", "C1", "is_archived", MONDAY) is False
    assert await store.timetables.remove("T1", "C1", MONDAY) is False


async def test_channels_whose_breaks_somebody_joined_are_theirs_and_no_others(store: Store) -> None:
    for channel in ("C1", "C2"):
        origin = await put(store, channel=channel)
        claim = await store.claims.claim_now(origin, "now", ["chin-tuck"], MONDAY, "this test")
    await put(store, channel="C3")
    await store.rosters.join(claim, "U7", MONDAY)
    assert [kept.channel for kept in await store.timetable_lookups.list_for_person(Actor("T1", "U7"), MONDAY)] == ["C2"]
    assert await store.timetable_lookups.list_for_person(Actor("T2", "U7"), MONDAY) == []


async def test_a_channel_that_may_be_private_is_theirs_for_a_month_after_they_used_it(store: Store) -> None:
    later = MONDAY + timedelta(days=30)
    for channel, is_public in (("C1", True), ("C2", False), ("C3", None)):
        origin = await store.timetables.save("T1", channel, DAILY, "U1", MONDAY, is_public)
        claim = await store.claims.claim_now(origin, "now", ["chin-tuck"], MONDAY, "this test")
        await store.rosters.join(claim, "U7", MONDAY)

    async def listed(user: str, now: datetime) -> set[str]:
        return {each.channel for each in await store.timetable_lookups.list_for_person(Actor("T1", user), now)}

    for user in ("U1", "U7"):
        assert await listed(user, later - timedelta(seconds=1)) == {"C1", "C2", "C3"}
        assert await listed(user, later) == {"C1"}
    again = await store.claims.claim_now(origin, "again", ["chin-tuck"], later, "this test")
    await store.rosters.join(again, "U7", later)
    assert (await listed("U7", later), await listed("U1", later)) == ({"C1", "C3"}, {"C1"})


async def test_whether_a_channel_is_public_stays_known_through_a_change_that_does_not_say_it(store: Store) -> None:
    later = MONDAY + timedelta(days=60)

    async def is_listed() -> bool:
        return bool(await store.timetable_lookups.list_for_person(Actor("T1", "U1"), later))

    await store.timetables.save("T1", "C1", DAILY, "U1", MONDAY)
    assert not await is_listed()
    await store.timetables.save_whether_public("T1", "C1", True)
    await store.timetables.save("T1", "C1", DAILY, "U1", MONDAY)
    assert await is_listed()
    await store.timetables.save("T1", "C1", DAILY, "U1", MONDAY, is_public=False)
    assert not await is_listed()


async def test_what_has_no_next_break_comes_last(store: Store) -> None:
    for channel in ("C1", "C2"):
        await put(store, channel=channel)
    await store.timetables.pause("T1", "C1", None, MONDAY)
    assert [kept.channel for kept in await store.timetable_lookups.list_for_person(Actor("T1", "U1"), MONDAY)] == [
        "C2",
        "C1",
    ]


async def test_a_channels_message_outlives_changes_and_turning_off(store: Store) -> None:
    assert await store.timetables.notice_ts("T1", "C1") is None
    await put(store)
    assert await store.timetables.replace_notice_ts("T1", "C1", None, "1.1")
    await put(store, replace(DAILY, times=(time(16),)))
    await store.timetables.pause("T1", "C1", None, MONDAY)
    await store.timetables.remove("T1", "C1", MONDAY)
    assert await store.timetables.notice_ts("T1", "C1") == "1.1"
    await put(store)
    assert await store.timetables.notice_ts("T1", "C1") == "1.1"
    assert await store.timetables.notice_ts("T2", "C1") is None


async def test_what_was_turned_off_is_found_until_it_is_on_if_its_channel_was_told_of_it(store: Store) -> None:
    for channel in ("C1", "C2"):
        await put(store, channel=channel)
    await store.timetables.replace_notice_ts("T1", "C1", None, "1.1")
    assert await store.timetables.get_off("T1", "C1") is None
    for channel in ("C1", "C2"):
        await store.timetables.remove("T1", channel, MONDAY)
    off = await store.timetables.get_off("T1", "C1")
    assert (off.timetable, off.set_by, off.next, off.stopped) == (DAILY, "", None, "off")
    assert await store.timetables.get_off("T1", "C2") is None
    await put(store)
    assert await store.timetables.get_off("T1", "C1") is None


async def test_of_two_who_replace_a_message_only_the_first_does(store: Store) -> None:
    await put(store)
    replaced = [await store.timetables.replace_notice_ts("T1", "C1", before, ts) for before, ts in
                ((None, "1.1"), (None, "1.2"), ("1.1", "1.3"), ("1.1", "1.4"))]  # fmt: skip
    assert replaced == [True, False, True, False]
    assert await store.timetables.notice_ts("T1", "C1") == "1.3"


async def test_what_was_turned_off_is_nobodys_has_no_next_break_and_cannot_be_given_up(store: Store) -> None:
    await put(store)
    await store.timetables.remove("T1", "C1", MONDAY)
    assert await store.timetable_lookups.list_for_person(Actor("T1", "U1"), MONDAY) == []
    assert await store.claims.next_due_at() is None
    assert not await store.timetables.stop("T1", "C1", "is_archived", MONDAY)
    assert not await store.timetables.remove("T1", "C1", MONDAY)
    assert (await put(store, by="U2")).stopped is None


async def test_what_was_stopped_or_off_for_a_year_goes_and_what_was_resumed_stays(store: Store) -> None:
    for channel in ("C1", "C2", "C3", "C4"):
        await store.timetables.save("T1", channel, DAILY, "U1", MONDAY)
    await store.timetables.stop("T1", "C1", "is_archived", MONDAY)
    await store.timetables.remove("T1", "C2", MONDAY)
    await store.timetables.stop("T1", "C3", "is_archived", MONDAY)
    await store.timetables.resume("T1", "C3", MONDAY)
    year = timedelta(days=365)
    assert await store.timetables.delete_expired(MONDAY + year) == 0
    assert await store.timetables.delete_expired(MONDAY + year + timedelta(seconds=1)) == 2
    assert [await store.timetables.get("T1", channel) is not None for channel in ("C1", "C2", "C3", "C4")] == [
        False, False, True, True,
    ]  # fmt: skip
