"""What people start from Slack's lightning menu: the app's shortcuts, and workflows with its steps."""

from bot.playground import payloads
from bot.playground.envelopes import Ack
from bot.playground.errors import NotAvailableError
from bot.playground.executions import Execution
from bot.playground.models import SLACKBOT, Json
from bot.playground.user_actions import UserActions
from bot.playground.workflow_steps import value_errors, workflow_steps
from bot.playground.workspace import Workspace


def global_shortcuts(workspace: Workspace) -> list[Json]:
    """Return the app's global shortcuts, where it is installed with their scope."""
    known = workspace.features.get("shortcuts", ()) if "commands" in workspace.scopes else ()
    return [each for each in known if each["type"] == "global"]


class Launcher(UserActions):
    """User actions, and what the lightning menu starts."""

    async def shortcut(self, user: str, callback_id: str) -> Ack:
        """Use one of the app's global shortcuts."""
        known = [each["callback_id"] for each in global_shortcuts(self._workspace)]
        if user not in self._workspace.people or callback_id not in known:
            raise NotAvailableError(f"There is no shortcut {callback_id} for {user}.")
        return await self.send_and_await_ack("interactive", payloads.shortcut(self._workspace, user, callback_id))

    async def run_step(self, user: str, channel: str, callback_id: str, inputs: Json) -> Execution:
        """Run a workflow of one step in a channel; Slackbot tells the person there if the step fails."""
        self.require_channel(user, channel)
        step = workflow_steps(self._workspace).get(callback_id)
        if step is None:
            raise NotAvailableError(f"There is no workflow step {callback_id}.")
        if errors := value_errors(step["input_parameters"], inputs):
            raise NotAvailableError(f"Workflow Builder doesn't take that: {'; '.join(errors)}.")

        def on_failed(error: str) -> None:
            text = f"The workflow stopped at “{step['title']}”: {error}"
            self._workspace.post(channel, SLACKBOT, seen_by=user, text=text)

        execution = self._workspace.executions.start(callback_id, step, inputs, on_failed)
        inner = payloads.function_executed(self._workspace, execution)
        await self.send_and_await_ack("events_api", payloads.event(self._workspace, inner))
        return execution
