"""The Web API's views methods."""

from bot.playground.models import ApiError, Json, View
from bot.playground.workspace import Workspace


def open_view(workspace: Workspace, args: Json) -> Json:
    """Serve views.open for the user of the trigger; that it works from within a window, Slack doesn't promise.

    https://github.com/slackapi/bolt-js/issues/1827
    """
    trigger = workspace.triggers.use(args.get("trigger_id", ""))
    clicked = workspace.views.find(trigger.view or "")
    if clicked and clicked.type == "modal":
        workspace.report_problem(
            "In Slack, views.open may not work from within a window: use views.push or views.update.",
            trigger.user,
            "views.open",
        )
    return _view_response(workspace, workspace.views.open(trigger.user, require_view(args)))


def push(workspace: Workspace, args: Json) -> Json:
    """Serve views.push onto the modal of the trigger."""
    trigger = workspace.triggers.use(args.get("trigger_id", ""))
    parent = workspace.views.find(trigger.view or "")
    if parent is None or parent.type != "modal":
        raise ApiError("invalid_trigger_id", "the trigger does not come from a click in an open modal")
    return _view_response(workspace, workspace.views.open(trigger.user, require_view(args), parent))


def update(workspace: Workspace, args: Json) -> Json:
    """Serve views.update."""
    view = workspace.views.get(args.get("view_id", ""), args.get("external_id", ""))
    return _view_response(workspace, workspace.views.update(view, require_view(args, view.type), args.get("hash")))


def publish(workspace: Workspace, args: Json) -> Json:
    """Serve views.publish."""
    if not workspace.features.get("app_home", {}).get("home_tab_enabled"):
        raise ApiError("not_enabled")
    if args.get("user_id") not in workspace.people:
        raise ApiError("invalid_arguments", "[ERROR] no such user [json-pointer:/user_id]")
    view = workspace.views.publish(args["user_id"], require_view(args, "home"), args.get("hash"))
    return _view_response(workspace, view)


def require_view(args: Json, view_type: str = "modal") -> Json:
    """Return the view argument; raises ApiError if it is not of the given type."""
    view: Json = args.get("view") or {}
    if view.get("type") != view_type:
        raise ApiError("invalid_arguments", f"[ERROR] the view must be of type {view_type} [json-pointer:/view/type]")
    return view


def _view_response(workspace: Workspace, view: View) -> Json:
    return {"view": workspace.views.to_dict(view)}


METHODS = {"views.open": open_view, "views.push": push, "views.update": update, "views.publish": publish}
