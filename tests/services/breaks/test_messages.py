"""Messages are built once for all that read the same, and carry each its own break."""

from dataclasses import replace
from datetime import timedelta

from exercise_library import LIBRARY
from manual_clock import MONDAY
from quick_breaks import QuickBreaks

from bot.domain.breaks import Break
from bot.domain.library import Library
from bot.services.breaks.messages import BreakMessages

HOUR = timedelta(hours=1)
WHERE = {"id": "break-one", "team": "T1", "channel": "C1", "slot": "2026-11-23T09:00"}
GIVEN = Break(**WHERE, slugs=("chin-tuck",), due_at=MONDAY, state="claimed", set_by="U1")


def texts(quick: QuickBreaks, break_: Break, late: bool = False) -> list[str]:
    return [str(payload) for payload in quick.messages.payloads(break_, late)]


async def test_there_is_one_without_its_picture_and_one_of_text_alone(quick: QuickBreaks) -> None:
    full, plain, text = quick.messages.payloads(GIVEN, late=False)
    assert [["accessory" in block for block in payload["blocks"]] for payload in (full, plain)] == [
        [True, False],
        [False, False],
    ]
    assert full["blocks"][0] == plain["blocks"][0] | {"accessory": full["blocks"][0]["accessory"]}
    assert text == {"text": full["text"]}


async def test_a_break_without_exercises_that_still_exist_has_no_picture(quick: QuickBreaks) -> None:
    assert len(texts(quick, replace(GIVEN, slugs=("gone",)))) == 2
    assert quick.messages.picture_of(()) is None


async def test_the_first_exercise_has_its_picture_and_no_other_stands_for_it(quick: QuickBreaks) -> None:
    fan, drawn = LIBRARY.exercises_of(["finger-fan", "chin-tuck"])
    words_alone = replace(fan, holds=tuple(replace(hold, pose=()) for hold in fan.holds))
    messages = BreakMessages(Library((), (words_alone, drawn)), quick.messages._picture_store)
    assert messages.picture_of((drawn, words_alone)) is not None
    assert messages.picture_of((words_alone, drawn)) is None


async def test_buttons_and_choices_carry_the_id_of_their_own_break(quick: QuickBreaks) -> None:
    first, second = texts(quick, GIVEN)[0], texts(quick, replace(GIVEN, id="break-two", channel="C2"))[0]
    assert second == first.replace("break-one", "break-two")
    assert first.count("break-one") == 2 + 5
    assert "the id of the break" not in first


async def test_what_reads_differently_is_not_mixed_up(quick: QuickBreaks) -> None:
    later = replace(GIVEN, due_at=MONDAY + HOUR)
    assert texts(quick, GIVEN) == texts(quick, later)
    assert texts(quick, GIVEN, late=True) == texts(quick, later, late=True)
    for other, late in (
        (GIVEN, True),
        (replace(GIVEN, slot="now 2026-11-23T09:00"), False),
        (replace(GIVEN, slot="2026-11-23T09:00+15"), False),
        (replace(GIVEN, slugs=("neck-turn",)), False),
    ):
        assert texts(quick, other, late)[0] != texts(quick, GIVEN)[0]
