"""What is stored about a person, counted and cut."""

import json

from bot.domain.actor import Actor
from bot.domain.person_data import STORED, PersonData, to_json

ANA = Actor("T1", "U1")
DATA = PersonData(ANA, {"dones": [{"ref": "a"}, {"ref": "a"}, {"ref": "b"}], "hidden": []})


def test_rows_and_different_values_are_counted() -> None:
    assert (DATA.count("dones"), DATA.count("dones", "ref"), DATA.count("hidden"), DATA.count("none")) == (3, 2, 0, 0)
    assert not DATA.is_empty
    assert PersonData(ANA, {"hidden": []}).is_empty


def test_a_shorter_one_has_so_many_rows_of_each_table() -> None:
    shortened = DATA.shortened(2)
    assert (shortened.count("dones"), shortened.actor) == (2, ANA)


def test_the_document_is_json_with_short_lines_and_nothing_that_slack_would_read() -> None:
    row = {"days off": ["2026-12-24"] * 366, "note": "<!here> & `code` \u00e9"}
    document = to_json({"about": "<all>"}, {"your reminders": [row, {}], "hidden": []})
    assert json.loads(document) == {"about": "<all>", STORED: {"your reminders": [row, {}], "hidden": []}}
    assert max(map(len, document.splitlines())) < 1500
    assert document.isascii()
    assert not set("<>&`") & set(document)
