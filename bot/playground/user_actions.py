"""What people do: type commands, press buttons, fill in windows, look at the Home tab."""

from typing import Any

from bot.playground import payloads
from bot.playground.ack_responses import Replies
from bot.playground.elements import EXTERNAL, KEEPS, elements
from bot.playground.external_select import SHORTEST, Suggestions
from bot.playground.form_input import complaints, entry, filled_in, option
from bot.playground.models import Channel, Json, Message, View
from bot.playground.socket_mode import Ack, SocketMode, described
from bot.playground.validation import Inspector
from bot.playground.workspace import Workspace


class MissedAck(Exception):
    """The bot did not acknowledge in time; the person sees an error."""


class NotThere(ValueError):
    """A person cannot do this: what they want to use is not before them."""


class Incomplete(ValueError):
    """A form that Slack's own window does not send yet; `errors` by block_id."""

    def __init__(self, errors: dict[str, str]) -> None:
        super().__init__("; ".join(f"{block}: {text}" for block, text in errors.items()))
        self.errors = errors


class People:
    """The hands of the people in a workspace; every verb waits for the bot's acknowledgement and applies it."""

    def __init__(self, space: Workspace, socket: SocketMode, inspector: Inspector) -> None:
        self._space, self._socket = space, socket
        self._replies, self._suggestions = Replies(space, inspector), Suggestions(space)

    async def command(self, user: str, channel: str, text: str) -> Ack:
        """Type a slash command into a channel."""
        place = self._place(user, channel)
        name, rest = [*text.rstrip().split(maxsplit=1), "", ""][:2]
        known = {each["command"]: each for each in self._space.features.get("slash_commands", ())}
        if name not in known or "commands" not in self._space.scopes:
            raise NotThere(f"{name} is not a command here.")
        rest = payloads.escaped(self._space, rest) if known[name].get("should_escape") else rest
        ack = await self._told("slash_commands", payloads.command(self._space, user, place, name, rest))
        await self._replies.to_command(user, channel, text, ack.payload)
        return ack

    async def say(self, user: str, channel: str, text: str) -> Message:
        """Post an ordinary message; the bot is not told."""
        return self._space.post(self._place(user, channel).id, user, text=text)

    async def click(
        self,
        user: str,
        where: Message | View,
        action_id: str,
        value: Any = None,
        block_id: str | None = None,
        selected: Any = None,
        values: Json | None = None,
    ) -> Ack:
        """Press a button, choose from a menu, or finish a field that tells the bot at once."""
        now = self._current(user, where)
        block, element = _found(now, action_id, value, block_id)
        if block["type"] == "input" and not block.get("dispatch_action"):
            raise NotThere(f"{action_id} tells the bot nothing before the window is submitted.")
        element = self._suggestions.with_offers(user, now, block, element)
        key = (user, now.id if isinstance(now, View) else now.ts)
        if isinstance(now, View) and values:
            self._space.windows.entered.setdefault(key, {}).update(
                filled_in(self._suggestions.fields(user, now), values)
            )
        action = _action(block, element, value, selected)
        if element["type"] in KEEPS:
            kept = entry(element, value if selected is None else selected)
            self._space.windows.entered.setdefault(key, {})[block["block_id"], action_id] = kept
        ack = await self._told("interactive", payloads.block_actions(self._space, user, now, action))
        if ack.payload:
            self._space.trouble(f"Slack ignores what is said with the acknowledgement of a click ({action_id}).", user)
        return ack

    async def suggest(
        self, user: str, where: Message | View, action_id: str, typed: str = "", block_id: str | None = None
    ) -> list[Json]:
        """Type into a menu whose options come from the app; what it offers, as groups of options."""
        now = self._current(user, where)
        block, element = _found(now, action_id, None, block_id)
        if element["type"] not in EXTERNAL:
            raise NotThere(f"{action_id} is no menu that asks the app for options.")
        if len(typed) < element.get("min_query_length", SHORTEST):
            return []
        ack = await self._told("interactive", payloads.suggestion(self._space, user, now, block, element, typed))
        return self._suggestions.take(user, now, block, element, ack.payload)

    async def submit(self, user: str, view: View, values: Json | None = None) -> Ack:
        """Fill in a modal and press its submit button."""
        now = self._top(user, view)
        if now.submit is None or now.submit_disabled:
            raise NotThere("This window has no submit button.")
        entered = filled_in(self._suggestions.fields(user, now), values)
        self._space.windows.entered.setdefault((user, now.id), {}).update(entered)
        shown = self._space.windows.to_dict(now)
        if wrong := complaints(now, shown["state"]["values"]):
            raise Incomplete(wrong)
        ack = await self._told("interactive", payloads.view_submission(self._space, user, now))
        await self._replies.to_submission(now.id, ack.payload)
        return ack

    async def close(self, user: str, view: View, whole_stack: bool = False) -> list[Ack]:
        """Close a modal, or with `whole_stack` everything under it too; the bot is told if it asked to be."""
        now = self._top(user, view)
        windows, whole_stack = self._space.windows, whole_stack or now.clear_on_close
        last = {each.id: windows.to_dict(each) for each in windows.stack(user)}
        told = [last[each.id] for each in windows.close(now, whole_stack) if each.notify_on_close]
        payload = [payloads.view_closed(self._space, user, each, whole_stack) for each in told]
        return [await self._told("interactive", each) for each in payload]

    async def open_home(self, user: str) -> Ack | None:
        """Look at the Home tab; None if the app did not ask to be told."""
        if user not in self._space.people or not self._space.features.get("app_home", {}).get("home_tab_enabled"):
            raise NotThere(f"There is no Home tab for {user}.")
        events = self._space.manifest.get("settings", {}).get("event_subscriptions", {}).get("bot_events", ())
        if "app_home_opened" not in events:
            return None
        return await self._told("events_api", payloads.home_opened(self._space, user))

    async def _told(self, kind: str, payload: Json) -> Ack:
        ack = await self._socket.send(kind, payload)
        if ack is None:
            raise MissedAck(f"The bot did not acknowledge {described(kind, payload)} in time.")
        return ack

    def _place(self, user: str, channel: str) -> Channel:
        place = self._space.channels.get(channel)
        if user not in self._space.people or place is None or user not in place.members:
            raise NotThere(f"{user} is not in a channel {channel}.")
        if place.archived:
            raise NotThere(f"The channel {place.name} is archived.")
        return place

    def _current(self, user: str, where: Message | View) -> Message | View:
        if isinstance(where, Message):
            self._place(user, where.channel)
            now: Message | View | None = self._space.find(where.channel, where.ts, user)
        else:
            now = self._space.windows.find(where.id)
            if any(other.previous_view_id == where.id for other in self._space.windows.stack(user)):
                raise NotThere("Another window covers this one.")
        if now is None or (isinstance(now, View) and now.user != user):
            raise NotThere("What you want to use is no longer there.")
        return now

    def _top(self, user: str, view: View) -> View:
        now = self._current(user, view)
        if not isinstance(now, View) or now.type != "modal":
            raise NotThere("That is no modal.")
        return now


def _found(where: Message | View, action_id: str, value: Any, block_id: str | None) -> tuple[Json, Json]:
    fits = [
        (block, element)
        for block, element in elements(where.blocks)
        if element.get("action_id") == action_id and block_id in (None, block["block_id"])
    ]
    if value is not None and len(fits) > 1:
        fits = [(block, element) for block, element in fits if element.get("value") == value]
    if not fits:
        there = ", ".join(str(element.get("action_id")) for _, element in elements(where.blocks)) or "nothing"
        raise NotThere(f"There is nothing to press called {action_id}; there is: {there}.")
    if len(fits) > 1:
        raise NotThere(f"There are {len(fits)} things called {action_id}: say which by value or block_id.")
    return fits[0]


def _action(block: Json, element: Json, value: Any, selected: Any) -> Json:
    action: Json = {"type": element["type"], "action_id": element["action_id"], "block_id": block["block_id"]}
    if element["type"] == "button":
        if value not in (None, element.get("value")):
            raise NotThere(f"The button {element['action_id']} does not have the value {value!r}.")
        return action | {key: element[key] for key in ("text", "value", "style", "url") if key in element}
    chosen = value if selected is None else selected
    if element["type"] == "overflow":
        return action | {"selected_option": option(element, chosen)}
    if element["type"] not in KEEPS:
        raise NotThere(f"{element['action_id']} is nothing to press.")
    held = entry(element, chosen)
    return action | {key: held[key] for key in held if key != "type"}
