"""The Web API's dnd methods: when people are in do-not-disturb."""

from bot.playground.models import ApiError, Json, Person
from bot.playground.workspace import Workspace

MAX_USERS = 50
NEVER = 1
"""What Slack answers instead of a time for somebody who never used do-not-disturb."""


def dnd_info(workspace: Workspace, args: Json) -> Json:
    """Serve dnd.info; snoozing is told of the token's own user only, who is the bot."""
    workspace.require_scope("dnd:read")
    person = workspace.people.get(args.get("user") or workspace.bot_user)
    if person is None:
        raise ApiError("user_not_found")
    own = {"snooze_enabled": False} if person.id == workspace.bot_user else {}
    return _status(person) | own


def dnd_team_info(workspace: Workspace, args: Json) -> Json:
    """Serve dnd.teamInfo for up to fifty people, those of whom there is nobody left out."""
    workspace.require_scope("dnd:read")
    users = [user for user in args.get("users", "").split(",") if user]
    if not users:
        raise ApiError("invalid_arguments", "[ERROR] missing required field: users [json-pointer:/users]")
    if len(users) > MAX_USERS:
        raise ApiError("too_many_users")
    found = [workspace.people[user] for user in users if user in workspace.people]
    return {"users": {person.id: _status(person) for person in found}}


def _status(person: Person) -> Json:
    start, end = person.do_not_disturb or (NEVER, NEVER)
    enabled = person.do_not_disturb is not None
    return {"dnd_enabled": enabled, "next_dnd_start_ts": int(start), "next_dnd_end_ts": int(end)}


METHODS = {"dnd.info": dnd_info, "dnd.teamInfo": dnd_team_info}
