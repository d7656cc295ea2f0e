"""As a process of its own, the limit: nothing but AsyncWebClient.chat_postMessage, over and over, with one session."""

import asyncio
import json
import sys
from collections.abc import Iterator
from time import time

from aiohttp import ClientSession
from channels import channels
from memory import peak_megabytes
from slack_sdk.web.async_client import AsyncWebClient


async def main(api_url: str, message: str, count: int, at_once: int) -> None:
    """Post the same message to every channel, so many at once as Limber does; print what that took."""
    rest, said = (channel for _, channel in channels(count)), json.loads(message)
    async with ClientSession() as session:
        slack = AsyncWebClient(token="xoxb-bench", base_url=f"{api_url}api/", session=session)
        due = time()
        await asyncio.gather(*(_post(slack, rest, said) for _ in range(at_once)))
    print(json.dumps({"due": due, "peak": peak_megabytes()}))


async def _post(slack: AsyncWebClient, rest: Iterator[str], said: dict) -> None:
    for channel in rest:
        await slack.chat_postMessage(channel=channel, **said)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])))
