"""The Web API's methods about the team, its people and its channels."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.playground.models import BOT_ID, BOT_USER, TEAM_ID, Channel, Json, Person, Refused, yes
from bot.playground.workspace import Workspace, direct_id

TEAM_NAME, DOMAIN = "Playground", "playground"
PAGE_LIMIT = 100


def auth_test(space: Workspace, args: Json) -> Json:
    """auth.test: whose token it is."""
    team = {"team": TEAM_NAME, "team_id": TEAM_ID, "url": f"https://{DOMAIN}.example/", "is_enterprise_install": False}
    return team | {"user": space.bot_name, "user_id": BOT_USER, "bot_id": BOT_ID}


def team_info(space: Workspace, args: Json) -> Json:
    """team.info: the workspace's name."""
    space.need("team:read")
    return {"team": {"id": TEAM_ID, "name": TEAM_NAME, "domain": DOMAIN}}


def users_info(space: Workspace, args: Json) -> Json:
    """users.info: name and time zone; `tz_offset` is in seconds and of now."""
    space.need("users:read")
    person = space.people.get(args.get("user", ""))
    if person is None:
        raise Refused("user_not_found")
    return {"user": _user(person, space.clock()) | ({"locale": person.locale} if yes(args, "include_locale") else {})}


def conversations_info(space: Workspace, args: Json) -> Json:
    """conversations.info: what a channel is."""
    return {"channel": _conversation(_readable(space, args))}


def conversations_members(space: Workspace, args: Json) -> Json:
    """conversations.members: who is in a channel, by pages."""
    people = sorted(_readable(space, args).members)
    start = _number(args, "cursor", 0)
    end = start + min(_number(args, "limit", PAGE_LIMIT), 999)
    cursor = str(end) if end < len(people) else ""
    return {"members": people[start:end], "response_metadata": {"next_cursor": cursor}}


def conversations_open(space: Workspace, args: Json) -> Json:
    """conversations.open: the direct conversation with one person."""
    space.need("im:write")
    person = space.people.get(args.get("users", ""))
    if person is None:
        raise Refused("user_not_found")
    if person.bot:
        raise Refused("cannot_dm_bot")
    return {"channel": {"id": direct_id(person.id)}, "no_op": True, "already_open": True}


def _number(args: Json, name: str, default: int) -> int:
    given = args.get(name) or str(default)
    if not given.isdigit():
        raise Refused(f"invalid_{name}")
    return int(given)


def _readable(space: Workspace, args: Json) -> Channel:
    channel = space.channels.get(args.get("channel", ""))
    if channel is None or (channel.private and BOT_USER not in channel.members):
        raise Refused("channel_not_found")
    space.need("im:read" if channel.direct else "groups:read" if channel.private else "channels:read")
    return channel


def _user(person: Person, now: float) -> Json:
    here = datetime.fromtimestamp(now, ZoneInfo(person.tz))
    offset = here.utcoffset()
    names = {"name": person.name.lower(), "real_name": person.name, "profile": {"real_name": person.name}}
    zone = {"tz": person.tz, "tz_label": here.tzname(), "tz_offset": int(offset.total_seconds()) if offset else 0}
    kind = {
        "deleted": False,
        "is_admin": person.admin,
        "is_owner": False,
        "is_bot": person.bot,
        "is_app_user": False,
        "updated": int(now),
    }
    return {"id": person.id, "team_id": TEAM_ID} | names | zone | kind


def _conversation(channel: Channel) -> Json:
    kind = {
        "is_channel": not channel.private,
        "is_group": channel.private and not channel.direct,
        "is_im": channel.direct,
        "is_private": channel.private,
    }
    state = {"is_archived": channel.archived, "is_member": BOT_USER in channel.members}
    return {"id": channel.id, "name": channel.name, "topic": {"value": channel.topic}} | kind | state


METHODS = {
    "auth.test": auth_test,
    "team.info": team_info,
    "users.info": users_info,
    "conversations.info": conversations_info,
    "conversations.members": conversations_members,
    "conversations.open": conversations_open,
}
