"""The page that asks whether an app may be added, as HTML."""

from collections.abc import Iterable, Sequence
from html import escape

from bot.playground.models import ApiError, Person
from bot.playground.oauth import AuthorizationRequest
from bot.playground.workspace import Workspace

SCOPES = {
    "commands": "Add its slash commands",
    "chat:write": "Send messages in its own name",
    "chat:write.public": "Post in public channels that it isn't in",
    "users:read": "See who is here, and their time zones",
    "channels:read": "See public channels and who is in them",
    "groups:read": "See the private channels that it is in",
    "im:write": "Start direct messages with people",
    "im:read": "See its direct messages",
    "team:read": "See the workspace's name",
    "dnd:read": "See who has paused notifications",
    "files:write": "Upload and share files",
}
"""What scopes allow, as a person reads it; others are shown by their names."""
PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title} · Playground</title>
<link rel="stylesheet" href="/page/theme.css">
<link rel="stylesheet" href="/page/controls.css">
<link rel="stylesheet" href="/page/authorize.css">
</head>
<body class="authorize">
<main class="authorize-card">
<h1>{title}</h1>
{body}
<p class="soft authorize-note">This is a pretend Slack. Nothing leaves this computer.</p>
</main>
</body>
</html>
"""


def authorize_page(wanted: AuthorizationRequest, people: Sequence[tuple[Workspace, Person]], chosen: str) -> str:
    """Return the page with the scopes, the workspaces (each with who adds it there) and the two answers."""
    name = escape(_app_name(people))
    required = _list(sorted(wanted.scopes - wanted.optional))
    optional = _fieldset("It would also like to, if you agree", map(_scope_choice, sorted(wanted.optional)))
    parts = [
        '<form method="post">',
        _fieldset("Workspace", (_workspace_choice(each, person, chosen) for each, person in people)),
        f"<h2>{name} will be able to</h2>{required}",
        optional if wanted.optional else "",
        '<p class="authorize-answer">',
        '<button class="button primary" name="decision" value="allow">Allow</button>',
        '<button class="button" name="decision" value="cancel">Cancel</button>',
        "</p></form>",
    ]
    return PAGE.format(title=f"Add {name} to Slack?", body="\n".join(filter(None, parts)))


def refusal_page(error: ApiError) -> str:
    """Return the page for a request that Slack does not understand."""
    body = (
        f"<p>Something is wrong with the link that brought you here: <code>{escape(str(error))}</code>.</p>"
        "<p>Whoever runs the app can put it right; nothing was installed.</p>"
    )
    return PAGE.format(title="This app can't be added", body=body)


def _app_name(people: Sequence[tuple[Workspace, Person]]) -> str:
    workspace, _ = people[0]
    return str(workspace.manifest.get("display_information", {}).get("name", "App"))


def _list(scopes: Iterable[str]) -> str:
    return f"<ul>{''.join(f'<li>{_words(scope)}</li>' for scope in scopes)}</ul>"


def _fieldset(legend: str, lines: Iterable[str]) -> str:
    return f"<fieldset><legend>{legend}</legend>{''.join(lines)}</fieldset>"


def _workspace_choice(workspace: Workspace, person: Person, chosen: str) -> str:
    team = workspace.team
    checked = " checked" if team.id == chosen else ""
    words = f'{escape(team.name)} <span class="soft">as {escape(person.name)}</span>'
    return f'<label><input type="radio" name="team" value="{escape(team.id)}"{checked}><span>{words}</span></label>'


def _scope_choice(scope: str) -> str:
    box = f'<input type="checkbox" name="optional" value="{escape(scope)}" checked>'
    return f"<label>{box}<span>{_words(scope)}</span></label>"


def _words(scope: str) -> str:
    return f'{escape(SCOPES.get(scope, scope))} <code class="soft">{escape(scope)}</code>'
