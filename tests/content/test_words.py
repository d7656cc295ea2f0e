"""The file of words about how people feel: what may stand in it, and how a mistake is told."""

from pathlib import Path

import pytest

from bot.content import ContentError, load
from bot.core.settings import EXERCISES
from bot.domain.parsing.command import parse_command
from bot.domain.parsing.symptoms import Stiffness, Symptom

GROUPS = load(EXERCISES).words.groups


def change(folder: Path, old: str, new: str) -> None:
    text = (folder / "words.yaml").read_text()
    assert old in text
    (folder / "words.yaml").write_text(text.replace(old, new, 1))


def test_a_word_is_added_by_one_line(folder: Path) -> None:
    change(folder, "      - rusty\n", "      - rusty\n      - wooden\n")
    assert isinstance(parse_command("so wooden today", load(folder)), Stiffness)


def test_without_the_file_no_symptom_is_recognised(folder: Path) -> None:
    (folder / "words.yaml").unlink()
    assert not isinstance(parse_command("chest pain", load(folder)), Symptom)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("- numb*\n", "- post-op\n", '"nerves", word 1: "post-op" never matches; write words in lower case'),
        ("- numb*\n", "- Numb*\n", '"nerves", word 1: "Numb*" never matches; write words in lower case'),
        ("- numb*\n", "- nu*mb\n", '"nerves", word 1: "nu*mb" never matches; write words in lower case'),
        ("- numb*\n", "- numb +\n", '"nerves", word 1: "numb +" never matches; write words in lower case'),
        ("- numb*\n", "- numb BDY\n", '"nerves", word 1: no list "BDY"; did you mean BODY?'),
        ("- numb*\n", "- 7\n", '"nerves", word 1: must be text, but is 7; put it in quotes'),
        ("means: worrying", "means: worying", "\"nerves\", means: must be 'everyday', 'painful', 'worrying' or"),
        ("why:", "wy:", '"nerves", wy: no such field; did you mean why?'),
        ("says:", "syas:", '"nerves", why, syas: no such field; did you mean says?'),
        ("[SHEFF, IQWIG", "[SHEF, IQWIG", '"nerves", why: unknown name "SHEF"; did you mean SHEFF?'),
        ("- name: nerves\n    means", "- means", "group 1, name: is missing"),
        ("LIMB: [arm,", "LIMB: [Arm,", 'lists, LIMB 1: "Arm" never matches; write words in lower case'),
        ("LIMB: [arm,", "LIMB: [BODY,", 'lists, LIMB 1: no list "BODY"'),
        ("LIMB: [arm,", "limb: [arm,", "lists, limb: the name of a list must be one word in capitals"),
        ("LIMB: [arm, arms, leg, legs]", "LIMB: arm", "lists, LIMB: must be a list, each entry on a line of its own"),
        ("groups:", "grups:", "grups: no such field; did you mean groups?"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_by_file_group_and_field(folder: Path, old: str, new: str, told: str) -> None:
    change(folder, old, new)
    with pytest.raises(ContentError) as refused:
        load(folder)
    assert any(mistake.startswith(f"exercises/words.yaml, {told}") for mistake in refused.value.mistakes), refused.value


def test_every_group_has_a_name_of_its_own_and_no_word_twice() -> None:
    words = [(group.means, word) for group in GROUPS for word in group.words]
    assert len({group.name for group in GROUPS}) == len(GROUPS)
    assert [word for word in words if words.count(word) > 1] == []


def test_every_meaning_has_words() -> None:
    assert {group.means for group in GROUPS} == {"everyday", "painful", "worrying", "condition"}
