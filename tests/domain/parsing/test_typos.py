"""Single misspelt words."""

import pytest

from bot.domain.parsing.typos import corrected

WORDS = ("neck", "back", "lower", "upper", "shoulders", "hips", "chest", "wrists", "waist")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("neck", "neck"), ("nek", "neck"), ("bakc", "back"), ("lowre", "lower"), ("uper", "upper"), ("hip", "hips"),
        ("sholders", "shoulders"), ("shuolders", "shoulders"), ("sholdres", "shoulders"), ("wrosts", "wrists"),
    ],
)  # fmt: skip
def test_a_slip_is_forgiven(typed: str, meant: str) -> None:
    assert corrected(typed, WORDS) == meant


@pytest.mark.parametrize(
    "typed", ["", "ne", "deck", "bank", "tower", "supper", "power", "wait", "black", "cheat", "nick"]
)
def test_another_word_is_no_slip(typed: str) -> None:
    assert corrected(typed, WORDS) is None


def test_what_may_be_either_of_two_is_neither() -> None:
    assert corrected("sidess", ("sideso", "sidesa")) is None
