"""How the strings that people can meet are written: as one speaks, with one word for one thing."""

import re

import pytest

from tests.words.everything import everything

QUOTES_OTHERS = ("bot/content/yaml_reader.py",)
"""Files that also have the YAML parser's words."""
UNCONTRACTED = (
    r"\b(?:do|does|did|is|are|was|were|has|have|had|can|could|will|would|should|must) ?not\b"
    r"|\b(?:I am|(?:you|we|they) are|(?:it|that|there|here|who|what) is)(?= \w)"
    r"|\b(?:I|you|we|they|it|there|that) will\b"
    r"|\b(?:I|you|we|they) have (?:just|already|been|done|had|set|\w{2,}ed)\b"
    r"|\blet us\b"
)
"""Not "when they are." or "you have osteoporosis", which nobody contracts."""
QUAINT = (
    "as you like", "may it pass", "nobody must", "on the way", "anew", "would be just the thing", "for Slack",
    "takes its time", "peeing", "go on", "you made it", "that was it", "needs another look", "you need nothing",
    "once more, as",
)  # fmt: skip
SYNONYMS = {
    "somebody": "someone",
    "everybody": "everyone",
    "anymore": "any more",
    "don't understand": "didn't understand",
}
"""What is not said, and the word for it that is."""
TO_PEOPLE = ("bot/app/", "bot/domain/", "bot/services/", "bot/slack/", "bot/views/", "app_manifest.yaml", "exercises")
"""Where the bot speaks, rather than the command line or the checks of the exercises' files."""


def lines(pattern: str, files: tuple[str, ...] = ("",)) -> list[str]:
    """Return the strings of these files in which a pattern is found."""
    said = [(file, line) for file, found in everything().items() if file not in QUOTES_OTHERS for line in found]
    return [f"{file}: {line}" for file, line in said if file.startswith(files) and re.search(pattern, line, re.I)]


def test_people_are_spoken_to_in_contractions():
    assert lines(UNCONTRACTED) == []


def test_nothing_sounds_quaint():
    assert lines(rf"\b(?:{'|'.join(QUAINT)})\b") == []


def test_one_thing_has_one_word():
    assert lines(rf"\b(?:{'|'.join(SYNONYMS)})\b") == []


def test_what_people_do_is_a_stretch_and_never_an_exercise():
    assert lines(r"\bexercises?\b", TO_PEOPLE) == []


@pytest.mark.parametrize(
    ("stiff", "spoken"),
    [
        ("It does not open.", "It doesn't open."), ("I cannot post there.", "I can't post there."),
        ("You are in.", "You're in."), ("You have finished.", "You've finished."),
        ("There is no such date.", "Skip it if you have osteoporosis."), ("I will remind you.", "when they are"),
    ],
)  # fmt: skip
def test_only_what_people_would_contract_counts_as_stiff(stiff: str, spoken: str):
    assert [bool(re.search(UNCONTRACTED, said, re.I)) for said in (stiff, spoken)] == [True, False]
