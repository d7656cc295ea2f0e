"""Modals in front of people and their Home tabs, with what was entered there."""

from collections.abc import Callable
from dataclasses import asdict
from itertools import count
from secrets import token_hex
from typing import Any

from bot.playground.elements import state_of
from bot.playground.models import APP_ID, BOT_ID, TEAM_ID, Json, Refused, View

STACK_LIMIT = 3
FIELDS = [
    "title",
    "submit",
    "close",
    "callback_id",
    "private_metadata",
    "external_id",
    "notify_on_close",
    "clear_on_close",
    "submit_disabled",
]


class Windows:
    """Every open view; a person's stack may hold several roots, as two devices would."""

    def __init__(self, clock: Callable[[], float], tell: Callable[[str, Any], None]) -> None:
        self._clock, self._tell, self._numbers = clock, tell, count(1)
        self.stacks: dict[str, list[View]] = {}
        self.homes: dict[str, View] = {}
        self.offered: dict[tuple[str, str], dict[tuple[str, str], dict[str, Json]]] = {}
        self.entered: dict[tuple[str, str], dict[tuple[str, str], Json]] = {}
        self._views: dict[str, View] = {}
        self._external: dict[str, str] = {}

    def stack(self, user: str) -> list[View]:
        """The modals before this person, the visible one last."""
        return self.stacks.get(user, [])

    def find(self, view_id: str = "", external_id: str = "") -> View | None:
        """An open modal or a Home tab as it is now."""
        return self._views.get(view_id or self._external.get(external_id, ""))

    def get(self, view_id: str = "", external_id: str = "") -> View:
        """An open modal or a Home tab as it is now, or `not_found`."""
        view = self.find(view_id, external_id)
        if view is None:
            raise Refused("not_found")
        return view

    def open(self, user: str, body: Json, under: View | None = None) -> View:
        """Show a new modal: its own root, or pushed upon `under`."""
        if under and sum(view.root_view_id == under.root_view_id for view in self.stack(user)) >= STACK_LIMIT:
            raise Refused("push_limit_reached")
        name = f"V{next(self._numbers):07d}"
        root, previous = (under.root_view_id, under.id) if under else (name, None)
        view = self._made(body, id=name, user=user, root_view_id=root, previous_view_id=previous)
        self.stacks.setdefault(user, []).append(view)
        return self._shown(view)

    def update(self, view: View, body: Json, stamp: str | None = None) -> View:
        """Show other contents in an open modal; what was entered stays where block and action keep their ids."""
        if stamp and stamp != view.hash:
            raise Refused("hash_conflict")
        family = {"root_view_id": view.root_view_id, "previous_view_id": view.previous_view_id}
        changed = self._made(body, id=view.id, user=view.user, **family)
        self._external.pop(view.external_id, None)
        stack = self.stacks[view.user]
        stack[next(n for n, other in enumerate(stack) if other.id == view.id)] = changed
        return self._shown(changed)

    def publish(self, user: str, body: Json, stamp: str | None = None) -> View:
        """Show a person's Home tab."""
        before = self.homes.get(user)
        if before and stamp and stamp != before.hash:
            raise Refused("hash_conflict")
        name = before.id if before else f"V{next(self._numbers):07d}"
        self.homes[user] = view = self._made(body, id=name, user=user, root_view_id=name)
        return self._shown(view)

    def close(self, view: View, whole_stack: bool = False) -> list[View]:
        """Take a modal away (with all of its stack); those that went, the visible one first."""
        stack = self.stack(view.user)
        gone = [v for v in stack if v.id == view.id or (whole_stack and v.root_view_id == view.root_view_id)]
        for each in gone:
            stack.remove(each)
            self._views.pop(each.id, None)
            self._external.pop(each.external_id, None)
            self.entered.pop((each.user, each.id), None)
            self.offered.pop((each.user, each.id), None)
        self._tell("views", view.user)
        return gone[::-1]

    def to_dicts(self, user: str) -> list[Json]:
        """A person's modals as Slack sends them, the visible one last."""
        return [self.to_dict(view) for view in self.stack(user)]

    def to_dict(self, view: View) -> Json:
        """The view object as Slack sends it."""
        shown = asdict(view)
        del shown["user"]
        state = {"values": state_of(view.blocks, self.entered.get((view.user, view.id), {}))}
        team = {"team_id": TEAM_ID, "app_id": APP_ID, "app_installed_team_id": TEAM_ID, "bot_id": BOT_ID}
        return shown | team | {"state": state}

    def _made(self, body: Json, **identity: Any) -> View:
        taken = self._external.get(body.get("external_id") or "", identity["id"])
        if taken != identity["id"]:
            raise Refused("duplicate_external_id")
        stamp = f"{int(self._clock())}.{token_hex(4)}"
        parts = {key: body[key] for key in FIELDS if body.get(key) is not None}
        return View(hash=stamp, type=body["type"], blocks=body["blocks"], **identity, **parts)

    def _shown(self, view: View) -> View:
        self._views[view.id] = view
        if view.external_id:
            self._external[view.external_id] = view.id
        entered = self.entered.get((view.user, view.id))
        if entered:
            kept = {(block, action) for block, actions in state_of(view.blocks, {}).items() for action in actions}
            self.entered[view.user, view.id] = {key: value for key, value in entered.items() if key in kept}
        self._tell("views" if view.type == "modal" else "home", view.user)
        return view
