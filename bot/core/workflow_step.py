"""The step *Post a stretch break* of Workflow Builder, as the manifest has it.

It isn't in `app_manifest.yaml`: Slack wants a paid plan for it, and lists and distributes no app that has steps.
https://docs.slack.dev/workflows/workflow-steps
"""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

STEP, STEP_EVENT = "post_stretch_break", "function_executed"
CHANNEL, WHAT, PERSON, STRETCHES = "channel", "what", "person", "stretches"
"""The names of its inputs and of its output."""
FUNCTIONS: Mapping[str, Any] = {
    STEP: {
        "title": "Post a stretch break",
        "description": "Posts a stretch break in a channel right away, for everyone there to join",
        "input_parameters": {
            CHANNEL: {
                "type": "slack#/types/channel_id",
                "title": "Channel",
                "description": "Where to post it. Invite Limber to a private channel first",
                "is_required": True,
            },
            WHAT: {
                "type": "string",
                "title": "What",
                "description": "An area, a length or a routine: neck, 5 minutes, hands and wrists. "
                "Leave it empty for two minutes of anything",
                "is_required": False,
            },
            PERSON: {
                "type": "slack#/types/user_id",
                "title": "Who asked for it",
                "description": "Usually the person who started the workflow",
                "is_required": False,
            },
        },
        "output_parameters": {
            STRETCHES: {
                "type": "string",
                "title": "Stretches",
                "description": "What the break consists of",
                "is_required": True,
            },
        },
    }
}


def with_workflow_step(manifest: Mapping[str, Any]) -> dict[str, Any]:
    """Return a manifest with the step, and with what Slack asks of every app that has one."""
    changed = deepcopy(dict(manifest))
    changed["functions"] = deepcopy(dict(FUNCTIONS))
    changed["settings"] |= {"org_deploy_enabled": True, "function_runtime": "remote", "hermes_app_type": "remote"}
    changed["settings"]["event_subscriptions"]["bot_events"].append(STEP_EVENT)
    return changed
