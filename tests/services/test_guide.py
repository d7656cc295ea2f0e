"""The guide's races: late timers, double clicks, two windows, Stop and Done while something else moves."""

from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import Any

import pytest
from manual_clock import MONDAY, ManualClock, Timers
from slack_client import SlackClient, refused

from bot.content import load
from bot.core.settings import EXERCISES
from bot.domain.actor import Actor
from bot.domain.errors import UserError
from bot.domain.guide import Session, paused
from bot.domain.library import Library
from bot.domain.screens import screens
from bot.pictures.picture_store import PictureStore
from bot.services.guide import Guide
from bot.services.guide_modal import GuideModal, TriggerExpired
from bot.services.session_opener import Source
from bot.store import Store
from bot.views.guide_window import SessionRef

ANA, BEN = Actor("T1", "U1"), Actor("T1", "U2")
SECOND = timedelta(seconds=1)
TRUNK_TURN = load(EXERCISES).exercises_of(["seated-trunk-turn"])
FIRST_HOLD, SECOND_HOLD = (screen.seconds for screen in screens(TRUNK_TURN)[:2])
"""The seconds of the seated trunk turn's first two screens; it has six."""


@pytest.fixture
def done() -> list[Session]:
    """The sessions that were closed with Done."""
    return []


@pytest.fixture
def left() -> list[Session]:
    """The sessions that were left before their first hold."""
    return []


@pytest.fixture
def guide(
    quick_store: Store,
    timers: Timers,
    slack: SlackClient,
    library: Library,
    pictures: PictureStore,
    clock: ManualClock,
    done: list[Session],
    left: list[Session],
) -> Guide:
    async def on_opened(session: Session) -> None:
        assert await quick_store.sessions.find(session.actor, session.id) == session

    async def on_done(session: Session) -> None:
        done.append(session)

    async def on_left(session: Session) -> None:
        left.append(session)

    modal = GuideModal(slack, library, pictures)
    return Guide(quick_store, timers, modal, clock, Random(7), on_opened, on_done, on_left)


async def opened(guide: Guide, actor: Actor = ANA, source: Source = Source()) -> Session:  # noqa: B008
    """A window at its start."""
    await guide.open(actor, ["seated-trunk-turn"], "1.2", source)
    return await newest(guide, actor)


async def started(guide: Guide, actor: Actor = ANA) -> Session:
    """A window at its first hold."""
    return await submitted(guide, await opened(guide, actor))


async def submitted(guide: Guide, session: Session) -> Session:
    """The session after the window's Start, Next or Done was pressed."""
    return await guide.submit(session.actor, ref(session), session.view_id)


async def at_end(guide: Guide, clock: ManualClock, held: bool = True) -> Session:
    """A window at its end, after every hold or after skipping all of them."""
    session = await started(guide)
    for _ in range(6):
        clock.forward(seconds=FIRST_HOLD if held else 0)
        session = await submitted(guide, session)
    return session


async def newest(guide: Guide, actor: Actor) -> Session:
    async with guide.store.database.reading() as connection:
        query = f"SELECT id FROM sessions WHERE user = '{actor.user}' ORDER BY created_at DESC, rowid DESC LIMIT 1"
        return await guide.store.sessions.find(actor, (await connection.exec_driver_sql(query)).scalar_one())


async def now_is(guide: Guide, session: Session) -> Session:
    return await guide.store.sessions.find(session.actor, session.id)


def ref(session: Session) -> SessionRef:
    return SessionRef(session.id, session.step)


def titles(slack: SlackClient) -> list[str]:
    """What the window said after each update."""
    return [titled(call["view"]) for call in slack.calls["views_update"]]


def titled(view: Any) -> str:
    shown = view if isinstance(view, dict) else view.to_dict()
    return shown["title"]["text"]


# Opening


async def test_only_who_is_new_to_an_exercise_sees_who_should_skip_it(guide: Guide, slack: SlackClient) -> None:
    await started(guide)
    again = await opened(guide)
    assert [titled(call["view"]) for call in slack.calls["views_open"]] == ["Ready?", "Hold 1 of 6"]
    assert (again.position, again.ends_at) == (1, MONDAY + FIRST_HOLD * SECOND)


async def test_a_window_that_was_left_at_ready_introduces_again(guide: Guide, slack: SlackClient) -> None:
    session = await opened(guide)
    await guide.close(ANA, ref(session), session.view_id)
    await opened(guide)
    assert [titled(call["view"]) for call in slack.calls["views_open"]] == ["Ready?", "Ready?"]


async def test_a_year_later_or_with_other_cautions_an_exercise_is_new_again(
    guide: Guide, clock: ManualClock, library: Library
) -> None:
    assert (await started(guide)).position == 1
    clock.forward(days=365)
    assert (await opened(guide)).position == 1
    clock.forward(seconds=1)
    assert (await opened(guide)).position == 0
    await guide.store.histories.record_introductions(ANA, {"seated-trunk-turn": "older cautions"}, clock())
    assert (await opened(guide)).position == 0


async def test_of_two_exercises_only_the_new_one_is_introduced(
    guide: Guide, slack: SlackClient, library: Library
) -> None:
    await started(guide)
    await guide.open(ANA, ["seated-trunk-turn", "neck-turn"], "1.2")
    ready, (cat, neck) = (
        str(slack.calls["views_open"][-1]["view"]),
        library.exercises_of(["seated-trunk-turn", "neck-turn"]),
    )
    assert (neck.skip_if in ready, cat.skip_if in ready) == (True, False)


async def test_a_window_that_opens_at_a_hold_has_its_timer(guide: Guide, timers: Timers) -> None:
    await started(guide)
    session = await opened(guide)
    assert timers.set[f"hold {session.id} {session.step}"] == MONDAY + FIRST_HOLD * SECOND


async def test_a_window_knows_its_session_and_is_known_by_it(guide: Guide, slack: SlackClient) -> None:
    session = await opened(guide)
    assert session.view_id == "V1"
    assert slack.calls["views_open"][0]["trigger_id"] == "1.2"
    assert slack.calls["views_open"][0]["view"]["private_metadata"] == f"{session.id} 0"


async def test_opening_a_window_closes_the_persons_other_session_and_nobody_elses(guide: Guide) -> None:
    before, others = await started(guide), await started(guide, BEN)
    await opened(guide)
    assert (await now_is(guide, before)).state == "closed"
    assert (await now_is(guide, others)).state == "open"


@pytest.mark.parametrize("code", ["expired_trigger_id", "exchanged_trigger_id", "invalid_trigger_id"])
async def test_a_window_that_came_too_late_leaves_a_closed_session(guide: Guide, slack: SlackClient, code: str) -> None:
    slack.will("views_open", refused(code))
    with pytest.raises(TriggerExpired):
        await guide.open(ANA, ["seated-trunk-turn"], "1.2")
    assert (await newest(guide, ANA)).state == "closed"


async def test_another_refusal_is_no_late_click(guide: Guide, slack: SlackClient) -> None:
    slack.will("views_open", refused("ekm_access_denied"))
    with pytest.raises(Exception, match="refused"):
        await guide.open(ANA, ["seated-trunk-turn"], "1.2")
    assert (await newest(guide, ANA)).state == "closed"


async def test_a_window_that_may_be_open_has_a_session_that_its_buttons_move(guide: Guide, slack: SlackClient) -> None:
    slack.will("views_open", TimeoutError())
    with pytest.raises(TimeoutError):
        await guide.open(ANA, ["seated-trunk-turn"], "1.2")
    session = await newest(guide, ANA)
    assert session.is_active
    await guide.submit(ANA, ref(session), "V9")
    assert ((await now_is(guide, session)).position, (await now_is(guide, session)).view_id) == (1, "V9")


async def test_a_card_counts_once_whether_done_is_pressed_on_it_or_in_the_window(guide: Guide) -> None:
    session = await opened(guide, source=Source("card"))
    assert session.ref == "card"
    await guide.store.dones.finish(ANA, "card", ["seated-trunk-turn"], MONDAY)
    again = await opened(guide, source=Source("card", "a break"))
    assert (again.ref, again.break_id) == (again.id, "a break")


async def test_the_pictures_are_drawn_beside_the_opening(guide: Guide, timers: Timers) -> None:
    session = await opened(guide)
    assert timers.set[f"draw {session.id}"] == MONDAY


# Time


async def test_start_sets_the_timer_of_the_first_hold(guide: Guide, timers: Timers, slack: SlackClient) -> None:
    session = await started(guide)
    assert timers.set[f"hold {session.id} 1"] == MONDAY + FIRST_HOLD * SECOND
    assert titles(slack) == []  # the answer to the submission has the hold


async def test_a_timer_moves_on_to_the_next_hold(
    guide: Guide, timers: Timers, clock: ManualClock, slack: SlackClient
) -> None:
    session = await started(guide)
    clock.forward(seconds=FIRST_HOLD)
    await timers.fire(f"hold {session.id} 1")
    moved = await now_is(guide, session)
    assert (moved.position, moved.ends_at) == (2, clock() + SECOND_HOLD * SECOND)
    assert titles(slack)[-1] == "Hold 2 of 6"


async def test_a_timer_of_a_hold_that_was_left_moves_nothing(guide: Guide, timers: Timers) -> None:
    session = await started(guide)
    await submitted(guide, session)
    await timers.fire(f"hold {session.id} 1")
    assert (await now_is(guide, session)).position == 2


async def test_a_timer_moves_no_window_that_is_paused(guide: Guide, timers: Timers) -> None:
    session = await started(guide)
    await guide.press(ANA, ref(session), session.view_id, "pause")
    await guide.mover.on_timer(ANA, session.id, 2)
    assert ((await now_is(guide, session)).state, (await now_is(guide, session)).position) == ("paused", 1)


async def test_a_timer_that_is_minutes_late_pauses_and_shows_it(
    guide: Guide, timers: Timers, clock: ManualClock, slack: SlackClient
) -> None:
    session = await started(guide)
    clock.forward(seconds=FIRST_HOLD, minutes=2, microseconds=1)
    await timers.fire(f"hold {session.id} 1")
    assert ((await now_is(guide, session)).state, (await now_is(guide, session)).position) == ("paused", 1)
    assert "Paused" in str(slack.calls["views_update"][-1])


async def test_the_last_timer_ends_the_holds_and_sets_none(guide: Guide, timers: Timers, clock: ManualClock) -> None:
    session = await started(guide)
    for step in range(1, 7):
        clock.forward(seconds=FIRST_HOLD)
        await timers.fire(f"hold {session.id} {step}")
    end = await now_is(guide, session)
    assert (end.position, end.ends_at, end.state) == (7, None, "open")
    assert f"hold {session.id} 7" not in timers.set


async def test_after_a_start_timers_are_set_again_and_what_is_overdue_waits(guide: Guide, clock: ManualClock) -> None:
    left = await started(guide)
    clock.forward(seconds=FIRST_HOLD, minutes=3)
    fresh = await started(guide, BEN)
    timers = Timers()
    await replace(guide, scheduler=timers).mover.restore_timers()
    assert list(timers.set) == [f"hold {fresh.id} 1"]
    assert (await now_is(guide, left)).state == "paused"


async def test_a_move_that_is_two_seconds_late_was_lost_and_is_made_up_for(guide: Guide, clock: ManualClock) -> None:
    session = await started(guide)
    clock.forward(seconds=FIRST_HOLD + 1)
    await guide.mover.catch_up()
    assert (await now_is(guide, session)).position == 1
    clock.forward(seconds=1)
    await guide.mover.catch_up()
    assert (await now_is(guide, session)).position == 2


# Clicks


async def test_a_double_click_on_next_moves_once(guide: Guide) -> None:
    session = await started(guide)
    assert [(await submitted(guide, session)).position for _ in range(2)] == [2, 2]


async def test_a_double_click_on_back_moves_once_and_shows_where_one_is(guide: Guide, slack: SlackClient) -> None:
    session = await submitted(guide, await started(guide))
    for _ in range(2):
        await guide.press(ANA, ref(session), session.view_id, "back")
    assert (await now_is(guide, session)).position == 1
    assert titles(slack) == ["Hold 1 of 6"] * 2


async def test_pause_counts_whichever_hold_it_was_pressed_at(guide: Guide) -> None:
    session = await started(guide)
    await submitted(guide, session)
    await guide.press(ANA, ref(session), session.view_id, "pause")
    assert ((await now_is(guide, session)).state, (await now_is(guide, session)).position) == ("paused", 2)


async def test_of_two_presses_that_read_the_same_step_one_moves(guide: Guide, timers: Timers) -> None:
    seen = await started(guide)
    await guide.mover.move(seen, "next")
    await guide.mover.move(seen, "next")
    assert (await now_is(guide, seen)).position == 2
    assert len([name for name in timers.set if name.startswith("hold")]) == 2


async def test_a_press_in_another_window_moves_nothing_and_says_so(guide: Guide, slack: SlackClient) -> None:
    session = await started(guide)
    await guide.press(ANA, ref(session), "V of an older window", "back")
    with pytest.raises(UserError, match="another window"):
        await guide.submit(ANA, ref(session), "V of an older window")
    assert (await now_is(guide, session)).position == 1
    assert slack.calls["views_update"][-1]["view_id"] == "V of an older window"
    assert "another window" in str(slack.calls["views_update"][-1]["view"].to_dict())


async def test_a_press_before_the_windows_id_was_written_teaches_it(guide: Guide) -> None:
    session = await opened(guide)
    await guide.store.sessions.compare_and_set(session, replace(session, view_id=None))
    await guide.submit(ANA, ref(session), "V9")
    assert ((await now_is(guide, session)).view_id, (await now_is(guide, session)).position) == ("V9", 1)


@pytest.mark.parametrize("intent", ["back", "pause", "resume"])
async def test_a_press_in_a_window_that_is_over_says_so(guide: Guide, slack: SlackClient, intent: Any) -> None:
    session = await started(guide)
    await guide.close(ANA, ref(session), session.view_id)
    await guide.press(ANA, ref(session), session.view_id, intent)
    assert (await now_is(guide, session)).state == "closed"
    assert "over" in str(slack.calls["views_update"][-1]["view"].to_dict())
    with pytest.raises(UserError, match="over"):
        await submitted(guide, session)


async def test_nobody_moves_anothers_session(guide: Guide) -> None:
    session = await started(guide)
    await guide.press(BEN, ref(session), session.view_id, "back")
    with pytest.raises(UserError, match="over"):
        await guide.submit(BEN, ref(session), session.view_id)
    await guide.hurts(BEN, ref(session), session.view_id)
    await guide.mover.on_timer(BEN, session.id, session.step)
    assert await now_is(guide, session) == session


# The end


async def test_what_hurts_ends_it_and_leads_to_help(guide: Guide, slack: SlackClient) -> None:
    session = await started(guide)
    await guide.hurts(ANA, ref(session), session.view_id)
    assert ((await now_is(guide, session)).state, titles(slack)[-1]) == ("stopped", "Stopped")


async def test_stop_wins_against_a_timer_that_moves_meanwhile(guide: Guide, timers: Timers) -> None:
    seen = await started(guide)
    await timers.fire(f"hold {seen.id} 1")
    await guide.mover.end(seen, "stopped")
    assert (await now_is(guide, seen)).state == "stopped"
    await timers.fire(f"hold {seen.id} 2")
    assert (await now_is(guide, seen)).state == "stopped"


async def test_a_stop_while_a_hold_is_being_shown_has_the_last_word(guide: Guide, slack: SlackClient) -> None:
    session = await started(guide)

    async def stop_meanwhile() -> dict[str, Any]:
        await guide.mover.end(await now_is(guide, session), "stopped")
        return {}

    slack.will("views_update", stop_meanwhile)
    await guide.press(ANA, ref(session), session.view_id, "back")
    assert titles(slack)[-1] == "Stopped"


async def test_closing_the_window_lets_it_be_resumed_and_closing_another_does_not_end_it(guide: Guide) -> None:
    session = await started(guide)
    await guide.close(ANA, ref(session), "V of an older window")
    assert (await now_is(guide, session)).state == "open"
    await guide.close(ANA, ref(session), session.view_id)
    assert (await now_is(guide, session)).state == "closed"
    assert (await guide.store.sessions.last(ANA, MONDAY)).id == session.id


async def test_an_older_window_that_is_closed_late_leaves_the_one_that_is_opening(
    guide: Guide, slack: SlackClient
) -> None:
    session = await started(guide)
    await guide.close(ANA, ref(session), session.view_id)

    async def close_meanwhile() -> dict[str, Any]:
        await guide.close(ANA, ref(session), session.view_id)
        return {"view": {"id": "V9"}}

    slack.will("views_open", close_meanwhile)
    await guide.resume(ANA, session.id, "3.4")
    assert ((await now_is(guide, session)).state, (await now_is(guide, session)).view_id) == ("paused", "V9")


async def test_an_exercise_that_left_the_library_meanwhile_is_no_done(
    guide: Guide, library: Library, done: list[Session]
) -> None:
    session = await started(guide)
    without = replace(guide, modal=replace(guide.modal, library=replace(library, exercises=())))
    with pytest.raises(UserError, match="gone"):
        await submitted(without, session)
    assert done == []


async def test_done_is_counted_once_and_told_each_time(guide: Guide, clock: ManualClock, done: list[Session]) -> None:
    session = await at_end(guide, clock)
    finished = [await submitted(guide, session) for _ in range(2)]
    assert [each.id for each in [*finished, *done]] == [session.id] * 4
    assert await guide.store.dones.count(ANA, MONDAY) == 1
    assert (await now_is(guide, session)).state == "done"


async def test_done_without_a_session_is_over(guide: Guide) -> None:
    with pytest.raises(UserError, match="over"):
        await guide.submit(ANA, SessionRef("gone", 1), "V1")


async def test_done_counts_in_a_window_that_another_one_closed(guide: Guide, clock: ManualClock) -> None:
    session = await at_end(guide, clock)
    await opened(guide)
    assert (await submitted(guide, session)).state == "done"
    assert await guide.store.dones.count(ANA, MONDAY) == 1


async def test_a_late_next_on_the_last_hold_is_no_done(guide: Guide, clock: ManualClock, timers: Timers) -> None:
    session = await started(guide)
    for _ in range(5):
        session = await submitted(guide, session)
    await timers.fire(f"hold {session.id} {session.step}")
    late = await submitted(guide, session)
    assert (late.state, late.position) == ("open", 7)


async def test_closing_the_last_window_after_the_holds_is_counted(
    guide: Guide, clock: ManualClock, done: list[Session], left: list[Session]
) -> None:
    session = await at_end(guide, clock)
    closed = await guide.close(ANA, ref(session), session.view_id)
    assert (closed.state, [each.id for each in done], left) == ("done", [session.id], [])
    assert await guide.store.dones.count(ANA, MONDAY) == 1
    assert await guide.close(ANA, ref(session), session.view_id) is None


async def test_closing_the_last_window_after_skipping_every_hold_counts_nothing(
    guide: Guide, clock: ManualClock, done: list[Session], left: list[Session]
) -> None:
    session = await at_end(guide, clock, held=False)
    assert await guide.close(ANA, ref(session), session.view_id) is None
    assert (done, [each.id for each in left]) == ([], [session.id])


async def test_who_leaves_before_the_first_hold_has_left_and_who_leaves_later_has_not(
    guide: Guide, clock: ManualClock, left: list[Session]
) -> None:
    for seconds in (0, FIRST_HOLD):
        session = await started(guide)
        clock.forward(seconds=seconds)
        await guide.close(ANA, ref(session), session.view_id)
    assert len(left) == 1
    assert left[0].id != session.id


# Going on later


async def test_it_goes_on_paused_where_it_was_left_in_a_new_window(guide: Guide, slack: SlackClient) -> None:
    session = await started(guide)
    await guide.close(ANA, ref(session), session.view_id)
    await guide.resume(ANA, session.id, "3.4")
    standing = await now_is(guide, session)
    assert (standing.state, standing.position, standing.ends_at) == ("paused", 1, None)
    assert standing.view_id != session.view_id
    await guide.press(ANA, ref(standing), standing.view_id, "resume")
    assert (await now_is(guide, session)).ends_at == MONDAY + FIRST_HOLD * SECOND


@pytest.mark.parametrize("hours", [12, 13])
async def test_what_was_left_half_a_day_ago_is_over(guide: Guide, clock: ManualClock, hours: int) -> None:
    session = await started(guide)
    await guide.close(ANA, ref(session), session.view_id)
    clock.forward(hours=hours)
    with pytest.raises(UserError, match="over"):
        await guide.resume(ANA, session.id, "3.4")


async def test_start_on_the_same_card_goes_on_where_it_was_left_and_on_another_begins(guide: Guide) -> None:
    session = await submitted(guide, await submitted(guide, await opened(guide, source=Source("card"))))
    await guide.close(ANA, ref(session), session.view_id)
    again = await opened(guide, source=Source("card"))
    assert (again.id, again.state, again.position) == (session.id, "paused", 2)
    await guide.close(ANA, ref(again), again.view_id)
    other = await opened(guide, source=Source("other card"))
    assert (other.id != session.id, other.position) == (True, 1)


async def test_nobody_goes_on_with_anothers_session(guide: Guide) -> None:
    session = await started(guide)
    with pytest.raises(UserError, match="over"):
        await guide.resume(BEN, session.id, "3.4")


# What Slack says to it


async def test_a_window_that_slack_no_longer_knows_ends_its_session(guide: Guide, slack: SlackClient) -> None:
    session = await started(guide)
    slack.will("views_update", refused("not_found"))
    await guide.press(ANA, ref(session), session.view_id, "back")
    assert (await now_is(guide, session)).state == "closed"


@pytest.mark.parametrize("error", [refused("internal_error"), refused("", 500), TimeoutError()])
@pytest.mark.parametrize("times", [1, 2])
async def test_a_hold_that_slack_did_not_take_is_shown_again_at_once_then_left_to_the_next_move(
    guide: Guide, slack: SlackClient, error: Exception, times: int
) -> None:
    session = await started(guide)
    slack.will("views_update", *[error] * times)
    await guide.press(ANA, ref(session), session.view_id, "back")
    moved = await now_is(guide, session)
    assert ((moved.state, moved.position), len(titles(slack))) == (("open", 0), 2)


async def test_that_it_was_stopped_is_shown_though_slack_failed_once(guide: Guide, slack: SlackClient) -> None:
    session = await started(guide)
    slack.will("views_update", refused("internal_error"))
    await guide.hurts(ANA, ref(session), session.view_id)
    assert len(titles(slack)) == 2


async def test_a_session_that_moved_while_it_was_shown_is_shown_again(guide: Guide, slack: SlackClient) -> None:
    session = await started(guide)

    async def move_meanwhile() -> dict[str, Any]:
        now = await now_is(guide, session)
        await guide.store.sessions.compare_and_set(now, replace(now, position=5, step=now.step + 1))
        return {}

    slack.will("views_update", move_meanwhile)
    await guide.press(ANA, ref(session), session.view_id, "pause")
    assert titles(slack) == ["Hold 1 of 6", "Hold 5 of 6"]


@pytest.mark.parametrize(("code", "pictures_shown"), [("invalid_blocks", [1, 0]), ("internal_error", [1, 1])])
async def test_only_a_picture_that_slack_refuses_is_left_out(
    guide: Guide, slack: SlackClient, code: str, pictures_shown: list[int]
) -> None:
    session = await started(guide)
    slack.will("views_update", refused(code))
    await guide.press(ANA, ref(session), session.view_id, "pause")
    shown = [[block["type"] for block in call["view"]["blocks"]].count("image") for call in slack.calls["views_update"]]
    assert shown == pictures_shown


async def test_a_last_word_is_not_said_again_when_slack_refuses_it(guide: Guide, slack: SlackClient) -> None:
    session = await started(guide)
    slack.will("views_update", refused("not_found"))
    await guide.hurts(ANA, ref(session), session.view_id)
    assert titles(slack) == ["Stopped"]


async def test_the_picture_moves_while_the_time_runs_and_stands_still_otherwise(guide: Guide) -> None:
    session = await started(guide)
    shown = [session, paused(session)]
    for _ in range(6):
        session = await submitted(guide, session)
        shown.append(session)
    views = [str(guide.modal.view(each).to_dict()) for each in shown]
    kinds = ["gif" if ".gif" in view else "png" if ".png" in view else None for view in views]
    assert kinds == ["gif", "png", *["gif"] * 5, None]
