"""The menu, the help, and the answers to what was not understood."""

from datetime import UTC, datetime
from typing import Any

import pytest
from exercise_library import LIBRARY

from bot.domain.guide import Session
from bot.domain.parsing.command import NotUnderstood
from bot.views import menu as views

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
ROUTINE = LIBRARY.exercises_of(["cat-arch"])
LEFT = Session(id="s1", team="T1", user="U1", slugs=("cat-arch",), created_at=NOW, position=2, ref="card")


def labels(blocks: list[dict[str, Any]]) -> list[str]:
    rows = [block["elements"] for block in blocks if block["type"] == "actions"]
    return [button["text"]["text"] for row in rows for button in row]


def test_the_menu_has_every_area_the_main_ones_first_and_then_help() -> None:
    found = labels(views.menu(LIBRARY, None, ()).payload()["blocks"])
    assert found[:4] == [LIBRARY.area(slug).title for slug in views.MAIN_AREAS]
    areas, lengths = found[: len(LIBRARY.areas)], found[len(LIBRARY.areas) : -1]
    assert sorted(areas) == sorted(area.title for area in LIBRARY.areas)
    assert lengths == ["30 seconds", "1 minute", "2 minutes", "5 minutes", "All routines"]
    assert found[-1] == "Help"


def test_no_row_of_areas_is_longer_than_five() -> None:
    rows = [block for block in views.menu(LIBRARY, None, ()).payload()["blocks"] if block["type"] == "actions"]
    assert max(len(row["elements"]) for row in rows) == 5
    assert len({row["block_id"] for row in rows}) == len(rows)


def test_a_session_that_was_left_is_offered_first() -> None:
    message = views.menu(LIBRARY, LEFT, ROUTINE)
    assert labels(message.payload()["blocks"])[0] == "Resume"
    assert message.text.startswith("You stopped partway through Cat arch. Press Resume")


@pytest.mark.parametrize(("left", "routine"), [(None, ()), (None, ROUTINE), (LEFT, ())])
def test_nothing_is_offered_without_a_session_or_its_exercises(left: Session | None, routine: tuple) -> None:
    message = views.menu(LIBRARY, left, routine)
    assert "Resume" not in labels(message.payload()["blocks"])
    assert "You stopped" not in message.text


def test_help_lists_every_area_and_the_red_flags_without_marks() -> None:
    text = views.help_message(LIBRARY).text
    assert all(area.slug in text for area in LIBRARY.areas)
    assert "When to see a doctor:" in text
    assert "*" not in text
    assert "`" not in text


def test_what_was_not_understood_is_quoted_and_the_nearest_name_suggested() -> None:
    text = views.not_understood(NotUnderstood("nek", "neck"), LIBRARY).text
    assert "“nek”. Did you mean /stretch neck?" in text
    nothing_near = views.not_understood(NotUnderstood("xyzzy", None), LIBRARY).text
    assert nothing_near == "Sorry, I don't know “xyzzy”. Pick an area, or try /stretch help."


@pytest.mark.parametrize(("chars", "cut"), [(80, False), (81, True)])
def test_more_than_eighty_characters_are_cut(chars: int, cut: bool) -> None:
    text = views.not_understood(NotUnderstood("x" * chars, None), LIBRARY).text
    assert ("“" + "x" * 79 + "…”" in text) == cut
    assert ("“" + "x" * 80 + "”" in text) != cut


def test_what_was_typed_can_mention_nobody_and_is_escaped_once() -> None:
    answer = str(views.not_understood(NotUnderstood("<!channel> & co", None), LIBRARY).payload())
    assert "<!channel>" not in answer
    assert answer.count("“&lt;!channel&gt; &amp; co”") == 2


def test_the_menu_says_little() -> None:
    words = views.menu(LIBRARY, None, ()).text.split()
    assert len(words) <= 45
