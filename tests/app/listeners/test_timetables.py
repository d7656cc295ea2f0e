"""A channel's breaks: set up by word and by form, shown, paused, turned off, by whoever may."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from aiosqlite import connect
from date_tokens import read
from sqlalchemy import insert
from user_steps import ANA, BEN, GENERAL, presses, replaced, says, window

from bot.cli.play import Play, playing
from bot.domain.actor import Actor
from bot.domain.timetable import Timetable
from bot.playground import Message, View
from bot.store.tables.of_breaks import breaks

LEADS, DESIGN, WITH_ANA = "C0LEADS", "C0DESIGN", "D0ANA"
DAILY = "/stretch daily 3pm mon wed fri lower"


async def announced(play: Play, words: str, channel: str = GENERAL) -> Message:
    """Wait until the channel's last message says these words."""

    def now() -> Message | None:
        messages = [message for message in play.slack.messages(channel) if message.user == "U0LIMBER"]
        return messages[-1] if messages and words in messages[-1].text else None

    return await play.slack.until(now)


async def set_up(
    play: Play, text: str = DAILY, user: str = ANA, channel: str = GENERAL, words: str = "turned on"
) -> Message:
    """Give a channel its breaks by word, and press *Turn on* or *Save*."""
    preview = await says(play, text, user, channel)
    row = next(block for block in preview.blocks if block["type"] == "actions")
    await presses(play, preview, row["elements"][0]["action_id"], user)
    return await announced(play, words, channel)


async def opened(play: Play, text: str = "/stretch daily", user: str = ANA, channel: str = GENERAL) -> View:
    """Type what opens a window."""
    await play.slack.command(user, channel, text)
    return await play.slack.until(lambda: play.slack.view(user))


async def timetable(play: Play, channel: str = GENERAL) -> Timetable | None:
    kept = await play.bot.dependencies.store.timetables.get("T0PLAY", channel)
    return kept.timetable if kept else None


async def fields(play: Play, view: View) -> dict[str, object]:
    """What the form holds, by block."""
    values = play.slack.workspace.views.to_dict(view)["state"]["values"]
    return {block: next(iter(actions.values())) for block, actions in values.items()}


# By word


async def test_daily_asks_its_writer_first_and_the_channel_sees_nothing(play: Play) -> None:
    preview = await says(play, DAILY)
    assert preview.text.startswith(
        "Mondays, Wednesdays and Fridays at 15:00 Berlin time in <#C0GENERAL>. Next: <!date^"
    )
    assert "Stretches for: lower back · skips public holidays in Germany" in preview.text
    assert (await timetable(play), play.slack.messages(GENERAL)) == (None, [])
    await presses(play, preview, "timetable.preview.cancel")
    await replaced(play, preview, "Cancelled. Nothing has changed.")
    assert (await timetable(play), play.slack.messages(GENERAL)) == (None, [])


async def test_once_confirmed_everybody_reads_who_when_and_where(play: Play) -> None:
    preview = await says(play, DAILY)
    await presses(play, preview, "timetable.preview.turn_on")
    notice = await announced(play, "<@U0ANA> turned on stretch breaks here")
    assert "Mondays, Wednesdays and Fridays at 15:00 Berlin time. Starting " in notice.text
    await replaced(play, preview, "Turned on. Next: ")


async def test_a_preview_can_be_changed_in_the_form(play: Play) -> None:
    preview = await says(play, DAILY)
    await presses(play, preview, "timetable.preview.change")
    view = await window(play, "Stretch breaks")
    await replaced(play, preview, "Finish in the form")
    assert [option["value"] for option in (await fields(play, view))["days"]["selected_options"]] == ["0", "2", "4"]
    await play.slack.submit(ANA, view, {"time1": {"timetable.time1": "16:00"}})
    assert "at 16:00 Berlin time" in (await announced(play, "turned on")).text


async def test_every_day_means_all_seven_and_daily_the_weekdays(play: Play) -> None:
    assert (await says(play, "/stretch every day at 3pm")).text.startswith("Every day at 15:00 Berlin time")
    assert (await says(play, "/stretch daily 3pm")).text.startswith("Every weekday at 15:00 Berlin time")


async def test_breaks_come_several_times_a_day_in_the_zone_of_whoever_sets_them_up(play: Play) -> None:
    notice = await set_up(play, "/stretch daily 9:30 and 15:30 weekdays", BEN)
    assert "Every weekday at 9:30 am and 3:30 pm New York time" in notice.text


async def test_the_zone_may_be_named_in_words(play: Play) -> None:
    assert "Tokyo time" in (await set_up(play, "/stretch daily 15:00 tokyo time")).text


async def test_somebody_who_changes_the_hours_keeps_the_channels_zone_and_its_message(play: Play) -> None:
    first = await set_up(play)
    notice = await set_up(play, "/stretch daily 16:00", BEN, words="<@U0BEN> changed the stretch breaks here")
    assert "Every weekday at 4 pm Berlin time" in notice.text  # Ben is American
    assert (notice.ts, len(play.slack.messages(GENERAL))) == (first.ts, 1)


async def test_changes_stay_in_one_message_and_breaks_that_begin_again_get_a_new_one(play: Play) -> None:
    first = await set_up(play)
    for text, words in (("pause", "paused"), ("resume", "resumed"), ("off", "turned off")):
        await play.slack.command(BEN, GENERAL, f"/stretch {text}")
        assert (await announced(play, f"<@U0BEN> {words}")).ts == first.ts
    await presses(play, await announced(play, "turned off"), "timetable.on_again")
    second = await announced(play, "turned on")
    await replaced(play, first, "newer message")
    await play.slack.submit(ANA, await opened(play), {"time1": {"timetable.time1": "16:00"}})
    assert (await announced(play, "changed")).ts == second.ts != first.ts
    assert len(play.slack.messages(GENERAL)) == 2


async def test_a_week_later_a_change_is_posted_anew_and_the_old_buttons_go(play: Play) -> None:
    old = await set_up(play)
    play.clock.jump(play.clock() + timedelta(days=8))
    await play.slack.command(ANA, GENERAL, "/stretch pause")
    new = await announced(play, "paused")
    assert new.ts != old.ts
    left = await replaced(play, old, "newer message")
    assert [block["type"] for block in left.blocks] == ["section"]


async def test_what_is_not_understood_gets_a_sentence_and_changes_nothing(play: Play) -> None:
    wrong = {
        "15:00 foo": "“foo”",
        "25:00": "“25:00”",
        "3:30": "03:30",
        "hourly": "set times",
        "15:00 bed": "“In bed”",
    }
    for text, words in wrong.items():
        assert words in (await says(play, f"/stretch daily {text}")).text
    assert await timetable(play) is None
    assert play.slack.messages(GENERAL) == []


async def test_a_slack_that_is_too_busy_sets_nothing_up_and_says_so(play: Play) -> None:
    preview = await says(play, DAILY)
    play.slack.rate_limit("chat.postMessage", 30)
    await presses(play, preview, "timetable.preview.turn_on")
    await play.slack.until(lambda: any("try again in a minute" in m.text for m in play.slack.ephemerals(ANA)))
    assert await timetable(play) is None


# Where the bot is not, and where no team is


@pytest.mark.parametrize("by_form", [False, True])
@pytest.mark.parametrize(("channel", "is_listed"), [(GENERAL, True), (LEADS, False)])
async def test_a_home_lists_a_private_channel_only_for_a_month(
    play: Play, channel: str, is_listed: bool, by_form: bool
) -> None:
    play.slack.add_bot(channel)
    if by_form:
        await play.slack.submit(ANA, await opened(play, channel=channel), {"time1": {"timetable.time1": "16:00"}})
        await announced(play, "turned on", channel)
    else:
        await set_up(play, channel=channel)
    assert await is_listed_to(ANA, play, days=29)
    assert await is_listed_to(ANA, play, days=31) is is_listed


async def test_a_channel_that_was_chosen_in_a_form_is_known_to_be_public_once_somebody_asks_there(play: Play) -> None:
    await presses(play, await says(play, "/stretch daily 16:00", channel=WITH_ANA), "timetable.change")
    view = await window(play, "Stretch breaks")
    await play.slack.submit(ANA, view, {"channel": {"timetable.channel": DESIGN}})
    await announced(play, "turned on", DESIGN)
    assert not await is_listed_to(ANA, play, days=31)
    await says(play, "/stretch breaks", channel=DESIGN)
    assert await is_listed_to(ANA, play, days=31)


async def is_listed_to(user: str, play: Play, days: int) -> bool:
    """Whether this person's Home lists a channel after so many days in which they did nothing."""
    later = play.clock() + timedelta(days=days)
    return bool(await play.bot.dependencies.store.timetable_lookups.list_for_person(Actor("T0PLAY", user), later))


async def test_a_private_channel_is_asked_to_invite_the_bot_and_works_after_that(play: Play) -> None:
    preview = await says(play, DAILY, channel=LEADS)
    await presses(play, preview, "timetable.preview.turn_on")
    answer = await replaced(play, preview, "/invite @limber")
    assert await timetable(play, LEADS) is None
    play.slack.add_bot(LEADS)
    await presses(play, answer, "timetable.preview.turn_on")
    await announced(play, "turned on", LEADS)
    await replaced(play, answer, "Turned on.")


async def test_trying_again_without_an_invitation_says_it_again(play: Play) -> None:
    preview = await says(play, DAILY, channel=LEADS)
    for _ in range(2):
        await presses(play, preview, "timetable.preview.turn_on")
        preview = await replaced(play, preview, "/invite @limber")
    assert await timetable(play, LEADS) is None


async def test_a_public_channel_needs_no_invitation(play: Play) -> None:
    assert await set_up(play, channel=DESIGN)


async def test_breaks_belong_to_channels(play: Play) -> None:
    assert "Team breaks belong to a channel" in (await says(play, "/stretch daily 15:00", channel=WITH_ANA)).text
    for text in ("breaks", "pause", "resume", "off", "now"):
        answer = await says(play, f"/stretch {text}", channel=WITH_ANA)
        assert "is for a channel's breaks: type it in that channel" in answer.text


async def test_in_a_direct_message_a_channel_can_be_chosen_with_what_was_typed(play: Play) -> None:
    answer = await says(play, "/stretch daily 9:15 tue", channel=WITH_ANA)
    await presses(play, answer, "timetable.change")
    view = await window(play, "Stretch breaks")
    await play.slack.submit(ANA, view, {"channel": {"timetable.channel": DESIGN}})
    assert "Tuesdays at 9:15" in (await announced(play, "turned on", DESIGN)).text


# The form


async def test_the_form_shows_what_is_set(play: Play) -> None:
    await set_up(play)
    held = await fields(play, await opened(play))
    assert [option["value"] for option in held["days"]["selected_options"]] == ["0", "2", "4"]
    assert held["time1"]["selected_time"] == "15:00"
    assert held["zone"]["selected_option"]["value"] == "Europe/Berlin"
    assert held["area"]["selected_option"]["value"] == "lower"


async def test_a_new_form_knows_the_zone_and_proposes_weekdays(play: Play) -> None:
    held = await fields(play, await opened(play, user=BEN))
    assert held["zone"]["selected_option"]["value"] == "America/New_York"
    assert len(held["days"]["selected_options"]) == 5


async def test_everything_in_the_form_is_kept(play: Play) -> None:
    view = await opened(play)
    await play.slack.suggest(ANA, view, "timetable.zone", "new y")
    await play.slack.suggest(ANA, view, "timetable.country", "germ")
    entered = {
        "days": {"timetable.days": ["1", "3"]},
        "time2": {"timetable.time2": "10:30"},
        "zone": {"timetable.zone": "America/New_York"},
        "area": {"timetable.area": "neck"},
        "rotation": {"timetable.rotation": "seated"},
        "country": {"timetable.country": "DE-BY"},
        "skip": {"timetable.skip": "24 december to 2 january"},
    }
    ack = await play.slack.submit(ANA, view, entered)
    notice = await announced(play, "Tuesdays and Thursdays at 10:30 and 15:00 New York time")
    assert ack.payload == {"response_action": "clear"}
    assert (
        "Stretches for: neck · seated only · skips public holidays in Germany (Bavaria) and 24 December" in notice.text
    )
    assert (await timetable(play)).country == "DE-BY"
    assert play.slack.view(ANA) is None


async def test_wrong_input_is_marked_at_its_field_and_nothing_is_set(play: Play) -> None:
    view = await opened(play)
    ack = await play.slack.submit(ANA, view, {"skip": {"timetable.skip": "soonish"}})
    assert ack.errors == {"skip": "I can't read “soonish” as a date. Try 24 Dec or 2026-12-24."}
    assert await timetable(play) is None


async def test_the_menus_find_zones_and_countries_by_what_is_typed(play: Play) -> None:
    view = await opened(play)
    zones = await play.slack.suggest(ANA, view, "timetable.zone", "japan")
    countries = await play.slack.suggest(ANA, view, "timetable.country", "")
    assert zones[0]["options"][0]["value"] == "Asia/Tokyo"
    assert countries[0]["options"][0]["value"] == "none"


async def test_where_slack_tells_no_zone_the_form_asks_for_it(play: Play) -> None:
    play.slack.fail("users.info", "missing_scope", times=9)
    held = await fields(play, await opened(play, DAILY))
    assert held["zone"]["selected_option"] is None
    assert [option["value"] for option in held["days"]["selected_options"]] == ["0", "2", "4"]
    assert await timetable(play) is None


async def test_a_form_for_a_channel_that_needs_an_invitation_stays_with_all_that_was_entered(play: Play) -> None:
    view = await opened(play, channel=LEADS)
    await play.slack.submit(ANA, view, {"skip": {"timetable.skip": "24 dec"}})
    assert "/invite @limber" in (await window(play, "Not yet")).words
    await play.slack.close(ANA, play.slack.view(ANA))
    play.slack.add_bot(LEADS)
    await play.slack.submit(ANA, play.slack.view(ANA))
    assert "24 December" in (await announced(play, "turned on", LEADS)).text


async def test_breaks_that_pause_go_on_pausing_when_the_form_changes_them(play: Play) -> None:
    await set_up(play)
    await play.slack.command(ANA, GENERAL, "/stretch pause")
    await announced(play, "paused")
    await play.slack.submit(ANA, await opened(play), {"time1": {"timetable.time1": "16:00"}})
    assert "Paused until someone resumes them." in (await announced(play, "changed")).text
    paused = await timetable(play)
    await play.slack.submit(ANA, await opened(play))
    assert await timetable(play) == paused


async def test_a_form_that_opened_too_late_is_offered_again_with_what_was_typed(play: Play) -> None:
    play.slack.fail("users.info", "missing_scope", times=9)
    play.slack.fail("views.open", "expired_trigger_id")
    answer = await says(play, "/stretch daily 8:45")
    assert "didn't open in time" in answer.text
    await presses(play, answer, "timetable.change")
    held = await fields(play, await window(play, "Stretch breaks"))
    assert held["time1"]["selected_time"] == "08:45"


async def test_a_form_waits_with_a_word_when_saving_takes_long(play: Play, tmp_path: Path) -> None:
    view = await opened(play)
    async with connect(tmp_path / "limber.db", isolation_level=None) as other:
        await other.execute("BEGIN IMMEDIATE")
        ack = await play.slack.submit(ANA, view)
        await other.execute("ROLLBACK")
    assert ack.seconds < 3
    assert ack.payload["response_action"] == "update"
    await play.slack.until(lambda: "Done" in play.slack.view(ANA).words)
    assert await timetable(play)


# What is shown


async def test_breaks_shows_the_timetable_and_the_next_three(play: Play) -> None:
    await set_up(play)
    answer = await says(play, "/stretch breaks", BEN)
    assert "Mondays, Wednesdays and Fridays at 3 pm Berlin time" in answer.text  # Ben is American
    assert "set up by <@U0ANA>" in answer.text
    assert answer.text.count("for you <!date^") == 3


async def test_a_channel_without_breaks_is_shown_how_to_start(play: Play) -> None:
    answer = await says(play, "/stretch breaks")
    assert "/stretch daily 15:00" in answer.text
    await presses(play, answer, "timetable.change")
    await window(play, "Stretch breaks")


async def test_stopped_breaks_say_why_and_start_again(play: Play) -> None:
    await set_up(play)
    await play.bot.dependencies.store.timetables.stop("T0PLAY", GENERAL, "not_in_channel", play.clock())
    answer = await says(play, "/stretch breaks")
    assert "Stopped. I'm not in this channel. Type /invite @limber here. Then press Start again." in answer.text
    await presses(play, answer, "timetable.resume")
    await replaced(play, answer, "Next:")
    assert [m.text.count("turned on") for m in play.slack.messages(GENERAL)] == [1]


async def test_a_break_that_did_not_take_place_is_told(play: Play) -> None:
    await set_up(play)
    lost = {"id": "lost", "slot": "2026-11-23T15:00", "slugs": "", "state": "missed", "set_by": ANA}
    due_at = play.clock() + timedelta(seconds=1)
    async with play.bot.dependencies.store.database.writing() as connection:
        await connection.execute(insert(breaks).values(team="T0PLAY", channel=GENERAL, due_at=due_at, **lost))
    assert "I couldn't post it in time" in (await says(play, "/stretch breaks")).text


async def test_home_lists_the_breaks_that_a_person_set_up(play: Play) -> None:
    await set_up(play)
    await play.slack.open_home(ANA)
    home = await play.slack.until(lambda: play.slack.home(ANA))
    assert f"<#{GENERAL}> Mondays, Wednesdays and Fridays at 15:00" in read(home.words)
    await presses(play, home, "timetable.pause")
    await play.slack.submit(ANA, await window(play, "Pause breaks"))
    await play.slack.until(lambda: "Paused until" in play.slack.home(ANA).words)
    await presses(play, play.slack.home(ANA), "timetable.resume")
    await play.slack.until(lambda: "Paused until" not in play.slack.home(ANA).words)


async def test_home_shows_nobody_elses_channels(play: Play) -> None:
    await set_up(play)
    await play.slack.open_home(BEN)
    assert "show up here" in (await play.slack.until(lambda: play.slack.home(BEN))).words


async def test_home_sets_breaks_up_for_a_channel_that_is_chosen_there(play: Play) -> None:
    await play.slack.open_home(ANA)
    home = await play.slack.until(lambda: play.slack.home(ANA))
    await presses(play, home, "timetable.change")
    view = await window(play, "Stretch breaks")
    await play.slack.submit(ANA, view, {"channel": {"timetable.channel": GENERAL}})
    await announced(play, "turned on")
    await play.slack.until(lambda: f"<#{GENERAL}>" in play.slack.home(ANA).words)


# Pause, resume, off


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("pause 2h", "until .+, <!date"),
        ("pause until monday", "until .+, <!date"),
        ("pause", "until someone resumes them"),
    ],
)
async def test_a_pause_is_told_to_the_channel_and_anybody_resumes(play: Play, text: str, words: str) -> None:
    await set_up(play)
    await play.slack.command(BEN, GENERAL, f"/stretch {text}")
    told = await announced(play, "<@U0BEN> paused")
    assert re.search(f"paused the stretch breaks here {words}", told.text)
    await presses(play, told, "timetable.resume")
    await announced(play, "<@U0ANA> resumed")


async def test_resume_by_word_and_a_second_one_that_finds_nothing_to_do(play: Play) -> None:
    await set_up(play)
    assert "Paused until someone resumes them." in (await says(play, "/stretch pause")).text
    assert "Stretch breaks here are on. Next: " in (await says(play, "/stretch resume")).text
    await announced(play, "resumed")
    assert "aren't paused" in (await says(play, "/stretch resume")).text


async def test_the_pause_form_pauses_and_marks_what_it_does_not_understand(play: Play) -> None:
    await set_up(play)
    await presses(play, await says(play, "/stretch breaks"), "timetable.pause")
    view = await window(play, "Pause breaks")
    wrong = await play.slack.submit(ANA, view, {"until": {"timetable.until": "when pigs fly"}})
    assert "didn't understand" in wrong.errors["until"]
    await play.slack.submit(ANA, view, {"until": {"timetable.until": None}, "length": {"timetable.length": "1 week"}})
    await announced(play, "<@U0ANA> paused")
    assert play.slack.view(ANA) is None


async def test_off_is_told_and_taken_back_by_a_button(play: Play) -> None:
    await set_up(play)
    await play.slack.command(BEN, GENERAL, "/stretch off")
    told = await announced(play, "<@U0BEN> turned off the stretch breaks here")
    assert await timetable(play) is None
    await presses(play, told, "timetable.on_again")
    await announced(play, "<@U0ANA> turned on")


async def test_turn_off_asks_first_and_works_from_the_notice(play: Play) -> None:
    notice = await set_up(play)
    turn_off = next(e for block in notice.blocks for e in block.get("elements", ()) if "confirm" in e)
    assert turn_off["confirm"]["confirm"]["text"] == "Turn off"
    await presses(play, notice, "timetable.off", BEN)
    await announced(play, "<@U0BEN> turned off the stretch breaks here")


async def test_where_there_are_no_breaks_nothing_is_told_to_the_channel(play: Play) -> None:
    for text in ("pause", "resume", "off"):
        assert "has no stretch breaks" in (await says(play, f"/stretch {text}")).text
    assert play.slack.calls("chat.postMessage") == []


async def test_a_pause_counts_even_if_the_channel_cannot_be_told(play: Play) -> None:
    await set_up(play)
    play.slack.fail("chat.update", "not_in_channel")
    play.slack.fail("chat.postMessage", "not_in_channel")
    assert "Done, but I couldn't tell the channel" in (await says(play, "/stretch pause")).text
    assert (await timetable(play)).paused_until


async def test_what_was_turned_off_can_only_be_turned_back_on(play: Play) -> None:
    await presses(play, await set_up(play), "timetable.off")
    told = await announced(play, "turned off")
    assert [element["action_id"] for block in told.blocks for element in block.get("elements", ())] == [
        "timetable.on_again"
    ]


# Who may


@pytest.fixture
async def owned(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Play:
    """A bot that lets only owners and admins change breaks, and a channel with Ana's."""
    monkeypatch.setenv("LIMBER_BREAKS_BY", "owner")
    async with playing(tmp_path) as play:
        await set_up(play)
        yield play


async def test_only_the_owner_may_where_it_is_set_so(owned: Play) -> None:
    for text in ("daily 16:00", "daily", "pause", "resume", "off"):
        answer = await says(owned, f"/stretch {text}", BEN)
        assert "Only <@U0ANA>, who set these breaks up, or a workspace admin" in answer.text
    assert len(owned.slack.calls("chat.postMessage")) == 1


async def test_everybody_may_look(owned: Play) -> None:
    assert "Mondays" in (await says(owned, "/stretch breaks", BEN)).text


async def test_the_owner_may_and_an_admin_may_without_taking_over(owned: Play) -> None:
    owned.slack.add_person("U0EVA", "Eva", "Europe/Paris", admin=True)
    await set_up(owned, "/stretch daily 16:00", "U0EVA", words="<@U0EVA> changed")
    await owned.slack.command(ANA, GENERAL, "/stretch off")
    await announced(owned, "<@U0ANA> turned off the stretch breaks here")
