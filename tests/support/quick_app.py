"""All listeners without Bolt's app: a request goes through the middlewares to its listener, or to `explain`."""

import json
import logging
import re
from inspect import signature
from random import Random
from typing import Any

from manual_clock import ManualClock, Timers
from quick_breaks import QuickBreaks
from slack_bolt.async_app import AsyncBoltRequest
from slack_bolt.kwargs_injection.async_utils import build_async_required_kwargs
from slack_bolt.response import BoltResponse
from slack_client import Http, SlackClient

from bot.app.bolt import Dependencies, acknowledge, provide, register_listeners
from bot.app.error_handler import explain
from bot.core.in_flight import InFlight
from bot.core.workflow_step import STEP
from bot.domain.library import Library
from bot.pictures.picture_store import PictureStore
from bot.services.breaks.guided import GuidedBreaks
from bot.services.cards import Cards
from bot.services.feelings import Feelings
from bot.services.fitting import Fitting
from bot.services.guide import Guide
from bot.services.guide_modal import GuideModal
from bot.services.home import Home
from bot.services.my_data import MyData
from bot.services.personal_reminders import PersonalReminders
from bot.services.replies import Replies
from bot.services.routine_cards import RoutineCards
from bot.services.set_up import SetUp
from bot.services.time_zones import TimeZones
from bot.services.timetable_forms import TimetableForms
from bot.services.timetable_notices import TimetableNotices
from bot.services.timetable_requests import TimetableRequests
from bot.services.timetable_rights import TimetableRights
from bot.services.timetables import Timetables
from bot.services.uninstalling import Uninstalling
from bot.store import Store

Json = dict[str, Any]
ADDRESS = "https://slack.example/response"


class QuickApp:
    """The bot's listeners on this store and this Slack; who sends is U1 in T1 unless told otherwise."""

    def __init__(
        self, store: Store, slack: SlackClient, library: Library, pictures: PictureStore, clock: ManualClock
    ) -> None:
        self.store, self.slack, self.clock, self.library = store, slack, clock, library
        self.http, self.timers, rng = Http(), Timers(), Random(7)
        self.quick_breaks = QuickBreaks(store, slack, library, pictures, clock)
        zones, breaks = TimeZones(store, slack, clock), self.quick_breaks.breaks
        replies = Replies(store, clock)
        cards = Cards(store, library, pictures, replies, zones, self.http, clock, rng)
        notices, rights = TimetableNotices(store, slack, clock), TimetableRights(slack, "anyone")
        timetables = Timetables(store, notices, rights, zones, library, clock)
        requests = TimetableRequests(timetables, zones, library, clock)
        modal, guided = GuideModal(slack, library, pictures), GuidedBreaks(store, breaks)
        home = Home(store, slack, library, pictures, cards, zones, self.timers, clock)
        reminders = PersonalReminders(store, zones, library, clock)
        self.dependencies = Dependencies(
            clients=slack, http=self.http, store=store, library=library, picture_store=pictures, scheduler=self.timers,
            now=clock, rng=rng, time_zones=zones, cards=cards, timetables=timetables, timetable_requests=requests,
            breaks=breaks,
            break_engine=self.quick_breaks.engine, uninstalling=Uninstalling(store, clock),
            routine_cards=RoutineCards(store, library, pictures, replies, cards, clock, rng),
            guide=Guide(
                store, self.timers, modal, clock, rng,
                on_opened=guided.join, on_done=home.and_refresh(guided.finish), on_left=guided.leave,
            ),
            forms=TimetableForms(slack, timetables, requests, library, clock),
            fitting=Fitting(store, library, clock),
            personal_reminders=reminders,
            home=home,
            set_up=SetUp(store, zones, library, clock, on_hours_changed=reminders.follow),
            feelings=Feelings(store, library, cards, clock),
            my_data=MyData(store, slack, breaks, library, clock),
        )  # fmt: skip
        self._answered: Json = {}
        self._registered: list[tuple[str, Any, Any]] = []
        register_listeners(self)

    def __getattr__(self, kind: str) -> Any:
        """Stand where Bolt's app stands when listeners register."""

        def register(name: Any) -> Any:
            return lambda listener: self._registered.append((kind, name, listener))

        return register

    async def send(self, kind: str, name: str, body: Json) -> BoltResponse | None:
        """Hand a request to its listener; return what it was acknowledged with."""
        request = AsyncBoltRequest(body=body, mode="socket_mode")
        context = request.context
        context["ack"], context["client"] = context.ack, self.slack

        async def listen() -> None:
            listener = next(act for one, pattern, act in self._registered if one == kind and _fits(pattern, name))
            arguments = build_async_required_kwargs(
                logger=logging.getLogger("test"),
                required_arg_names=list(signature(listener).parameters),
                request=request,
                response=BoltResponse(status=200),
                this_func=listener,
            )
            await listener(**arguments)

        async def hand_out() -> None:
            await provide(self.dependencies)(context, body, listen)

        try:
            await acknowledge(body, context.ack, hand_out)
        except Exception as error:
            in_flight = InFlight()
            explained = explain(error, body, context, context.ack, in_flight)
            await in_flight.drain(5)
            return explained or context.ack.response
        return context.ack.response

    async def types(self, text: str, user: str = "U1", **more: Any) -> Json:
        """Type `/stretch` and this; return the answer."""
        where = {"channel_id": "C1", "channel_name": "general", "response_url": ADDRESS, "trigger_id": "1.2"}
        body = {"command": "/stretch", "text": text, "team_id": "T1", "user_id": user, **where, **more}
        await self.send("command", "/stretch", body)
        return self.answer()

    async def sets_up(self, text: str, **more: Any) -> Json:
        """Type `/stretch daily` and this, and press *Turn on* or *Save*; return what takes the preview's place."""
        preview = await self.types(f"daily {text}", **more)
        confirm = preview["blocks"][-1]["elements"][0]
        return await self.clicks(confirm["action_id"], confirm["value"])

    async def clicks(self, action: str, value: Any = "", user: str = "U1", **more: Any) -> Json:
        """Press a button of a message that only this person sees; return the answer."""
        container = {"type": "message", "message_ts": "1.C1", "channel_id": "C1", "is_ephemeral": True}
        where = {"container": container, "channel": {"id": "C1"}, "response_url": ADDRESS, "trigger_id": "1.2"}
        act = {"type": "button", "action_id": action, "block_id": "b", "value": value}
        if isinstance(value, dict):
            act |= value
        self._answered = {}
        await self.send("action", action, {**_base("block_actions", user), **where, "actions": [act], **more})
        return self.answer()

    async def clicks_in(self, view: Json, action: str, user: str = "U1", value: str = "") -> Json:
        """Press a button of a window or of the Home tab; return the answer."""
        container = {"type": "view", "view_id": view.get("id")}
        where = {"container": container, "view": view, "channel": None, "response_url": None}
        return await self.clicks(action, value, user, **where)

    async def uses(self, shortcut: str, user: str = "U1") -> Json:
        """Use a global shortcut; return the window that it opens."""
        await self.send("shortcut", shortcut, {**_base("shortcut", user), "callback_id": shortcut, "trigger_id": "1.2"})
        self._answered = {}
        opened: Json = self.slack.calls["views_open"][-1]["view"].to_dict()
        return opened | {"id": self.slack.view_ids[-1]}

    async def submits(self, view: Json, user: str = "U1") -> Json:
        """Send a window off; return what it is acknowledged with."""
        body = {**_base("view_submission", user), "view": {"type": "modal", **view}}
        response = await self.send("view", view["callback_id"], body)
        answer: Json = json.loads(response.body) if response and response.body else {}
        if answer.get("response_action") == "update":
            self._answered = answer["view"] | {"id": view.get("id")}
        return answer

    async def finishes(self, user: str = "U1") -> Json:
        """Press the guide's submit button until it says thanks; return that."""
        while self.window()["title"]["text"] != "Nicely done":
            await self.submits(self.window(), user)
        return self.window()

    async def closes(self, view: Json, user: str = "U1") -> None:
        """Close a window."""
        body = {**_base("view_closed", user), "view": {"type": "modal", **view}}
        await self.send("view_closed", view["callback_id"], body)

    async def happens(self, event: Json, user: str | None = "U1") -> None:
        """Tell of an event."""
        body = {"type": "event_callback", "team_id": "T1", "event": event | ({"user": user} if user else {})}
        await self.send("event", event["type"], body)

    async def runs_step(self, **inputs: str) -> None:
        """Run the step of a workflow."""
        ids = {"function_execution_id": "Fx1", "bot_access_token": "xwfp-1"}
        event = {"type": "function_executed", "function": {"callback_id": STEP}, "inputs": inputs, **ids}
        await self.send("function", STEP, {"type": "event_callback", "team_id": "T1", "event": event})

    async def opens_home(self, user: str = "U1") -> None:
        """Open the Home tab."""
        await self.happens({"type": "app_home_opened", "tab": "home"}, user)

    async def refreshes_homes(self) -> None:
        """Let a moment pass, after which Homes show what has changed."""
        for name in [name for name in self.timers.set if name.startswith("home ")]:
            del self.timers.set[name]
            await self.timers.fire(name)

    def answer(self) -> Json:
        """The latest answer that went to a response URL."""
        return json.loads(self.http.posted[-1]) if self.http.posted else {}

    def window(self) -> Json:
        """The window that was opened last, as Slack has it now."""
        if self._answered:
            return self._answered
        opened = [*self.slack.calls["views_open"], *self.slack.calls["views_push"]][-1]
        updates = [call for call in self.slack.calls["views_update"] if call.get("view_id")]
        shown = (updates or [opened])[-1]["view"]
        as_json = shown if isinstance(shown, dict) else shown.to_dict()
        return as_json | {"id": updates[-1]["view_id"] if updates else self.slack.view_ids[-1]}


def _base(kind: str, user: str) -> Json:
    return {"type": kind, "team": {"id": "T1"}, "user": {"id": user, "team_id": "T1"}}


def _fits(pattern: Any, name: str) -> bool:
    wanted = pattern.get("action_id") if isinstance(pattern, dict) else pattern
    return bool(wanted.fullmatch(name)) if isinstance(wanted, re.Pattern) else wanted == name
