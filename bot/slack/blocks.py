"""Builders for the Block Kit blocks and texts that all views share."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from typing import Any

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    ContextBlock,
    HeaderBlock,
    ImageBlock,
    ImageElement,
    MarkdownTextObject,
    PlainTextObject,
    SectionBlock,
)
from slack_sdk.models.blocks.block_elements import InteractiveElement
from slack_sdk.models.views import View

ALT_LIMIT = 2000
TITLE_LIMIT = 24


@dataclass(frozen=True)
class Message:
    """A message: `text` carries everything, for screen readers read it instead of the blocks."""

    text: str
    blocks: Sequence[Block]

    def payload(self) -> dict[str, Any]:
        """Return it as the Web API and response URLs take it."""
        return {"text": self.text, "blocks": [block.to_dict() for block in self.blocks]}


def escape_text(typed: str) -> str:
    """Escape what someone typed, so that it makes no mention and no link."""
    return escape(typed, quote=False)


def section(text: str) -> SectionBlock:
    """Return a paragraph; verbatim, so that no name in it rings."""
    return SectionBlock(text=MarkdownTextObject(text=text, verbatim=True))


def pictured_section(text: str, url: str | None, alt: str) -> SectionBlock:
    """Return a paragraph with a small picture at its side, or without one where there is no picture."""
    picture = ImageElement(image_url=url, alt_text=alt[:ALT_LIMIT]) if url else None
    return SectionBlock(text=MarkdownTextObject(text=text, verbatim=True), accessory=picture)


def button_section(text: str, element: ButtonElement | None = None) -> SectionBlock:
    """Return a paragraph with a button at its side, perhaps."""
    return SectionBlock(text=MarkdownTextObject(text=text, verbatim=True), accessory=element)


def context(text: str) -> ContextBlock:
    """Return a small grey line."""
    return ContextBlock(elements=[MarkdownTextObject(text=text, verbatim=True)])


def header(text: str) -> HeaderBlock:
    """Return a headline."""
    return HeaderBlock(text=PlainTextObject(text=text, emoji=True))


def with_and_without_images(payload: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return a message or view, and a copy without images if it has any: Slack refuses it whole where one fails."""
    blocks = [_without_accessory_image(block) for block in payload["blocks"] if block["type"] != "image"]
    return [payload, {**payload, "blocks": blocks}] if blocks != list(payload["blocks"]) else [payload]


def image(url: str | None, alt: str) -> list[Block]:
    """Return the picture as a list of one block, or of none where there is no picture."""
    return [ImageBlock(image_url=url, alt_text=alt[:ALT_LIMIT])] if url else []


def button(label: str, action: str, value: str = "", style: str | None = None, **more: Any) -> ButtonElement:
    """Return a button; `value` is what its listener gets."""
    text = PlainTextObject(text=label[:75], emoji=True)
    return ButtonElement(text=text, action_id=action, value=value or None, style=style, **more)


def actions(*elements: InteractiveElement, block: str | None = None) -> ActionsBlock:
    """Return a row of buttons and menus."""
    return ActionsBlock(elements=list(elements), block_id=block)


def modal(title: str, blocks: Sequence[Block], **more: Any) -> View:
    """Return a modal view."""
    more.setdefault("close", "Close")
    return View(type="modal", title=title[:TITLE_LIMIT], blocks=list(blocks), **more)


def bullets(lines: Iterable[str]) -> str:
    """Return the lines as a list."""
    return "\n".join(f"• {line}" for line in lines)


def date_time_token(at: datetime) -> str:
    """Return a day and time that Slack shows in each reader's own zone."""
    fallback = f"{at.astimezone(UTC):%a %d %b, %H:%M} UTC"
    return f"<!date^{int(at.timestamp())}^{{date_short_pretty}} at {{time}}|{fallback}>"


def duration(seconds: float) -> str:
    """Return a length of time in words: quarters of a minute below one, halves above."""
    quarters, halves = max(round(seconds / 15), 1), round(seconds / 30)
    if quarters < 4:
        return f"{15 * quarters} seconds"
    minutes = f"{halves // 2}½" if halves % 2 else f"{halves // 2}"
    return "1 minute" if minutes == "1" else f"{minutes} minutes"


def _without_accessory_image(block: Mapping[str, Any]) -> Mapping[str, Any]:
    accessory = block.get("accessory") or {}
    return {key: block[key] for key in block if key != "accessory"} if accessory.get("type") == "image" else block
