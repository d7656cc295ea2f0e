"""Calls of Slack that show a view."""

from collections.abc import Awaitable, Callable
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.models.views import View

from bot.core.logging import logger
from bot.slack.blocks import with_and_without_images
from bot.slack.errors import error_code

IMAGE_REFUSED = frozenset({"invalid_blocks", "invalid_arguments"})


async def show_view(call: Callable[..., Awaitable[Any]], view: View, **where: object) -> Any:
    """Show a view, without its image if Slack cannot load that and so refuses the whole."""
    *with_image, last = with_and_without_images(view.to_dict())
    for payload in with_image:
        try:
            return await call(view=payload, **where)
        except SlackApiError as error:
            if error_code(error) not in IMAGE_REFUSED:
                raise
            logger.warning("view refused with its image", extra={"error": error_code(error)})
    return await call(view=last, **where)
