"""The break's message as people read it."""

from datetime import UTC, datetime

import pytest

from bot import content
from bot.core.settings import EXERCISES
from bot.domain.breaks import Break
from bot.domain.exercises import Exercise
from bot.domain.roster import Participant, Roster
from bot.slack.blocks import Message
from bot.views import breaks as views
from bot.views.breaks import BreakProgress

THREE = datetime(2026, 11, 2, 14, tzinfo=UTC)


@pytest.fixture(scope="module")
def routine() -> tuple[Exercise, ...]:
    return content.load(EXERCISES).routine(["seated-trunk-turn", "standing-back-bend"])


def given(slot: str = "2026-11-02T15:00", **more) -> Break:
    who = {"id": "b1", "team": "T1", "channel": "C1", "slugs": (), "set_by": "U0ANA"}
    return Break(**{**who, "slot": slot, "due_at": THREE, "state": "posted", **more})


def crowd(people: int, done: int = 0) -> Roster:
    return Roster(tuple(Participant(f"U{number}", number < done) for number in range(people)))


def choices(message: Message) -> list[str]:
    row = next(block for block in message.payload()["blocks"] if block["type"] == "actions")
    return [option["text"]["text"] for option in row["elements"][-1]["options"]]


def test_the_text_says_all_that_the_blocks_say(routine: tuple[Exercise, ...]) -> None:
    message = views.invitation(given(), routine, None, late=True, progress=BreakProgress(crowd(24, 7), THREE))
    texts = [block.get("text", {}).get("text") for block in message.payload()["blocks"]]
    blocks = message.payload()["blocks"]
    texts += [small["text"] for block in blocks for small in block.get("elements", []) if "text" in small]
    for line in "\n".join(text for text in texts if isinstance(text, str)).splitlines():
        assert line.replace("*", "") in message.text


def test_a_new_message_names_nobody_so_that_nobody_is_pinged(routine: tuple[Exercise, ...]) -> None:
    assert "<@" not in str(views.invitation(given(), routine, None).payload())


def test_an_edited_message_says_who_set_it_up(routine: tuple[Exercise, ...]) -> None:
    assert "Set up by <@U0ANA>" in views.invitation(given(), routine, None, progress=BreakProgress()).text


def test_breaks_of_somebody_who_was_forgotten_are_unsigned(routine: tuple[Exercise, ...]) -> None:
    assert "<@" not in views.invitation(given(set_by=""), routine, None, progress=BreakProgress()).text


@pytest.mark.parametrize(
    ("roster", "line"),
    [
        (crowd(1), "In: <@U0>."),
        (crowd(1, 1), "In: <@U0> (✓ finished)."),
        (crowd(2, 1), "In: <@U0> (✓ finished) and <@U1>. 1 of 2 finished."),
        (crowd(3), "In: <@U0>, <@U1> and <@U2>. 0 of 3 finished."),
        (crowd(10), "<@U8> and <@U9>. 0 of 10"),
        (crowd(24, 7), "<@U9> and 14 more. 7 of 24 finished."),
    ],
)
def test_the_roster_is_ten_names_and_a_count(routine: tuple[Exercise, ...], roster: Roster, line: str) -> None:
    assert line in views.invitation(given(), routine, None, progress=BreakProgress(roster)).text


def test_what_is_needed_and_whether_one_stands_is_said_before(routine: tuple[Exercise, ...]) -> None:
    text = views.invitation(given(), routine, None).text
    assert "You need a chair" in text
    assert "partly standing" in text
    assert "about 2 minutes" in text


def test_in_fifteen_minutes_is_offered_once(routine: tuple[Exercise, ...]) -> None:
    assert choices(views.invitation(given(), routine, None)) == ["In 15 minutes", "Not today", "Pause breaks…"]
    assert choices(views.invitation(given(), routine, None, progress=BreakProgress(again_at=THREE))) == [
        "Not today",
        "Pause breaks…",
    ]
    assert choices(views.invitation(given("2026-11-02T15:00+15"), routine, None)) == ["Not today", "Pause breaks…"]


def test_a_break_that_somebody_asked_for_has_no_timetable_to_pause(routine: tuple[Exercise, ...]) -> None:
    assert "Pause breaks…" not in choices(views.invitation(given("now 2026-11-02T15:07"), routine, None))


def test_the_end_is_one_line_without_names(routine: tuple[Exercise, ...]) -> None:
    message = views.closed_message(routine, BreakProgress(crowd(9, 7)))
    assert message.text == "Seated trunk turn and Standing back bend: 9 joined, 7 finished."
    assert len(message.blocks) == 1


def test_an_end_without_anybody_is_kind(routine: tuple[Exercise, ...]) -> None:
    assert "that is fine" in views.closed_message(routine, BreakProgress(Roster())).text


def test_a_break_whose_exercises_are_gone_still_reads_well() -> None:
    assert "A short stretch" in views.invitation(given(), (), None).text
    assert views.closed_message((), BreakProgress(crowd(1, 1))).text == "Stretch break: 1 joined, 1 finished."


def test_a_break_is_joined_or_done_in_every_state(routine: tuple[Exercise, ...]) -> None:
    for progress in (None, BreakProgress(), BreakProgress(crowd(3, 1), THREE)):
        row = next(
            block
            for block in views.invitation(given(), routine, None, progress=progress).payload()["blocks"]
            if block["type"] == "actions"
        )
        assert [element.get("text", {}).get("text") for element in row["elements"]] == ["I'm in", "Done", None]


def test_a_late_break_a_repeat_and_a_repeat_to_come_say_so(routine: tuple[Exercise, ...]) -> None:
    plain = views.invitation(given(), routine, None).text
    assert not any(words in plain for words in ("A little late", "Once more", "It comes once more"))
    assert "A little late, sorry" in views.invitation(given(), routine, None, late=True).text
    assert "Once more, as somebody asked." in views.invitation(given("2026-11-02T15:00+15"), routine, None).text
    again = views.invitation(given(), routine, None, progress=BreakProgress(again_at=THREE)).text
    assert "It comes once more <!date^" in again


def test_a_break_that_was_put_off_ends_without_a_count(routine: tuple[Exercise, ...]) -> None:
    assert "put off: it came again" in views.closed_message(routine, BreakProgress(again_at=THREE)).text
    assert "1 joined" in views.closed_message(routine, BreakProgress(crowd(1), THREE)).text


def test_steps_as_text_come_with_the_buttons_that_the_guide_would_have_had(routine: tuple[Exercise, ...]) -> None:
    message = views.joined_without_guide(routine, given())
    row = next(block for block in message.payload()["blocks"] if block["type"] == "actions")
    assert [element["text"]["text"] for element in row["elements"]] == ["Guide me", "Done"]
    assert all(exercise.finish in message.text for exercise in routine)


@pytest.mark.parametrize(
    ("slugs", "words"),
    [
        (["seated-trunk-turn"], ", sitting."),
        (["standing-back-bend"], ", standing."),
        (["seated-trunk-turn", "standing-back-bend"], ", partly standing."),
        (["butterfly-stretch"], ", sitting or standing. You need nothing."),
    ],
)
def test_the_invitation_says_where_and_with_what(slugs: list[str], words: str) -> None:
    assert words in views.invitation(given(), content.load(EXERCISES).routine(slugs), None).text
