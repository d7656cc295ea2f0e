"""The workflow steps of the app that were run in a workspace, each with a token of its own."""

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from secrets import token_hex
from typing import Literal

from bot.playground.models import Json


@dataclass
class Execution:
    """One run of a step; `step` is its definition in the manifest."""

    id: str
    callback_id: str
    step: Json
    inputs: Json
    token: str
    """Opens the workspace while the step runs."""
    on_failed: Callable[[str], None]
    state: Literal["running", "completed", "failed"] = "running"
    outputs: Json = field(default_factory=dict)
    error: str = ""

    def complete(self, outputs: Json) -> None:
        """Go on with the workflow."""
        self.state, self.outputs = "completed", outputs

    def fail(self, error: str) -> None:
        """Stop the workflow."""
        self.state, self.error = "failed", error
        self.on_failed(error)


class Executions:
    """All runs by their ids."""

    def __init__(self, team_id: str) -> None:
        self._team_id, self._counter = team_id, count(1)
        self._by_id: dict[str, Execution] = {}

    def start(self, callback_id: str, step: Json, inputs: Json, on_failed: Callable[[str], None]) -> Execution:
        """Return a new run; `on_failed` is called with the app's words if it fails."""
        execution_id = f"Fx{self._team_id[1:]}{next(self._counter):07d}"
        token = f"xwfp-{self._team_id}-{token_hex(8)}"
        self._by_id[execution_id] = execution = Execution(execution_id, callback_id, step, inputs, token, on_failed)
        return execution

    def get(self, execution_id: str) -> Execution | None:
        """Return the run with an id, or None."""
        return self._by_id.get(execution_id)

    def of_token(self, token: str) -> Execution | None:
        """Return the run with a token, or None."""
        return next((each for each in self._by_id.values() if each.token == token), None)
