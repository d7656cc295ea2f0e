"""As a process of its own: the least that a Bolt app can do for a command and for its Home, a constant text."""

import asyncio
import os

from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

TEXT = "Lift your arms above your head, breathe, and let them sink again."


async def stretch(ack: AsyncAck, respond: AsyncRespond) -> None:
    """Answer the command."""
    await ack()
    await respond(TEXT)


async def opened(event: dict[str, str], client: AsyncWebClient) -> None:
    """Publish the Home tab."""
    text = {"type": "section", "text": {"type": "mrkdwn", "text": TEXT}}
    await client.views_publish(user_id=event["user"], view={"type": "home", "blocks": [text]})


async def main() -> None:
    """Run until killed."""
    client = AsyncWebClient(token=os.environ["SLACK_BOT_TOKEN"], base_url=os.environ["SLACK_API_URL"])
    app = AsyncApp(client=client)
    app.command("/stretch")(stretch)
    app.event("app_home_opened")(opened)
    await AsyncSocketModeHandler(app, os.environ["SLACK_APP_TOKEN"]).start_async()


if __name__ == "__main__":
    asyncio.run(main())
