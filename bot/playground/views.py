"""The Web API's view methods."""

from bot.playground.models import Json, Refused, View
from bot.playground.workspace import Workspace


def open_view(space: Workspace, args: Json) -> Json:
    """views.open: a new modal for whoever did what the trigger came from."""
    trigger = space.triggers.use(args.get("trigger_id", ""))
    return _shown(space, space.windows.open(trigger.user, modal(args)))


def push(space: Workspace, args: Json) -> Json:
    """views.push: a further modal upon the one in which the click was made."""
    trigger = space.triggers.use(args.get("trigger_id", ""))
    under = space.windows.find(trigger.view or "")
    if under is None or under.type != "modal":
        raise Refused("invalid_trigger_id", "the trigger does not come from a click in an open modal")
    return _shown(space, space.windows.open(trigger.user, modal(args), under))


def update(space: Workspace, args: Json) -> Json:
    """views.update: other contents for an open modal."""
    view = space.windows.get(args.get("view_id", ""), args.get("external_id", ""))
    return _shown(space, space.windows.update(view, modal(args, view.type), args.get("hash")))


def publish(space: Workspace, args: Json) -> Json:
    """views.publish: a person's Home tab."""
    if not space.features.get("app_home", {}).get("home_tab_enabled"):
        raise Refused("not_enabled")
    if args.get("user_id") not in space.people:
        raise Refused("invalid_arguments", "[ERROR] no such user [json-pointer:/user_id]")
    return _shown(space, space.windows.publish(args["user_id"], modal(args, "home"), args.get("hash")))


def modal(args: Json, kind: str = "modal") -> Json:
    """The view among the arguments, if it is of this kind."""
    view: Json = args.get("view") or {}
    if view.get("type") != kind:
        raise Refused("invalid_arguments", f"[ERROR] the view must be of type {kind} [json-pointer:/view/type]")
    return view


def _shown(space: Workspace, view: View) -> Json:
    return {"view": space.windows.to_dict(view)}


METHODS = {"views.open": open_view, "views.push": push, "views.update": update, "views.publish": publish}
