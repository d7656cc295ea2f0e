"""What Slack tells the bot when a person does something."""

import re
from typing import Any

from bot.playground.chat import message_object
from bot.playground.elements import state_of
from bot.playground.models import APP_ID, BOT_USER, TEAM_ID, Channel, Json, Message, View
from bot.playground.workspace import Workspace, direct_id

TOKEN = "deprecated-verification-token"
TEAM: Json = {"id": TEAM_ID, "domain": "playground"}
MENTION = re.compile(r"(?<![<\w])([@#])([\w-]+)|(?<![<|])(https?://[^\s<>]+)")


def command(space: Workspace, user: str, channel: Channel, name: str, text: str) -> Json:
    """A slash command; every value is a string, for it comes out of a form."""
    person = {"user_id": user, "user_name": space.people[user].name.lower()}
    where = {"channel_id": channel.id, "channel_name": _channel_name(channel)}
    tickets = {"response_url": response_url(space, user, channel.id), "trigger_id": space.triggers.issue(user)}
    team = {"team_id": TEAM_ID, "team_domain": TEAM["domain"], "api_app_id": APP_ID, "is_enterprise_install": "false"}
    return {"token": TOKEN, "command": name, "text": text} | team | where | person | tickets


def block_actions(space: Workspace, user: str, where: Message | View, action: Json) -> Json:
    """A click; what comes along depends on where it was made."""
    action = action | {"action_ts": f"{space.clock():.6f}"}
    view = where if isinstance(where, View) else None
    payload = _base("block_actions", space, user) | {"actions": [action]}
    payload["trigger_id"] = space.triggers.issue(user, view.id if view else None)
    return payload | (_from_message(space, user, where) if isinstance(where, Message) else _from_view(space, where))


def suggestion(space: Workspace, user: str, where: Message | View, block: Json, element: Json, typed: str) -> Json:
    """Somebody types into a menu that asks the app for its options; no trigger and no response URL come with it."""
    about = {"block_id": block["block_id"], "action_id": element["action_id"], "value": typed}
    place = _from_message(space, user, where) if isinstance(where, Message) else _from_view(space, where)
    place = {key: value for key, value in place.items() if key != "response_url"}
    return _base("block_suggestion", space, user) | about | place


def view_submission(space: Workspace, user: str, view: View) -> Json:
    """A modal's submit button was pressed."""
    trigger = space.triggers.issue(user, view.id)
    shown = {"view": space.windows.to_dict(view), "trigger_id": trigger, "response_urls": []}
    return _base("view_submission", space, user) | shown


def view_closed(space: Workspace, user: str, view: Json, is_cleared: bool) -> Json:
    """A modal was closed; `view` is how it looked before."""
    return _base("view_closed", space, user) | {"view": view, "is_cleared": is_cleared}


def event(space: Workspace, inner: Json) -> Json:
    """An event with its envelope of the Events API."""
    now = space.clock()
    inner = inner | {"event_ts": f"{now:.6f}"}
    bearer = {"enterprise_id": None, "team_id": TEAM_ID, "user_id": BOT_USER, "is_bot": True}
    return {
        "token": TOKEN,
        "team_id": TEAM_ID,
        "api_app_id": APP_ID,
        "event": inner,
        "type": "event_callback",
        "event_id": f"Ev{space.number():08d}",
        "event_time": int(now),
        "authorizations": [bearer | {"is_enterprise_install": False}],
        "is_ext_shared_channel": False,
    }


def home_opened(space: Workspace, user: str) -> Json:
    """app_home_opened, with the view if one was published."""
    home = space.windows.homes.get(user)
    inner = {"type": "app_home_opened", "user": user, "channel": direct_id(user), "tab": "home"}
    return event(space, inner | ({"view": space.windows.to_dict(home)} if home else {}))


def escaped(space: Workspace, text: str) -> str:
    """The text of a command as `should_escape` makes it: people, channels and addresses in angle brackets."""
    people = {person.name.lower(): person.id for person in space.people.values()}
    channels = {channel.name: channel for channel in space.channels.values() if not channel.direct}

    def one(match: re.Match[str]) -> str:
        sign, name, address = match.groups()
        if address:
            return f"<{address}>"
        if sign == "@" and name.lower() in people:
            return f"<@{people[name.lower()]}>"
        if sign == "#" and name in channels:
            return f"<#{channels[name].id}|{'' if channels[name].private else name}>"
        return match[0]

    return MENTION.sub(one, text)


def response_url(space: Workspace, user: str, channel: str, source: Message | None = None) -> str:
    """A fresh address for answers."""
    return f"{space.url}/response/{space.reply_urls.issue(user, channel, source)}"


def _base(kind: str, space: Workspace, user: str) -> Json:
    name = space.people[user].name.lower()
    person = {"id": user, "username": name, "name": name, "team_id": TEAM_ID}
    about: dict[str, Any] = {"type": kind, "team": TEAM, "user": person, "api_app_id": APP_ID, "token": TOKEN}
    return about | {"enterprise": None, "is_enterprise_install": False}


def _from_message(space: Workspace, user: str, message: Message) -> Json:
    channel = space.channels[message.channel]
    place = {"type": "message", "message_ts": message.ts, "channel_id": channel.id, "is_ephemeral": message.ephemeral}
    values = state_of(message.blocks, space.windows.entered.get((user, message.ts), {}))
    shown = {} if message.ephemeral else {"message": message_object(message)}
    url = response_url(space, user, channel.id, message)
    where = {"container": place, "channel": {"id": channel.id, "name": _channel_name(channel)}}
    return where | shown | {"state": {"values": values}, "response_url": url}


def _from_view(space: Workspace, view: View) -> Json:
    shown = space.windows.to_dict(view)
    return {"container": {"type": "view", "view_id": view.id}, "view": shown, "hash": view.hash}


def _channel_name(channel: Channel) -> str:
    return "directmessage" if channel.direct else "privategroup" if channel.private else channel.name
