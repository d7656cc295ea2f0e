"""What every table and column about a person is called in the file with their own data."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class TableWords:
    """The words for a table: its title, and a name for each of its columns."""

    title: str
    columns: Mapping[str, str]
    of_channels: str = ""
    """The title of those of its rows that stand for a channel, where others are the person's own."""


TABLES: Mapping[str, TableWords] = {
    "people": TableWords("your Slack profile, and when you were here", {
        "noted_at": "first-use note shown", "zone": "your time zone", "locale": "your language",
        "guest": "you're a guest", "zone_at": "read from your Slack profile", "home_at": "you last used Limber's Home",
    }),
    "preferences": TableWords("your set-up", {
        "kit": "what you have", "first_window": "always open with Ready?", "still_pictures": "still pictures",
        "ready_percent": "time to get ready, in percent of the usual", "counted_only": "on rosters without your name",
        "goal_days": "your goal, in days a week", "work_days": "your working days", "hours": "your working hours",
        "country": "whose public holidays you have off", "days_off": "your days off",
    }),
    "hidden": TableWords("stretches you hid", {"slug": "stretch", "at": "hidden"}),
    "dones": TableWords("stretches you finished", {"slug": "stretch", "at": "finished", "ref": "number"}),
    "feelings": TableWords("how they felt", {
        "slug": "stretch", "felt": "it felt", "at": "you said so", "ref": "number",
    }),
    "done_weeks": TableWords("earlier weeks", {"week": "week from", "days": "days on which you stretched"}),
    "shown": TableWords("stretches you were shown", {"slug": "stretch", "at": "last shown"}),
    "introductions": TableWords("stretches whose cautions you read", {
        "slug": "stretch", "version": "edition of the cautions", "at": "read",
    }),
    "sessions": TableWords("your stretches in the guide", {
        "id": "number of this guide", "slugs": "stretches", "position": "screen you were at", "step": "moves so far",
        "state": "state", "ends_at": "screen ends", "held": "screens you finished",
        "swapped": "left out, as they aren't for you", "ready_percent": "time to get ready, in percent of the usual",
        "still": "still pictures", "ref": "number", "break_id": "number of the break", "created_at": "opened",
    }),
    "timetables": TableWords("your reminders", {
        "channel": "where", "personal": "for you alone", "days": "days", "times": "times",
        "hours": "only within these hours", "zone": "time zone", "area": "area", "routine": "routine",
        "seated": "seated stretches only", "skip": "days off", "country": "public holidays of",
        "paused_until": "paused until", "next_at": "next", "next_slot": "next, on that time zone's clock",
        "recent": "stretches lately", "set_by": "set up by", "set_at": "set up", "stopped": "why they stopped",
        "stopped_at": "they stopped", "notice_ts": "Slack's number of the message about them",
        "is_public": "in a public channel", "month_line": "a line at each month's end",
        "month_told": "last month with that line",
    }, "channels' timetables that you set up"),
    "breaks": TableWords("reminders sent to you", {
        "id": "number", "channel": "where", "slot": "planned for, on the channel's or reminder's clock",
        "slugs": "stretches", "due_at": "due", "state": "state", "again_at": "tried again", "claimed_at": "taken up",
        "posted_at": "posted", "ts": "Slack's number of the message", "set_by": "set up by", "closes_at": "closes",
        "trouble": "why it wasn't posted", "closing_line": "number of its closing line", "personal": "for you alone",
        "posted_in": "direct message that has it, by its Slack id", "answered_at": "you answered",
    }, "channels' breaks that you set up or started"),
    "joins": TableWords("breaks you joined", {
        "break_id": "number of the break", "joined_at": "joined", "done_at": "done",
    }),
    "reminders": TableWords("reminders of breaks, on their way", {
        "break_id": "number of the break", "due_at": "due", "taken_at": "taken up",
    }),
    "installations": TableWords("that you installed Limber", {
        "installed_in": "workspace or organisation, by its Slack id", "app": "Slack's id of the app",
        "enterprise": "organisation, by its Slack id", "bot_id": "Slack's id of the bot",
        "bot_user": "Slack's id of the bot as a member", "scopes": "permissions", "installed_by": "installed by",
        "installed_at": "installed",
    }),
}  # fmt: skip
"""In the order in which they are told."""
