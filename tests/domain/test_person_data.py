"""What is stored about a person, counted and cut."""

from bot.domain.actor import Actor
from bot.domain.person_data import PersonData

ANA = Actor("T1", "U1")
DATA = PersonData(ANA, {"dones": [{"ref": "a"}, {"ref": "a"}, {"ref": "b"}], "hidden": []})


def test_rows_and_different_values_are_counted() -> None:
    assert (DATA.count("dones"), DATA.count("dones", "ref"), DATA.count("hidden"), DATA.count("none")) == (3, 2, 0, 0)
    assert not DATA.is_empty
    assert PersonData(ANA, {"hidden": []}).is_empty


def test_a_shorter_one_has_so_many_rows_of_each_table_and_says_so() -> None:
    shortened = DATA.shortened(2, "short")
    assert (shortened.count("dones"), shortened.note, shortened.actor) == (2, "short", ANA)
