"""Acknowledgements of what Slack sends to the app, and how it is called in a sentence."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Ack:
    """The bot's acknowledgement of an envelope: its delay in seconds and its payload."""

    seconds: float
    payload: Any = None

    @property
    def errors(self) -> dict[str, str]:
        """The errors with which a view submission was refused, by block_id."""
        given = self.payload.get("errors") if isinstance(self.payload, dict) else None
        return given or {}


def describe_envelope(kind: str, payload: Any) -> str:
    """Describe an envelope in at most 80 characters."""
    body = payload if isinstance(payload, dict) else {}
    event, actions = body.get("event"), body.get("actions")
    if "command" in body:
        description = f"the command {body['command']} {body.get('text') or ''}".strip()
    elif isinstance(actions, list) and actions and isinstance(actions[0], dict):
        description = f"a click on {actions[0].get('action_id')}"
    elif body.get("type") == "shortcut":
        description = f"the shortcut {body.get('callback_id')}"
    elif isinstance(event, dict):
        description = f"the event {event.get('type')}"
    else:
        description = f"a {body.get('type') or kind}"
    return description[:80]
