"""The tables of workspaces: where the bot is installed, removed, or stopped."""

from sqlalchemy import Column, Integer, String, Table, Text

from bot.store.tables.base import Moment, id_column, metadata

workspaces = Table(
    "workspaces",
    metadata,
    id_column("team", primary_key=True),
    Column("stopped_at", Moment, nullable=False),
    Column("reason", String(80), nullable=False),
    Column("again_at", Moment, nullable=False, server_default="2000-01-01 00:00:00"),  # when the token is tried again
    Column("attempts", Integer, nullable=False, server_default="0"),
)

# An id of Slack's and a token are as long as Slack makes them; an encrypted token is twice as long.
installations = Table(
    "installations",
    metadata,
    Column("installed_in", Text, primary_key=True),  # the workspace, or the organisation if it is org-wide
    Column("app", Text, nullable=False),
    Column("enterprise", Text),  # also of a workspace's own installation, if it belongs to an organisation
    Column("team", Text),  # null: org-wide
    Column("bot_token", Text, nullable=False),  # encrypted
    Column("bot_id", Text, nullable=False),
    Column("bot_user", Text, nullable=False),
    Column("scopes", Text, nullable=False),  # the granted ones: "chat:write commands"
    Column("installed_by", Text, nullable=False),
    Column("installed_at", Moment, nullable=False),
)

org_teams = Table(
    "org_teams",  # the workspaces that an org-wide installation serves
    metadata,
    Column("team", Text, primary_key=True),
    Column("enterprise", Text, nullable=False, index=True),
)

removals = Table(
    "removals",  # workspaces that removed the bot, until what is stored of them is surely gone
    metadata,
    Column("team", Text, primary_key=True),
    Column("at", Moment, nullable=False),
)

oauth_states = Table(
    "oauth_states",
    metadata,
    Column("digest", Text, primary_key=True),  # SHA-256 of the state
    Column("issued_at", Moment, nullable=False, index=True),
)
