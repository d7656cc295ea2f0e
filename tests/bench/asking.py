"""People who type commands and look at the clock."""

import asyncio
from dataclasses import dataclass
from typing import Any

from bots import GENERAL

from bot.playground import Message, Playground

PATIENCE = 30.0


@dataclass(frozen=True)
class Answered:
    """How long one command took (seconds): to its acknowledgement, and to the answer before the person."""

    ack: float
    card: float
    message: Message


class Asking:
    """Types commands into a pretend Slack; each person has one under way at a time."""

    def __init__(self, slack: Playground) -> None:
        self._slack = slack
        self._awaited: dict[str, asyncio.Future[tuple[float, Message]]] = {}
        slack.workspace.listeners.add(self._hear)

    async def ask(self, user: str, text: str) -> Answered:
        """Type one command and wait for its answer."""
        loop = asyncio.get_running_loop()
        awaited = self._awaited[user] = loop.create_future()
        began = loop.time()
        ack = await self._slack.command(user, GENERAL, text)
        arrived, message = await asyncio.wait_for(awaited, PATIENCE)
        return Answered(ack.seconds, arrived - began, message)

    async def one_at_a_time(self, users: list[str], text: str) -> list[Answered]:
        """Type it for one person after the other."""
        return [await self.ask(user, text) for user in users]

    async def all_at_once(self, users: list[str], text: str) -> list[Answered]:
        """Type it for all of them in the same moment."""
        return await asyncio.gather(*(self.ask(user, text) for user in users))

    def _hear(self, kind: str, thing: Any) -> None:
        if kind == "message" and isinstance(thing, Message) and thing.seen_by is not None:
            awaited = self._awaited.get(thing.seen_by)
            if awaited and not awaited.done():
                awaited.set_result((asyncio.get_running_loop().time(), thing))
