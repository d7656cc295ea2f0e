"""What Slack looks at before it takes a message or a view: shape, limits, names, pictures."""

import asyncio
import json
from secrets import token_hex
from typing import Any

from aiohttp import ClientError, ClientSession, ClientTimeout
from yarl import URL

from bot.playground.block_kit import BLOCKS, VIEW
from bot.playground.elements import asks, elements
from bot.playground.models import Json, Refused, texts
from bot.playground.schema import Check, note

TEXT_OF_BLOCKS, TEXT_OF_MARKDOWN, VIEW_BYTES, ATTACHMENTS = 13_000, 12_000, 250_000, 100
HOSTS = ("127.0.0.1", "localhost")
PICTURES = ("image/png", "image/jpeg", "image/gif")
FORMATS: dict[str, tuple[type, str]] = {
    "blocks": (list, "invalid_blocks_format"),
    "attachments": (list, "invalid_attachments"),
    "metadata": (dict, "invalid_metadata_format"),
    "view": (dict, "invalid_arguments"),
}


class Inspector:
    """Refuses what Slack would refuse, and loads the pictures that Slack would load."""

    def __init__(self) -> None:
        self._session: ClientSession | None = None

    async def inspect(self, args: Json) -> Json:
        """The arguments with their JSON strings read, and a name given to every block and element that has none."""
        args = {name: _read(name, value) for name, value in args.items() if value is not None}
        _check_sizes(args)
        if "blocks" in args:
            found = _checked(BLOCKS["message"], args["blocks"], "/blocks")
            await self._accept("invalid_blocks", args["blocks"], "message", "/blocks", found)
            if sum(map(len, texts(args["blocks"], ("text",)))) > TEXT_OF_BLOCKS:
                raise Refused("msg_blocks_too_long")
        if "view" in args:
            await self._inspect_view(args["view"])
        return args

    async def _inspect_view(self, view: Json) -> None:
        found = _checked(VIEW, view, "/view")
        if not found and view["type"] == "modal" and "submit" not in view and asks(view["blocks"]):
            note(found, "missing required field: submit (there are input blocks)", "/view")
        if not found and len(json.dumps(view)) > VIEW_BYTES:
            raise Refused("view_too_large")
        await self._accept("invalid_arguments", view.get("blocks", []), view.get("type", ""), "/view/blocks", found)

    async def _accept(self, error: str, blocks: list[Json], surface: str, at: str, found: list[str]) -> None:
        found = found or _among_themselves(blocks, surface, at) or await self._broken_pictures(blocks, at)
        if found:
            raise Refused(error, *found)
        _name(blocks)

    async def close(self) -> None:
        """Let the connections for pictures go."""
        if self._session:
            await self._session.close()

    async def _broken_pictures(self, blocks: list[Json], at: str) -> list[str]:
        """Slack loads the pictures of image blocks before it posts; one that fails refuses the whole message."""
        addresses = [
            (f"{at}/{n}/image_url", block["image_url"]) for n, block in enumerate(blocks) if "image_url" in block
        ]
        local = [(where, address) for where, address in addresses if URL(address).host in HOSTS]
        loaded = await asyncio.gather(*(self._loads(address) for _, address in local))
        found: list[str] = []
        for (where, _), fine in zip(local, loaded, strict=True):
            if not fine:
                note(found, "downloading image failed", where)
        return found

    async def _loads(self, address: str) -> bool:
        self._session = self._session or ClientSession(timeout=ClientTimeout(total=5))
        try:
            async with self._session.get(address) as answer:
                return answer.status == 200 and answer.content_type in PICTURES
        except (ClientError, TimeoutError, ValueError):
            return False


def _checked(rule: Check, value: Any, at: str) -> list[str]:
    found: list[str] = []
    rule(value, at, found)
    return found


def _read(name: str, value: Any) -> Any:
    if name in FORMATS:
        kind, error = FORMATS[name]
        try:
            value = json.loads(value) if isinstance(value, str) else value
        except ValueError:
            raise Refused(error) from None
        if not isinstance(value, kind):
            raise Refused(error)
        return value
    if not isinstance(value, str | bool | int | float):
        raise Refused("invalid_arguments", f"[ERROR] must provide a string [json-pointer:/{name}]")
    return str(value)


def _check_sizes(args: Json) -> None:
    if len(args.get("attachments", ())) > ATTACHMENTS:
        raise Refused("too_many_attachments")
    if len(args.get("markdown_text", "")) > TEXT_OF_MARKDOWN:
        raise Refused("msg_too_long")
    if "metadata" in args and args["metadata"].keys() != {"event_type", "event_payload"}:
        raise Refused("invalid_metadata_schema")


def _among_themselves(blocks: list[Json], surface: str, at: str) -> list[str]:
    """What is wrong between blocks that are each well-formed."""
    found: list[str] = []
    seen: set[str] = set()
    focused = 0
    for number, block in enumerate(blocks):
        if block.get("block_id") in seen:
            note(found, f"block_id {block['block_id']} already exists", f"{at}/{number}/block_id")
        seen |= {block["block_id"]} if "block_id" in block else set()
        actions: set[str] = set()
        for _, element in elements([block]):
            where = f"{at}/{number}"
            if element.get("action_id") in actions:
                note(found, f"action_id {element['action_id']} already exists in this block", where)
            actions |= {element["action_id"]} if "action_id" in element else set()
            focused += bool(element.get("focus_on_load"))
            _check_element(element, block["type"], surface, where, found)
    if focused > 1:
        note(found, "only one element may have focus_on_load", at)
    return found


def _check_element(element: Json, block: str, surface: str, at: str, found: list[str]) -> None:
    kind = element["type"]
    if kind == "datetimepicker" and surface == "home":
        note(found, f"unsupported type: {kind} in a Home tab", at)
    if kind == "file_input" and surface != "modal":
        note(found, f"unsupported type: {kind} outside a modal", at)
    if element.get("response_url_enabled") and (surface, block) != ("modal", "input"):
        note(found, "response_url_enabled is only for an input block of a modal", at)
    if element.get("min_length", 0) > element.get("max_length", 3000):
        note(found, "min_length must not be more than max_length", at)
    groups = element.get("option_groups", [element])
    offered = [option for group in groups for option in group.get("options", ())]
    start = element.get("initial_options", [element["initial_option"]] if "initial_option" in element else [])
    if offered and any(option not in offered for option in start):
        note(found, "the initial option must be one of the options", at)


def _name(blocks: list[Json]) -> None:
    for block in blocks:
        block.setdefault("block_id", token_hex(3))
    for _, element in elements(blocks):
        if element["type"] != "image":
            element.setdefault("action_id", token_hex(3))
