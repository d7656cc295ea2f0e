"""Payloads that Slack sends to the bot."""

import re
from typing import Any

from bot.playground.chat import message_object
from bot.playground.elements import state_of
from bot.playground.executions import Execution
from bot.playground.models import APP_ID, Channel, Json, Message, View, direct_id
from bot.playground.workspace import Workspace

VERIFICATION_TOKEN = "deprecated-verification-token"
MENTION_PATTERN = re.compile(r"(?<![<\w])([@#])([\w-]+)|(?<![<|])(https?://[^\s<>]+)")


def command(workspace: Workspace, user: str, channel: Channel, name: str, text: str) -> Json:
    """Return the payload of a slash command; all values are strings, as in Slack's form data."""
    person = {"user_id": user, "user_name": workspace.people[user].name.lower()}
    channel_fields = {"channel_id": channel.id, "channel_name": _channel_name(channel)}
    tokens = {"response_url": response_url(workspace, user, channel.id), "trigger_id": workspace.triggers.issue(user)}
    team = {"team_id": workspace.team.id, "team_domain": workspace.team.domain}
    app = {"api_app_id": APP_ID, "is_enterprise_install": "false"}
    return {"token": VERIFICATION_TOKEN, "command": name, "text": text} | team | app | channel_fields | person | tokens


def shortcut(workspace: Workspace, user: str, callback_id: str) -> Json:
    """Return the payload of a global shortcut, which tells neither a channel nor a response URL."""
    common = _common_fields("shortcut", workspace, user)
    del common["api_app_id"], common["user"]["name"]
    tokens = {"trigger_id": workspace.triggers.issue(user), "action_ts": f"{workspace.clock():.6f}"}
    return common | {"callback_id": callback_id} | tokens


def block_actions(workspace: Workspace, user: str, container: Message | View, action: Json) -> Json:
    """Return the block_actions payload of a click in a message or view."""
    action = action | {"action_ts": f"{workspace.clock():.6f}"}
    view = container if isinstance(container, View) else None
    payload = _common_fields("block_actions", workspace, user) | {"actions": [action]}
    payload["trigger_id"] = workspace.triggers.issue(user, view.id if view else None)
    return payload | _container_fields(workspace, user, container)


def block_suggestion(
    workspace: Workspace, user: str, container: Message | View, block: Json, element: Json, query: str
) -> Json:
    """Return the block_suggestion payload of an external select; it has no trigger_id and no response_url."""
    fields = {"block_id": block["block_id"], "action_id": element["action_id"], "value": query}
    container_fields = _container_fields(workspace, user, container)
    container_fields.pop("response_url", None)
    return _common_fields("block_suggestion", workspace, user) | fields | container_fields


def view_submission(workspace: Workspace, user: str, view: View) -> Json:
    """Return the view_submission payload of a modal."""
    trigger = workspace.triggers.issue(user, view.id)
    fields = {"view": workspace.views.to_dict(view), "trigger_id": trigger, "response_urls": []}
    return _common_fields("view_submission", workspace, user) | fields


def view_closed(workspace: Workspace, user: str, view: Json, is_cleared: bool) -> Json:
    """Return the view_closed payload for the last version of a view."""
    return _common_fields("view_closed", workspace, user) | {"view": view, "is_cleared": is_cleared}


def event(workspace: Workspace, inner: Json) -> Json:
    """Wrap an event in the envelope of the Events API."""
    now = workspace.clock()
    inner = inner | {"event_ts": f"{now:.6f}"}
    authorization = {"enterprise_id": None, "team_id": workspace.team.id, "user_id": workspace.bot_user, "is_bot": True}
    return {
        "token": VERIFICATION_TOKEN,
        "team_id": workspace.team.id,
        "api_app_id": APP_ID,
        "event": inner,
        "type": "event_callback",
        "event_id": f"Ev{workspace.team.id[1:]}{workspace.next_number():08d}",
        "event_time": int(now),
        "authorizations": [authorization | {"is_enterprise_install": False}],
        "is_ext_shared_channel": False,
    }


def function_executed(workspace: Workspace, execution: Execution) -> Json:
    """Return the event that tells of a step that runs; it names nobody, unless an input does."""
    step, born = execution.step, int(workspace.clock())
    lists = {
        kind: [{"name": name} | each for name, each in step[kind].items()]
        for kind in ("input_parameters", "output_parameters")
    }
    about = {"id": f"Fn{APP_ID[1:]}", "callback_id": execution.callback_id, "type": "app", "app_id": APP_ID}
    dates = {"date_created": born, "date_updated": born, "date_deleted": 0}
    texts = {"title": step["title"], "description": step["description"]}
    return {
        "type": "function_executed",
        "function": about | texts | lists | dates,
        "inputs": execution.inputs,
        "function_execution_id": execution.id,
        "workflow_execution_id": f"Wx{execution.id[2:]}",
        "bot_access_token": execution.token,
    }


def home_opened(workspace: Workspace, user: str) -> Json:
    """Return an app_home_opened event, with the view if one was published."""
    home = workspace.views.homes.get(user)
    inner = {"type": "app_home_opened", "user": user, "channel": direct_id(user), "tab": "home"}
    return event(workspace, inner | ({"view": workspace.views.to_dict(home)} if home else {}))


def escape_mentions(workspace: Workspace, text: str) -> str:
    """Escape users, channels and URLs in a command's text, as Slack does for `should_escape`."""
    people = {person.name.lower(): person.id for person in workspace.people.values()}
    channels = {channel.name: channel for channel in workspace.channels.values() if not channel.direct}

    def replace(match: re.Match[str]) -> str:
        sign, name, url = match.groups()
        if url:
            return f"<{url}>"
        if sign == "@" and name.lower() in people:
            return f"<@{people[name.lower()]}>"
        if sign == "#" and name in channels:
            return f"<#{channels[name].id}|{'' if channels[name].private else name}>"
        return match[0]

    return MENTION_PATTERN.sub(replace, text)


def response_url(workspace: Workspace, user: str, channel: str, source: Message | None = None) -> str:
    """Issue a response URL."""
    return f"{workspace.url}/response/{workspace.response_urls.issue(user, channel, source)}"


def _common_fields(kind: str, workspace: Workspace, user: str) -> Json:
    name = workspace.people[user].name.lower()
    person = {"id": user, "username": name, "name": name, "team_id": workspace.team.id}
    fields: dict[str, Any] = {
        "type": kind,
        "team": {"id": workspace.team.id, "domain": workspace.team.domain},
        "user": person,
        "api_app_id": APP_ID,
        "token": VERIFICATION_TOKEN,
    }
    return fields | {"enterprise": None, "is_enterprise_install": False}


def _container_fields(workspace: Workspace, user: str, container: Message | View) -> Json:
    if isinstance(container, View):
        return _view_fields(workspace, container)
    return _message_fields(workspace, user, container)


def _message_fields(workspace: Workspace, user: str, message: Message) -> Json:
    channel = workspace.channels[message.channel]
    container = {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": channel.id,
        "is_ephemeral": message.ephemeral,
    }
    values = state_of(message.blocks, workspace.views.entered.get((user, message.ts), {}))
    fields = {} if message.ephemeral else {"message": message_object(workspace.team, message)}
    url = response_url(workspace, user, channel.id, message)
    location = {"container": container, "channel": {"id": channel.id, "name": _channel_name(channel)}}
    return location | fields | {"state": {"values": values}, "response_url": url}


def _view_fields(workspace: Workspace, view: View) -> Json:
    fields = workspace.views.to_dict(view)
    return {"container": {"type": "view", "view_id": view.id}, "view": fields, "hash": view.hash}


def _channel_name(channel: Channel) -> str:
    return "directmessage" if channel.direct else "privategroup" if channel.private else channel.name
