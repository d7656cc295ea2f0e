"""The tables of people: each row is about one person."""

from sqlalchemy import JSON, Boolean, Column, Index, Integer, String, Table, Text

from bot.store.tables.base import Moment, id_column, metadata, person_key

people = Table(
    "people",
    metadata,
    *person_key(),
    Column("noted_at", Moment),  # when the first-use note was shown
    Column("zone", String(64)),
    Column("locale", String(20)),
    Column("guest", Boolean),
    Column("zone_at", Moment),  # when Slack was asked for these
    Column("home_at", Moment),  # when they last opened their Home
)

shown = Table(
    "shown",
    metadata,
    *person_key(),
    Column("slug", String(60), primary_key=True),
    Column("at", Moment, nullable=False),
)

introductions = Table(
    "introductions",
    metadata,
    *person_key(),
    Column("slug", String(60), primary_key=True),
    Column("version", String(16), nullable=False),  # of the cautions that were shown
    Column("at", Moment, nullable=False),
)

preferences = Table(
    "preferences",
    metadata,
    *person_key(),
    Column("kit", String(60)),  # what they have: "chair mat"; null: not told
    Column("first_window", Boolean, nullable=False),  # whether the window before the first hold always opens
    Column("still_pictures", Boolean, nullable=False),
    Column("ready_percent", Integer, nullable=False),  # of the usual time to get ready
    Column("counted_only", Boolean, nullable=False),  # whether rosters count them without their name
    Column("goal_days", Integer, nullable=False),  # a week
    Column("work_days", String(7), nullable=False),  # "01234": Monday to Friday
    Column("hours", String(11)),  # "09:00-17:00", local; null: any
    Column("country", String(20)),  # whose public holidays they have off
    Column("days_off", Text, nullable=False),  # "2026-12-24 2026-12-31"
)

hidden = Table(
    "hidden",  # exercises that are not for them; why is never asked
    metadata,
    *person_key(),
    Column("slug", String(60), primary_key=True),
    Column("at", Moment, nullable=False),
)

sessions = Table(
    "sessions",
    metadata,
    id_column("id", primary_key=True),
    id_column("team"),
    id_column("user"),
    Column("slugs", JSON, nullable=False),
    Column("position", Integer, nullable=False),
    Column("step", Integer, nullable=False),
    Column("state", String(10), nullable=False),
    Column("ends_at", Moment, index=True),
    Column("held", JSON, nullable=False, server_default="[]"),  # the positions whose holds were done
    Column("swapped", JSON, nullable=False, server_default="[]"),  # slugs that others stand in for, as not for them
    Column("ready_percent", Integer, nullable=False, server_default="100"),
    Column("still", Boolean, nullable=False, server_default="0"),  # whether its pictures are
    id_column("ref"),  # what its Done counts for, once
    Column("view_id", String(40)),
    Column("break_id", String(40)),
    Column("response_url", Text),  # of the card that it was opened from; Slack takes it for thirty minutes
    Column("created_at", Moment, nullable=False),
    Index(None, "team", "user", "created_at"),
)

dones = Table(
    "dones",
    metadata,
    *person_key(),
    id_column("ref", primary_key=True),  # the session or card that was closed: once
    Column("slug", String(60), primary_key=True),
    Column("at", Moment, nullable=False),
    Index(None, "team", "user", "at"),
)

done_weeks = Table(
    "done_weeks",  # what stays of finished stretches when they are deleted
    metadata,
    *person_key(),
    Column("week", String(10), primary_key=True),  # its Monday, where the person was: "2026-11-23"
    Column("days", Integer, nullable=False),  # on how many of its days they stretched
)

feelings = Table(
    "feelings",
    metadata,
    *person_key(),
    id_column("ref", primary_key=True),  # the Done that it is about
    Column("slug", String(60), primary_key=True),
    Column("felt", String(6), nullable=False),  # better, same, worse
    Column("at", Moment, nullable=False, index=True),
)
