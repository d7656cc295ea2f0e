"""A pretend Slack on 127.0.0.1: the same Web API, sockets and limits, for trying the bot and for its tests."""

from bot.playground.models import Call, Channel, Message, Person, Trouble, View
from bot.playground.server import Playground
from bot.playground.socket_mode import Ack
from bot.playground.user_actions import MissedAck
from bot.playground.workspace import Workspace

__all__ = ["Ack", "Call", "Channel", "Message", "MissedAck", "Person", "Playground", "Trouble", "View", "Workspace"]
