"""Open modals and Home tabs of all users, with their entered values."""

from collections.abc import Callable
from dataclasses import asdict
from itertools import count
from secrets import token_hex
from typing import Any

from bot.playground.elements import state_of
from bot.playground.models import APP_ID, ApiError, Json, Team, View

MAX_STACK_DEPTH = 3
OPTIONAL_FIELDS = [
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


class ViewStore:
    """All open views; a user's stack may contain several root modals, as with two devices."""

    def __init__(self, team: Team, clock: Callable[[], float], notify: Callable[[str, Any], None]) -> None:
        self._team, self._clock, self._notify, self._counter = team, clock, notify, count(1)
        self.stacks: dict[str, list[View]] = {}
        self.homes: dict[str, View] = {}
        self.external_options: dict[tuple[str, str], dict[tuple[str, str], dict[str, Json]]] = {}
        self.entered: dict[tuple[str, str], dict[tuple[str, str], Json]] = {}
        self._views: dict[str, View] = {}
        self._external: dict[str, str] = {}

    def stack(self, user: str) -> list[View]:
        """Return the open modals of a user, the visible one last."""
        return self.stacks.get(user, [])

    def find(self, view_id: str = "", external_id: str = "") -> View | None:
        """Return the current version of an open modal or Home tab, or None."""
        return self._views.get(view_id or self._external.get(external_id, ""))

    def get(self, view_id: str = "", external_id: str = "") -> View:
        """Return the current version of an open modal or Home tab; ApiError `not_found` if there is none."""
        view = self.find(view_id, external_id)
        if view is None:
            raise ApiError("not_found")
        return view

    def open(self, user: str, body: Json, parent: View | None = None) -> View:
        """Open a modal as a new root, or push it onto `parent`."""
        if parent and sum(view.root_view_id == parent.root_view_id for view in self.stack(user)) >= MAX_STACK_DEPTH:
            raise ApiError("push_limit_reached")
        view_id = self._next_id()
        root, previous = (parent.root_view_id, parent.id) if parent else (view_id, None)
        view = self._build(body, id=view_id, user=user, root_view_id=root, previous_view_id=previous)
        self.stacks.setdefault(user, []).append(view)
        return self._store(view)

    def update(self, view: View, body: Json, expected_hash: str | None = None) -> View:
        """Replace the contents of a modal; values of elements whose block_id and action_id remain are kept."""
        if expected_hash and expected_hash != view.hash:
            raise ApiError("hash_conflict")
        ancestry = {"root_view_id": view.root_view_id, "previous_view_id": view.previous_view_id}
        changed = self._build(body, id=view.id, user=view.user, **ancestry)
        self._external.pop(view.external_id, None)
        stack = self.stacks[view.user]
        stack[next(n for n, other in enumerate(stack) if other.id == view.id)] = changed
        return self._store(changed)

    def publish(self, user: str, body: Json, expected_hash: str | None = None) -> View:
        """Replace the contents of a user's Home tab."""
        previous = self.homes.get(user)
        if previous and expected_hash and expected_hash != previous.hash:
            raise ApiError("hash_conflict")
        view_id = previous.id if previous else self._next_id()
        self.homes[user] = view = self._build(body, id=view_id, user=user, root_view_id=view_id)
        return self._store(view)

    def close(self, view: View, whole_stack: bool = False) -> list[View]:
        """Close a modal, or all of its stack, and return the closed views, the visible one first."""
        stack = self.stack(view.user)
        closed = [v for v in stack if v.id == view.id or (whole_stack and v.root_view_id == view.root_view_id)]
        for closed_view in closed:
            stack.remove(closed_view)
            self._views.pop(closed_view.id, None)
            self._external.pop(closed_view.external_id, None)
            self.entered.pop((closed_view.user, closed_view.id), None)
            self.external_options.pop((closed_view.user, closed_view.id), None)
        self._notify("views", view.user)
        return closed[::-1]

    def clear(self) -> None:
        """Close all modals and empty all Home tabs."""
        users = {*self.stacks, *self.homes}
        stores = (self.stacks, self.homes, self.external_options, self.entered, self._views, self._external)
        for store in stores:
            store.clear()
        for user in users:
            self._notify("views", user)

    def to_dicts(self, user: str) -> list[Json]:
        """Return the view objects of a user's modals, the visible one last."""
        return [self.to_dict(view) for view in self.stack(user)]

    def to_dict(self, view: View) -> Json:
        """Return the view object of Slack's API."""
        fields = asdict(view)
        del fields["user"]
        state = {"values": state_of(view.blocks, self.entered.get((view.user, view.id), {}))}
        team = {"team_id": self._team.id, "app_installed_team_id": self._team.id}
        return fields | team | {"app_id": APP_ID, "bot_id": self._team.bot_id, "state": state}

    def _next_id(self) -> str:
        return f"V{self._team.id[1:]}{next(self._counter):07d}"

    def _build(self, body: Json, **identity: Any) -> View:
        owner_id = self._external.get(body.get("external_id") or "", identity["id"])
        if owner_id != identity["id"]:
            raise ApiError("duplicate_external_id")
        view_hash = f"{int(self._clock())}.{token_hex(4)}"
        parts = {key: body[key] for key in OPTIONAL_FIELDS if body.get(key) is not None}
        return View(hash=view_hash, type=body["type"], blocks=body["blocks"], **identity, **parts)

    def _store(self, view: View) -> View:
        self._views[view.id] = view
        if view.external_id:
            self._external[view.external_id] = view.id
        entered = self.entered.get((view.user, view.id))
        if entered:
            remaining = {(block, action) for block, actions in state_of(view.blocks, {}).items() for action in actions}
            self.entered[view.user, view.id] = {key: value for key, value in entered.items() if key in remaining}
        self._notify("views" if view.type == "modal" else "home", view.user)
        return view
