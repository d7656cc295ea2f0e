"""What has claims, and finding it by name."""

from dataclasses import replace

import pytest

from bot.cli.claims import Topic, UnknownTopic, sources_of, topic_named, topics
from bot.domain.exercises import Claim
from bot.domain.library import Library
from bot.domain.routines import Routine

OFTEN = Claim(says="Twice a day.", sources=("TUN",))
ROUTINE = Routine(slug="morning", name="Morning", purpose="Wake up gently.", often=OFTEN)


def by_slug(library: Library) -> dict[str, Topic]:
    return {topic.slug: topic for topic in topics(library)}


def test_every_exercise_is_there_with_all_its_claims(library: Library) -> None:
    found = by_slug(library)
    assert all(found[exercise.slug].claims == exercise.claims for exercise in library.exercises)


def test_every_topic_has_a_name_of_its_own(library: Library) -> None:
    assert len(by_slug(library)) == len(topics(library))


def test_an_exercise_says_how_strong_its_evidence_is_and_who_has_reviewed_it(library: Library) -> None:
    cat = library.exercises_of(["cat-arch"])[0]
    reviewed = replace(library, exercises=(replace(cat, reviewed_by="Ada Lee, physiotherapist"),))
    assert topic_named("cat-arch", library).notes == f"Evidence: {cat.evidence.strength}. Reviewed by: nobody yet."
    assert topic_named("cat-arch", reviewed).reviewed_by == "Ada Lee, physiotherapist"


def test_a_routine_claims_its_purpose_its_caution_and_how_often(library: Library) -> None:
    morning = topic_named("morning", replace(library, routines=(ROUTINE,)))
    assert morning.claims == (Claim(says="Wake up gently."), OFTEN)


def test_words_red_flags_and_cracking_have_claims_too(library: Library) -> None:
    assert "numb*" in topic_named("words-nerves", library).notes
    assert all(claim.sources for claim in topic_named("red-flags", library).claims)
    assert topic_named("cracking", library).claims


def test_a_situation_claims_why_it_hides_what_and_whom_to_ask(library: Library) -> None:
    found = topic_named("not-for-pregnant", library)
    assert "Knee roll" in found.notes
    assert any(str(claim).startswith("Ask your midwife or doctor") for claim in found.claims)


def test_every_source_of_every_claim_is_known(library: Library) -> None:
    claims = [claim for topic in topics(library) for claim in topic.claims]
    assert [len(sources_of(claim, library)) for claim in claims] == [len(claim.sources) for claim in claims]


@pytest.mark.parametrize("name", ["cat-arch", "Cat arch", "CAT", "cat cow"])
def test_an_exercise_is_found_by_whatever_it_is_called(library: Library, name: str) -> None:
    assert topic_named(name, library).slug == "cat-arch"


@pytest.mark.parametrize("name", ["back-full", "Back, full", "nine stretches"])
def test_a_routine_is_found_by_whatever_it_is_called(library: Library, name: str) -> None:
    assert topic_named(name, library).slug == "back-full"


@pytest.mark.parametrize(
    ("name", "said"),
    [("cat-arhc", 'Nothing is called "cat-arhc"; did you mean cat-arch?'), ("qqq", 'Nothing is called "qqq".')],
)
def test_what_is_unknown_is_said_with_what_may_be_meant(library: Library, name: str, said: str) -> None:
    with pytest.raises(UnknownTopic) as refused:
        topic_named(name, library)
    assert str(refused.value) == said
