"""What the page shows to a person."""

from dataclasses import asdict

from bot.playground.launcher import global_shortcuts
from bot.playground.models import APP_ID, Json
from bot.playground.workflow_steps import workflow_steps
from bot.playground.workspace import Workspace
from bot.playground.workspaces import Workspaces

MAX_SHOWN_MESSAGES = 200


def page_state(workspaces: Workspaces, wanted: str) -> Json:
    """Return all that a person may see in their workspace; `note` says if it is somebody else than wanted."""
    workspace = workspaces.of_person(wanted)
    person = workspace.person_or_first(wanted)
    user = person.id
    note = "" if wanted in ("", user) else f"There's nobody called {wanted} here, so you're {person.name}."
    channels = workspace.channels_of(user)
    home = workspace.views.homes.get(user)
    return {
        "team": workspace.team.to_dict(),
        "workspaces": [_workspace_line(each) for each in workspaces],
        "app": _app(workspace),
        "me": user,
        "note": note,
        "people": people(workspace),
        "channels": [channel.to_dict() for channel in channels],
        "messages": {channel.id: _messages(workspace, channel.id, user) for channel in channels},
        "views": workspace.views.to_dicts(user),
        "home": home and workspace.views.to_dict(home),
        "problems": [asdict(problem) for problem in workspace.problems],
        "now": workspace.clock(),
    }


def people(workspace: Workspace) -> list[Json]:
    """Return everybody, with whether they can be disturbed now."""
    return [asdict(person) | {"quiet": person.is_quiet(workspace.clock())} for person in workspace.people.values()]


def _workspace_line(workspace: Workspace) -> Json:
    about = {"id": workspace.team.id, "name": workspace.team.name, "person": workspace.first_person.id}
    return about | _installed(workspace)


def _app(workspace: Workspace) -> Json:
    display = workspace.manifest.get("display_information", {})
    known = workspace.features.get("slash_commands", ()) if "commands" in workspace.scopes else ()
    commands = [
        {"command": each["command"], "description": each["description"], "usage_hint": each.get("usage_hint", "")}
        for each in known
    ]
    shortcuts = [{"callback_id": each["callback_id"], "name": each["name"]} for each in global_shortcuts(workspace)]
    steps = [{"callback_id": name} | each for name, each in workflow_steps(workspace).items()]
    read_only = workspace.features.get("app_home", {}).get("messages_tab_read_only_enabled", False)
    app = {"id": APP_ID, "name": display.get("name", "App"), "user": workspace.bot_user, "read_only": read_only}
    about = {"description": display.get("description", ""), "commands": commands}
    about |= {"shortcuts": shortcuts, "steps": steps}
    return app | about | _installed(workspace)


def _installed(workspace: Workspace) -> Json:
    return {"installed": workspace.grant is not None}


def _messages(workspace: Workspace, channel: str, user: str) -> list[Json]:
    return [message.to_dict() for message in workspace.messages(channel, user)[-MAX_SHOWN_MESSAGES:]]
