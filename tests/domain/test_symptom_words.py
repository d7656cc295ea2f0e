"""How words in a group are found in what people type."""

import pytest

from bot.domain.exercises import Claim
from bot.domain.library import Library
from bot.domain.parsing.symptoms import Condition, Pain, Stiffness, Symptom, parse_symptom
from bot.domain.symptom_words import Meaning, SymptomWords, WordGroup

LISTS = {"BODY": ("back", "lower back", "knee"), "UNABLE": ("can't", "can not")}


def group(means: Meaning, *words: str) -> WordGroup:
    return WordGroup(name=means, means=means, words=words, why=Claim(says="Why."))


def found(typed: str, *words: str) -> bool:
    return SymptomWords((group("worrying", *words),), LISTS).found("worrying", typed)


@pytest.mark.parametrize(
    ("word", "typed"),
    [
        ("sore", "so sore today"), ("numb*", "numb"), ("numb*", "numbness in a foot"),
        ("pins & needles", "pins & needles"),
        ("BODY trouble", "lower back trouble"), ("UNABLE move", "i can not move"), ("UNABLE move", "can't move"),
        ("chest + pain*", "chest pains"), ("chest + pain*", "a pain in my chest"), ("chest + BODY", "back and chest"),
    ],
)  # fmt: skip
def test_a_word_is_found_as_a_whole_with_any_ending_through_a_list_or_beside_another(word: str, typed: str) -> None:
    assert found(typed, word)


@pytest.mark.parametrize(
    ("word", "typed"),
    [
        ("sore", "sorel"), ("ache", "teaches"), ("numb*", "benumbed"), ("BODY trouble", "car trouble"),
        ("BODY trouble", "backs trouble"), ("chest + pain*", "chest"), ("chest + pain*", "chestnut pain"),
        ("p.in", "pain"),
    ],
)  # fmt: skip
def test_what_only_looks_like_it_is_not_found(word: str, typed: str) -> None:
    assert not found(typed, word)


def test_a_group_of_pairs_alone_finds_nothing_else() -> None:
    assert not found("my neck", "chest + pain*")


def test_without_words_nothing_is_found() -> None:
    assert parse_symptom("chest pain", Library((), ())) is None


@pytest.mark.parametrize(
    ("typed", "kind"),
    [("a b c d", Symptom), ("a b c", Condition), ("a b", Pain), ("a", Stiffness), ("e", type(None))],
)
def test_the_most_worrying_counts(typed: str, kind: type) -> None:
    groups = (group("everyday", "a"), group("painful", "b"), group("condition", "c"), group("worrying", "d"))
    assert isinstance(parse_symptom(typed, Library((), (), words=SymptomWords(groups))), kind)
