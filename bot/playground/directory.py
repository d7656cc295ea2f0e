"""The Web API's auth, team, users and conversations methods."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.playground.models import ApiError, Channel, Json, Person, Team, direct_id, is_true
from bot.playground.workspace import Workspace

DEFAULT_PAGE_SIZE = 100

API_TEST = "api.test"


def api_test(_workspace: Workspace, args: Json) -> Json:
    """Serve api.test, which needs no token."""
    return {"args": args}


def auth_test(workspace: Workspace, args: Json) -> Json:
    """Serve auth.test."""
    team = workspace.team
    bot = {"user": workspace.bot_name, "user_id": team.bot_user, "bot_id": team.bot_id}
    about = {"team": team.name, "team_id": team.id, "url": f"https://{team.domain}.example/"}
    return about | bot | {"is_enterprise_install": False}


def team_info(workspace: Workspace, args: Json) -> Json:
    """Serve team.info."""
    workspace.require_scope("team:read")
    return {"team": workspace.team.to_dict()}


def users_info(workspace: Workspace, args: Json) -> Json:
    """Serve users.info; `tz_offset` is the current offset in seconds."""
    workspace.require_scope("users:read")
    person = workspace.people.get(args.get("user", ""))
    if person is None:
        raise ApiError("user_not_found")
    locale = {"locale": person.locale} if is_true(args, "include_locale") else {}
    return {"user": _user_object(workspace.team, person, workspace.clock()) | locale}


def conversations_info(workspace: Workspace, args: Json) -> Json:
    """Serve conversations.info."""
    return {"channel": _conversation_object(workspace, _find_readable_channel(workspace, args))}


def conversations_members(workspace: Workspace, args: Json) -> Json:
    """Serve conversations.members, page by page."""
    members = sorted(_find_readable_channel(workspace, args).members)
    start = _integer_argument(args, "cursor", 0)
    end = start + min(_integer_argument(args, "limit", DEFAULT_PAGE_SIZE), 999)
    cursor = str(end) if end < len(members) else ""
    return {"members": members[start:end], "response_metadata": {"next_cursor": cursor}}


def conversations_open(workspace: Workspace, args: Json) -> Json:
    """Serve conversations.open for one user."""
    workspace.require_scope("im:write")
    person = workspace.people.get(args.get("users", ""))
    if person is None:
        raise ApiError("user_not_found")
    if person.bot:
        raise ApiError("cannot_dm_bot")
    if person.deleted:
        raise ApiError("user_disabled")
    return {"channel": {"id": direct_id(person.id)}, "no_op": True, "already_open": True}


def _integer_argument(args: Json, name: str, default: int) -> int:
    value = args.get(name) or str(default)
    if not value.isdigit():
        raise ApiError(f"invalid_{name}")
    return int(value)


def _find_readable_channel(workspace: Workspace, args: Json) -> Channel:
    channel = workspace.channels.get(args.get("channel", ""))
    if channel is None or (channel.private and workspace.bot_user not in channel.members):
        raise ApiError("channel_not_found")
    workspace.require_scope("im:read" if channel.direct else "groups:read" if channel.private else "channels:read")
    return channel


def _user_object(team: Team, person: Person, now: float) -> Json:
    local_time = datetime.fromtimestamp(now, ZoneInfo(person.tz))
    offset = local_time.utcoffset()
    huddle_state = "in_a_huddle" if person.huddle else "default_unset"
    profile = {"real_name": person.name, "huddle_state": huddle_state, "huddle_state_expiration_ts": 0}
    names = {"name": person.name.lower(), "real_name": person.name, "profile": profile}
    zone = {"tz": person.tz, "tz_label": local_time.tzname(), "tz_offset": int(offset.total_seconds()) if offset else 0}
    flags = {
        "deleted": person.deleted,
        "is_admin": person.admin,
        "is_owner": False,
        "is_bot": person.bot,
        "is_app_user": False,
        "updated": int(now),
    }
    return {"id": person.id, "team_id": team.id} | names | zone | flags


def _conversation_object(workspace: Workspace, channel: Channel) -> Json:
    flags = {
        "is_channel": not channel.private,
        "is_group": channel.private and not channel.direct,
        "is_im": channel.direct,
        "is_private": channel.private,
    }
    state = {"is_archived": channel.archived, "is_member": workspace.bot_user in channel.members}
    return {"id": channel.id, "name": channel.name, "topic": {"value": channel.topic}} | flags | state


METHODS = {
    API_TEST: api_test,
    "auth.test": auth_test,
    "team.info": team_info,
    "users.info": users_info,
    "conversations.info": conversations_info,
    "conversations.members": conversations_members,
    "conversations.open": conversations_open,
}
