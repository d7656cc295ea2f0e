"""Workflow steps: which the app has, what their inputs may be, and the Web API's methods that end them.

https://docs.slack.dev/workflows/workflow-steps
"""

from collections.abc import Mapping

from bot.playground.executions import Execution
from bot.playground.models import ApiError, Json
from bot.playground.workspace import Workspace

TYPES: Mapping[str, type | tuple[type, ...]] = {"integer": int, "number": (int, float), "boolean": bool}
"""Values of all other types are strings here."""


def workflow_steps(workspace: Workspace) -> Mapping[str, Json]:
    """Return the app's steps by their callback ids; none if its manifest lacks what steps need."""
    settings = workspace.manifest.get("settings", {})
    is_remote = settings.get("function_runtime") == "remote" and settings.get("org_deploy_enabled")
    is_told = "function_executed" in workspace.bot_events
    steps: Mapping[str, Json] = workspace.manifest.get("functions", {})
    return steps if is_remote and is_told and workspace.grant else {}


def value_errors(parameters: Mapping[str, Json], values: Json) -> list[str]:
    """Return what is wrong with the inputs or outputs of a step."""
    missing = [name for name, each in parameters.items() if each.get("is_required") and values.get(name) in (None, "")]
    unknown = [name for name in values if name not in parameters]
    wrong = [
        name
        for name, value in values.items()
        if name in parameters and not isinstance(value, TYPES.get(parameters[name]["type"], str))
    ]
    said = {"is missing": missing, "is unknown": unknown, "has the wrong type": wrong}
    return [f"{name} {what}" for what, names in said.items() for name in names]


def complete_success(workspace: Workspace, args: Json) -> Json:
    """Serve functions.completeSuccess."""
    execution, outputs = _running(workspace, args), args.get("outputs")
    if outputs is None:
        raise ApiError("invalid_arguments", "[ERROR] missing required field: outputs [json-pointer:/outputs]")
    if errors := value_errors(execution.step["output_parameters"], outputs):
        raise ApiError("parameter_validation_failed", *errors)
    execution.complete(outputs)
    workspace.notify("step")
    return {}


def complete_error(workspace: Workspace, args: Json) -> Json:
    """Serve functions.completeError."""
    execution = _running(workspace, args)
    if not args.get("error"):
        raise ApiError("invalid_arguments", "[ERROR] missing required field: error [json-pointer:/error]")
    execution.fail(args["error"])
    workspace.notify("step")
    return {}


def _running(workspace: Workspace, args: Json) -> Execution:
    """Return the run that is to be ended; only the token that came with it is sure to be let."""
    execution = workspace.executions.get(args.get("function_execution_id", ""))
    if execution is None:
        raise ApiError("function_execution_not_found")
    if args.get("token") != execution.token:
        raise ApiError("access_denied", "only the bot_access_token of its event may end a step")
    if execution.state != "running":
        raise ApiError("execution_not_in_running_state")
    return execution


METHODS = {"functions.completeSuccess": complete_success, "functions.completeError": complete_error}
