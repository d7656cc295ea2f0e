"""Actions of users: commands, messages, clicks, forms and the Home tab."""

from html import escape
from typing import Any

from bot.playground import payloads
from bot.playground.ack_responses import ResponseHandler
from bot.playground.delivery import Delivery
from bot.playground.elements import EXTERNAL_SELECTS, VALUE_FIELDS, elements
from bot.playground.envelopes import Ack, describe_envelope
from bot.playground.errors import InvalidFormError, MissedAck, NotAvailableError
from bot.playground.external_select import DEFAULT_MIN_QUERY_LENGTH, ExternalOptions
from bot.playground.form_input import entered_state, find_option, form_errors, parse_form
from bot.playground.models import SLACKBOT, Channel, Json, Message, View, container_key
from bot.playground.validation import RequestValidator
from bot.playground.workspace import Workspace

NOT_A_COMMAND = "`{name}` is not a valid command. To send it as a message, put a space before the slash."


class UserActions:
    """Performs actions as a user, waits for the bot's acknowledgement and applies its response.

    All actions raise NotAvailableError if the user could not do them, MissedAck without acknowledgement.
    """

    def __init__(self, workspace: Workspace, delivery: Delivery, validator: RequestValidator) -> None:
        self._workspace, self._delivery = workspace, delivery
        self.responses, self._external_options = ResponseHandler(workspace, validator), ExternalOptions(workspace)

    async def command(self, user: str, channel: str, text: str) -> Ack | None:
        """Send a slash command from a channel; Slackbot answers one that no app has, and None is returned."""
        source = self.require_channel(user, channel)
        name, arguments = [*text.rstrip().split(maxsplit=1), "", ""][:2]
        commands = {each["command"]: each for each in self._workspace.features.get("slash_commands", ())}
        if name not in commands or "commands" not in self._workspace.scopes:
            self._workspace.post(source.id, SLACKBOT, seen_by=user, text=NOT_A_COMMAND.format(name=escape(name)))
            return None
        arguments = escape(arguments, quote=False)
        if commands[name].get("should_escape"):
            arguments = payloads.escape_mentions(self._workspace, arguments)
        payload = payloads.command(self._workspace, user, source, name, arguments)
        ack = await self.send_and_await_ack("slash_commands", payload)
        await self.responses.apply_command_response(user, channel, text, ack.payload)
        return ack

    async def say(self, user: str, channel: str, text: str) -> Message:
        """Post an ordinary message, which is not sent to the bot."""
        return self._workspace.post(self.require_channel(user, channel).id, user, text=text)

    async def click(
        self,
        user: str,
        container: Message | View,
        action_id: str,
        value: Any = None,
        block_id: str | None = None,
        selected: Any = None,
        values: Json | None = None,
    ) -> Ack:
        """Press a button, choose from a menu, or complete an input that dispatches an action."""
        self._require_installed()
        current = self._current_container(user, container)
        block, element = _find_element(current, action_id, value, block_id)
        if block["type"] == "input" and not block.get("dispatch_action"):
            raise NotAvailableError(f"{action_id} tells the bot nothing before the window is submitted.")
        element = self._external_options.with_options(user, current, block, element)
        entered, key = self._workspace.views.entered, container_key(user, current)
        if isinstance(current, View) and values:
            entered.setdefault(key, {}).update(
                parse_form(self._external_options.elements_by_key(user, current), values)
            )
        action = _action_payload(block, element, value, selected)
        if element["type"] in VALUE_FIELDS:
            state = entered_state(element, value if selected is None else selected)
            entered.setdefault(key, {})[block["block_id"], action_id] = state
        payload = payloads.block_actions(self._workspace, user, current, action)
        ack = await self.send_and_await_ack("interactive", payload)
        if ack.payload:
            self._workspace.report_problem(
                f"Slack ignores what is said with the acknowledgement of a click ({action_id}).", user
            )
        return ack

    async def suggest(
        self, user: str, container: Message | View, action_id: str, query: str = "", block_id: str | None = None
    ) -> list[Json]:
        """Type a query into an external select and return its options as groups."""
        current = self._current_container(user, container)
        block, element = _find_element(current, action_id, None, block_id)
        if element["type"] not in EXTERNAL_SELECTS:
            raise NotAvailableError(f"{action_id} is no menu that asks the app for options.")
        if len(query) < element.get("min_query_length", DEFAULT_MIN_QUERY_LENGTH):
            return []
        payload = payloads.block_suggestion(self._workspace, user, current, block, element, query)
        ack = await self.send_and_await_ack("interactive", payload)
        return self._external_options.accept_response(user, current, block, element, ack.payload)

    async def submit(self, user: str, view: View, values: Json | None = None) -> Ack:
        """Fill in and submit a modal; raises InvalidFormError for values that Slack's client would refuse."""
        current = self._current_modal(user, view)
        if current.submit is None or current.submit_disabled:
            raise NotAvailableError("This window has no submit button.")
        entered = parse_form(self._external_options.elements_by_key(user, current), values)
        self._workspace.views.entered.setdefault((user, current.id), {}).update(entered)
        state = self._workspace.views.to_dict(current)["state"]
        if errors := form_errors(current, state["values"]):
            raise InvalidFormError(errors)
        ack = await self.send_and_await_ack("interactive", payloads.view_submission(self._workspace, user, current))
        await self.responses.apply_submission_response(current.id, ack.payload)
        return ack

    async def close(self, user: str, view: View, whole_stack: bool = False) -> list[Ack]:
        """Close a modal or its whole stack; returns an Ack for each view with notify_on_close."""
        current = self._current_modal(user, view)
        views, whole_stack = self._workspace.views, whole_stack or current.clear_on_close
        last = {each.id: views.to_dict(each) for each in views.stack(user)}
        notified = [last[each.id] for each in views.close(current, whole_stack) if each.notify_on_close]
        closed = [payloads.view_closed(self._workspace, user, view_dict, whole_stack) for view_dict in notified]
        return [await self.send_and_await_ack("interactive", payload) for payload in closed]

    async def open_home(self, user: str) -> Ack | None:
        """Open the Home tab; returns None if the app is not subscribed to app_home_opened."""
        app_home = self._workspace.features.get("app_home", {})
        if user not in self._workspace.people or not app_home.get("home_tab_enabled"):
            raise NotAvailableError(f"There is no Home tab for {user}.")
        self._require_installed()
        if "app_home_opened" not in self._workspace.bot_events:
            return None
        return await self.send_and_await_ack("events_api", payloads.home_opened(self._workspace, user))

    async def send_and_await_ack(self, kind: str, payload: Json) -> Ack:
        """Send an envelope and return its acknowledgement."""
        ack = await self._delivery.send(self._workspace, kind, payload)
        if ack is None:
            raise MissedAck(f"The bot did not acknowledge {describe_envelope(kind, payload)} in time.")
        return ack

    def _require_installed(self) -> None:
        if self._workspace.grant is None:
            raise NotAvailableError(f"{self._workspace.bot_name} isn't installed here.")

    def require_channel(self, user: str, channel: str) -> Channel:
        """Return a channel that a user can write in; NotAvailableError for any other."""
        found = self._workspace.channels.get(channel)
        if user not in self._workspace.people or found is None or user not in found.members:
            raise NotAvailableError(f"{user} is not in a channel {channel}.")
        if found.archived:
            raise NotAvailableError(f"The channel {found.name} is archived.")
        return found

    def _current_container(self, user: str, container: Message | View) -> Message | View:
        if isinstance(container, Message):
            self.require_channel(user, container.channel)
            current: Message | View | None = self._workspace.find(container.channel, container.ts, user)
        else:
            current = self._workspace.views.find(container.id)
            if any(other.previous_view_id == container.id for other in self._workspace.views.stack(user)):
                raise NotAvailableError("Another window covers this one.")
        if current is None or (isinstance(current, View) and current.user != user):
            raise NotAvailableError("That isn't there any more.")
        return current

    def _current_modal(self, user: str, view: View) -> View:
        current = self._current_container(user, view)
        if not isinstance(current, View) or current.type != "modal":
            raise NotAvailableError("That is no modal.")
        return current


def _find_element(container: Message | View, action_id: str, value: Any, block_id: str | None) -> tuple[Json, Json]:
    matches = [
        (block, element)
        for block, element in elements(container.blocks)
        if element.get("action_id") == action_id and block_id in (None, block["block_id"])
    ]
    if value is not None and len(matches) > 1:
        matches = [(block, element) for block, element in matches if element.get("value") == value]
    if not matches:
        available = ", ".join(str(element.get("action_id")) for _, element in elements(container.blocks)) or "nothing"
        raise NotAvailableError(f"There is nothing to press called {action_id}; there is: {available}.")
    if len(matches) > 1:
        raise NotAvailableError(f"There are {len(matches)} things called {action_id}: say which by value or block_id.")
    return matches[0]


def _action_payload(block: Json, element: Json, value: Any, selected: Any) -> Json:
    action: Json = {"type": element["type"], "action_id": element["action_id"], "block_id": block["block_id"]}
    if element["type"] == "button":
        if value not in (None, element.get("value")):
            raise NotAvailableError(f"The button {element['action_id']} does not have the value {value!r}.")
        return action | {key: element[key] for key in ("text", "value", "style", "url") if key in element}
    choice = value if selected is None else selected
    if element["type"] == "overflow":
        return action | {"selected_option": find_option(element, choice)}
    if element["type"] not in VALUE_FIELDS:
        raise NotAvailableError(f"{element['action_id']} is nothing to press.")
    state = entered_state(element, choice)
    return action | {key: state[key] for key in state if key != "type"}
