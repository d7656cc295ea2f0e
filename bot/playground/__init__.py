"""A fake Slack on 127.0.0.1 with Web API, Socket Mode and limits, for manual and automated tests."""

from bot.playground.envelopes import Ack
from bot.playground.errors import MissedAck
from bot.playground.models import Call, Channel, Message, Person, Problem, Team, View
from bot.playground.seeds import BAKERY, PLAYGROUND, Seed, small_seed
from bot.playground.server import Playground
from bot.playground.workspace import Workspace

__all__ = [
    "BAKERY",
    "PLAYGROUND",
    "Ack",
    "Call",
    "Channel",
    "Message",
    "MissedAck",
    "Person",
    "Playground",
    "Problem",
    "Seed",
    "Team",
    "View",
    "Workspace",
    "small_seed",
]
