"""Everything about a person is found and deleted, of every table and column that there is."""

import json
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, Boolean, Column, Integer, Table, insert, select

from bot.domain.actor import Actor
from bot.domain.person_data import PersonData, to_json
from bot.store import Store
from bot.store.person_data import LEFT_OUT, SAID_ONCE
from bot.store.tables import metadata
from bot.store.tables.base import Moment

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
    document = to_json(await store.person_data.everything(ANA), NOW)
    assert [name for name in ("response_url", "view_id", "bot_token") if name in document] == []


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


async def test_the_document_is_json_with_short_lines_and_nothing_that_slack_would_read(store: Store) -> None:
    row = {"skip": " ".join(["2026-12-24"] * 366), "note": "<!here> & `code` é", "at": NOW, "slugs": ["a", "b"]}
    document = to_json(PersonData(ANA, {"timetables": [row, {"at": None}], "hidden": []}), NOW)
    read = json.loads(document)
    assert (read["workspace"], read["you"], read["written_at"]) == ("T1", "U1", "2026-11-23T09:00:00+00:00")
    first, second = read["stored"]["timetables"]
    assert (first["skip"], first["note"], first["slugs"]) == (["2026-12-24"] * 366, row["note"], ["a", "b"])
    assert (second, read["stored"]["hidden"]) == ({"at": None}, [])
    assert max(map(len, document.splitlines())) < 1500
    assert document.isascii()
    assert not set("<>&`") & set(document)
