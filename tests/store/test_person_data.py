"""Everything about a person is found and deleted, of every table and column that there is."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, Boolean, Column, Integer, Table, insert, select

from bot.domain.actor import Actor
from bot.domain.calendar_names import DAY_NAMES
from bot.domain.library import Library
from bot.store import Store
from bot.store.person_data import LEFT_OUT, SAID_ONCE
from bot.store.tables import metadata
from bot.store.tables.base import Moment
from bot.views.my_data_document import DAYS, NUMBERS, MyDataDocument
from bot.views.my_data_words import TABLES

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
ANA, BEN = Actor("T1", "U1"), Actor("T1", "U2")
ABOUT_NOBODY = {"workspaces", "org_teams", "removals", "oauth_states"}
"""Tables that say nothing about a person."""
NAMING = {"user", "set_by", "installed_by"}
"""Columns with a person's id; of `channel`, where it stands for a private reminder."""


def a_value(column: Column, actor: Actor, number: int) -> Any:
    if column.name in ("team", "installed_in"):
        return actor.team
    if column.name in NAMING:
        return actor.user
    if column.name == "break_id" and column.foreign_keys:
        return f"{actor.user} id"
    match column.type:
        case Moment():
            return NOW
        case Boolean():
            return True
        case Integer():
            return number
        case JSON():
            return ["cat-arch"]
    return f"{actor.user} {column.name}"[: getattr(column.type, "length", None) or 40]


def a_row(table: Table, actor: Actor) -> dict[str, Any]:
    return {column.name: a_value(column, actor, number) for number, column in enumerate(table.columns)}


async def fill(store: Store, *people: Actor) -> None:
    async with store.database.writing() as connection:
        for table in metadata.sorted_tables:
            rows = [a_row(table, person) for person in people]
            if table.name in ABOUT_NOBODY | {"installations"}:  # there is one of a workspace
                rows = rows[:1]
            await connection.execute(insert(table), rows)


async def test_every_row_and_column_about_a_person_is_found_and_nothing_about_others(store: Store) -> None:
    await fill(store, ANA, BEN)
    found = (await store.person_data.everything(ANA)).tables
    assert {*found} == {table.name for table in metadata.sorted_tables} - ABOUT_NOBODY
    for table in metadata.sorted_tables:
        if table.name in found:
            expected = {name: value for name, value in a_row(table, ANA).items() if name not in LEFT_OUT | SAID_ONCE}
            assert found[table.name] == [expected], table.name


async def test_what_opens_doors_is_left_out(store: Store) -> None:
    await fill(store, ANA)
    told = str(await store.person_data.everything(ANA))
    assert [name for name in LEFT_OUT if name in told] == []


async def test_a_private_reminder_is_found_by_its_person_even_without_their_signature(store: Store) -> None:
    await fill(store, BEN)
    async with store.database.writing() as connection:
        for table in (metadata.tables["timetables"], metadata.tables["breaks"]):
            row = a_row(table, ANA) | {"channel": "U1", "set_by": ""}
            await connection.execute(insert(table), [row])
    found = await store.person_data.everything(ANA)
    assert [len(found.own(name)) for name in ("timetables", "breaks")] == [1, 1]
    assert [len(found.of_channels(name)) for name in ("timetables", "breaks")] == [0, 0]


async def test_whoever_is_deleted_is_in_no_table_any_more(store: Store) -> None:
    await fill(store, ANA, BEN)
    await store.deletion.delete_person(ANA)
    assert (await store.person_data.everything(ANA)).is_empty
    async with store.database.reading() as connection:
        for table in metadata.sorted_tables:
            rows = (await connection.execute(select(table))).mappings().all()
            assert [row for row in rows if ANA.user in row.values()] == [], table.name
            assert not (table.name not in ABOUT_NOBODY | {"installations"} and not rows), table.name


async def test_nothing_is_stored_about_a_stranger(store: Store) -> None:
    assert (await store.person_data.everything(ANA)).is_empty


async def test_the_document_in_words_has_every_row_column_and_value(store: Store) -> None:
    await fill(store, ANA, BEN)
    data = await store.person_data.everything(ANA)
    assert {name: {*words.columns} for name, words in TABLES.items()} == {
        name: {*row} for name, [row] in data.tables.items()
    }
    sections = MyDataDocument(Library((), ()), data).sections()
    for name, [row] in data.tables.items():
        [told] = sections[TABLES[name].of_channels or TABLES[name].title]
        assert {*told} == {*TABLES[name].columns.values()}, name
        assert len(told) == len(row), name
        for column, value in row.items():
            assert said_of(column, value) in str(told[TABLES[name].columns[column]]).replace("', '", " "), column
    assert "_" not in str([*sections, *(list(row) for rows in sections.values() for row in rows)])
    assert BEN.user not in str(sections)


def said_of(column: str, value: Any) -> str:
    """What the document surely says of a value."""
    if value == ANA.user:
        return "you"
    if column in NUMBERS:
        return ""
    if column in DAYS and isinstance(value, str):
        return "', '".join(value).replace("1", DAY_NAMES[1]).replace("', '", " ")
    return value.isoformat() if isinstance(value, datetime) else str(value).replace("', '", " ")
