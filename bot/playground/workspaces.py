"""All workspaces of the playground."""

from collections.abc import Iterator
from typing import Any

from bot.playground.models import ApiError
from bot.playground.workspace import Workspace


class Workspaces:
    """The workspaces by their ids; what belongs to none of them goes to the first."""

    def __init__(self, first: Workspace) -> None:
        self.first = first
        self._by_id = {first.team.id: first}

    def __iter__(self) -> Iterator[Workspace]:
        return iter(self._by_id.values())

    def __contains__(self, team_id: str) -> bool:
        return team_id in self._by_id

    def __getitem__(self, team_id: str) -> Workspace:
        return self._by_id[team_id]

    def add(self, workspace: Workspace) -> None:
        """Add a workspace; ValueError if there is one with its id."""
        if workspace.team.id in self._by_id:
            raise ValueError(f"There is a workspace {workspace.team.id} already.")
        self._by_id[workspace.team.id] = workspace

    def of_person(self, user: str) -> Workspace:
        """Return the workspace of a person, or the first one if nobody has this id."""
        return next((each for each in self if user in each.people and not each.people[user].bot), self.first)

    def of_step_token(self, token: str, ending: bool) -> Workspace | None:
        """Return the workspace that the token of a workflow step opens: as long as that runs, or to end it."""
        for workspace in self:
            if execution := workspace.executions.of_token(token):
                if workspace.grant is None or not (ending or execution.state == "running"):
                    raise ApiError("token_revoked")
                return workspace
        return None

    def notify(self, kind: str, data: Any = None) -> None:
        """Call the listeners of all workspaces with a change."""
        for workspace in self:
            workspace.notify(kind, data)
