"""Private reminders: each sent once, in the channel or as a direct message, and kept only where it may still go out."""

from datetime import timedelta

import pytest
from aiohttp import ClientConnectorError, ServerDisconnectedError
from manual_clock import MONDAY
from quick_breaks import QuickBreaks
from slack_client import refused, slow_down
from sqlalchemy import select

from bot.domain.actor import Actor
from bot.domain.breaks import Break
from bot.domain.library import Library
from bot.store.tables.of_breaks import reminders

MINUTE = timedelta(minutes=1)


async def asked(quick: QuickBreaks, *users: str) -> Break:
    """A posted break of which these people want to be reminded; it is time for that."""
    break_ = await quick.posted()
    for user in users:
        await quick.breaks.remind_later(break_, user)
    quick.clock.forward(minutes=15)
    return break_


def in_channel(quick: QuickBreaks) -> list[tuple[str, str]]:
    return [(call["channel"], call["user"]) for call in quick.slack.calls["chat_postEphemeral"]]


def direct(quick: QuickBreaks) -> list[str]:
    return [call["channel"] for call in quick.posts()]


async def test_the_minutes_tick_reminds_each_person_once_in_the_channel(quick: QuickBreaks) -> None:
    break_ = await quick.posted()
    assert await quick.breaks.remind_later(break_, "U7") == MONDAY + 15 * MINUTE
    await quick.engine.remind_due()
    assert in_channel(quick) == []
    quick.clock.forward(minutes=15)
    for _ in range(2):
        await quick.engine.tick()
        await quick.engine.flush(5)
        quick.clock.forward(minutes=1)
    assert in_channel(quick) == [("C1", "U7")]
    assert direct(quick) == []
    assert quick.slack.calls["chat_postEphemeral"][0]["text"].startswith("Your stretch reminder: Chin tuck")


@pytest.mark.parametrize(("all_hidden", "named"), [(False, "Chin tuck"), (True, "a short stretch.")])
async def test_a_reminder_names_nothing_that_its_person_has_hidden(
    quick: QuickBreaks, library: Library, all_hidden: bool, named: str
) -> None:
    slugs = [exercise.slug for exercise in library.exercises] if all_hidden else ["seated-trunk-turn"]
    await quick.store.preferences.hide(Actor("T1", "U7"), slugs, MONDAY)
    await asked(quick, "U7")
    await quick.engine.remind_due()
    text = quick.slack.calls["chat_postEphemeral"][0]["text"]
    assert text.startswith(f"Your stretch reminder: {named}")
    assert "trunk turn" not in text


async def test_pressing_again_keeps_the_first_time(quick: QuickBreaks) -> None:
    break_ = await quick.posted()
    first = await quick.breaks.remind_later(break_, "U7")
    quick.clock.forward(minutes=5)
    assert await quick.breaks.remind_later(break_, "U7") == first


@pytest.mark.parametrize("code", ["user_not_in_channel", "not_in_channel", "channel_not_found", "is_archived"])
async def test_where_the_channel_does_not_work_it_is_a_direct_message(quick: QuickBreaks, code: str) -> None:
    await asked(quick, "U7")
    quick.slack.will("chat_postEphemeral", refused(code))
    await quick.engine.remind_due()
    assert direct(quick) == ["U7"]


async def test_one_that_goes_out_nowhere_is_logged_and_the_next_goes_on(
    quick: QuickBreaks, caplog: pytest.LogCaptureFixture
) -> None:
    await asked(quick, "U7", "U8")
    quick.slack.will("chat_postEphemeral", refused("user_not_in_channel"))
    quick.slack.will("chat_postMessage", refused("messages_tab_disabled"))
    await quick.engine.remind_due()
    assert "a reminder was not sent" in caplog.messages
    assert in_channel(quick) == [("C1", "U7"), ("C1", "U8")]


@pytest.mark.parametrize("error", [ServerDisconnectedError(), refused("internal_error"), refused("token_revoked")])
async def test_one_that_may_have_arrived_or_never_will_is_not_sent_again(quick: QuickBreaks, error: Exception) -> None:
    await asked(quick, "U7")
    quick.slack.will("chat_postEphemeral", error)
    for _ in range(2):
        await quick.engine.remind_due()
        quick.clock.forward(minutes=1)
    assert (len(in_channel(quick)), direct(quick)) == (1, [])


@pytest.mark.parametrize("error", [slow_down(20), refused("service_unavailable"), "no connection"])
async def test_what_may_pass_is_tried_again_in_the_next_minute(quick: QuickBreaks, error: Exception | str) -> None:
    await asked(quick, "U7")
    unreachable = ClientConnectorError(None, OSError("no connection"))  # type: ignore[arg-type]
    quick.slack.will("chat_postEphemeral", unreachable if isinstance(error, str) else error)
    await quick.engine.remind_due()
    assert (len(in_channel(quick)), direct(quick)) == (1, [])
    quick.clock.forward(minutes=1)
    await quick.engine.remind_due()
    assert len(in_channel(quick)) == 2


@pytest.mark.parametrize("ends", ["join", "finish", "leave", "delete"])
async def test_one_that_is_slowed_down_never_reaches_whoever_needs_it_no_more(quick: QuickBreaks, ends: str) -> None:
    break_ = await asked(quick, "U7")

    async def meanwhile() -> Exception:
        if ends == "delete":
            await quick.store.deletion.delete_person(Actor("T1", "U7"))
        else:
            await getattr(quick.breaks, ends)(break_, "U7")
        return slow_down(20)

    quick.slack.will("chat_postEphemeral", meanwhile)
    for _ in range(3):
        await quick.engine.remind_due()
        quick.clock.forward(minutes=1)
    assert len(in_channel(quick)) == 1


async def test_one_that_was_sent_or_given_up_leaves_nothing_behind(quick: QuickBreaks) -> None:
    await asked(quick, "U7", "U8", "U9")
    quick.slack.will("chat_postEphemeral", None, refused("token_revoked"))
    await quick.engine.remind_due()
    assert len(in_channel(quick)) == 3
    async with quick.store.database.reading() as connection:
        assert (await connection.execute(select(reminders))).all() == []


async def test_one_whose_sending_broke_off_is_not_sent_again(quick: QuickBreaks) -> None:
    await asked(quick, "U7")
    quick.slack.will("chat_postEphemeral", KeyError("a bug"))
    with pytest.raises(KeyError):
        await quick.engine.remind_due()
    await quick.engine.remind_due()
    assert len(in_channel(quick)) == 1


async def test_a_workspace_that_is_slowed_down_keeps_no_other_waiting(quick: QuickBreaks) -> None:
    await asked(quick, "U7", "U8")
    quick.slack.will("chat_postEphemeral", slow_down(90))
    await quick.engine.remind_due()
    assert in_channel(quick) == [("C1", "U7")]
    assert quick.reminders.limiters.busy_teams(1, 0) == {"T1"}
    assert not quick.posting.busy_teams(1, 0)


@pytest.mark.parametrize(("minutes", "sent"), [(30, 1), (31, 0)])
async def test_one_whose_time_is_long_past_is_dropped(quick: QuickBreaks, minutes: int, sent: int) -> None:
    await asked(quick, "U7")
    quick.clock.forward(minutes=minutes)
    await quick.engine.remind_due()
    assert len(in_channel(quick)) == sent
    assert await quick.store.reminders.take_next(quick.clock()) is None


async def test_whoever_joined_or_is_not_there_today_is_not_reminded(quick: QuickBreaks) -> None:
    break_ = await asked(quick, "U7", "U8", "U9")
    await quick.breaks.join(break_, "U7")
    await quick.breaks.leave(break_, "U8")
    await quick.engine.remind_due()
    assert in_channel(quick) == [("C1", "U9")]


async def test_after_a_stop_reminders_wait_for_the_next_start(quick: QuickBreaks) -> None:
    await asked(quick, "U7")
    quick.engine.stop()
    await quick.engine.remind_due()
    assert in_channel(quick) == []
    assert await quick.store.reminders.take_next(quick.clock()) is not None


async def test_one_that_waits_for_the_rate_limit_at_a_stop_is_kept(quick: QuickBreaks) -> None:
    await asked(quick, "U7")

    async def stopped(*_given: object) -> object:
        quick.engine.stop()
        return await find("T1", given.id)

    find, given = quick.store.breaks.find, await quick.posted("C2")
    quick.store.breaks.find = stopped
    await quick.engine.remind_due()
    assert in_channel(quick) == []
    assert await quick.store.reminders.take_next(quick.clock()) is not None
