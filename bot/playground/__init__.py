"""A fake Slack on 127.0.0.1 with Web API, Socket Mode and limits, for manual and automated tests."""

from bot.playground.errors import MissedAck
from bot.playground.models import Call, Channel, Message, Person, Problem, View
from bot.playground.server import Playground
from bot.playground.socket_mode import Ack
from bot.playground.workspace import Workspace

__all__ = ["Ack", "Call", "Channel", "Message", "MissedAck", "Person", "Playground", "Problem", "View", "Workspace"]
