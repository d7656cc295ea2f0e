"""What a situation hides."""

from exercise_library import LIBRARY

from bot.domain.exercises import Claim
from bot.domain.situations import Situation, Situations, hidden_by

WHY = (Claim(says="Because."),)
WRISTS = Situation(slug="wrists", name="Wrists", areas=("wrists",), why=WHY)
CAT = Situation(slug="cats", name="Cats", hides=("cat-arch", "no-longer-there"), why=WHY)


def test_it_hides_all_of_its_areas_and_what_it_names() -> None:
    assert hidden_by([WRISTS], LIBRARY.exercises) == {each.slug for each in LIBRARY.pool("wrists")}
    assert hidden_by([WRISTS, CAT], LIBRARY.exercises) == hidden_by([WRISTS], LIBRARY.exercises) | {"cat-arch"}


def test_nothing_chosen_hides_nothing() -> None:
    assert hidden_by([], LIBRARY.exercises) == frozenset()


def test_situations_are_found_by_their_slugs() -> None:
    situations = Situations((WRISTS,), (CAT,))
    assert situations.named(["cats", "dogs"]) == (CAT,)
    assert list(situations) == [WRISTS, CAT]
