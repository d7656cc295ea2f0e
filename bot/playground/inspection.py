"""What Slack looks at before it takes a message or a view: shape, limits, names, pictures."""

import asyncio
import json
from collections.abc import Iterator
from secrets import token_hex
from typing import Any

from aiohttp import ClientError, ClientSession
from yarl import URL

from bot.playground.block_kit import BLOCKS, VIEW
from bot.playground.elements import elements
from bot.playground.rules import note
from bot.playground.things import Json, Refused, texts

TEXT_OF_BLOCKS, TEXT_OF_MARKDOWN, VIEW_BYTES, ATTACHMENTS = 13_000, 12_000, 250_000, 100
HOSTS = ("127.0.0.1", "localhost")
PICTURES = ("image/png", "image/jpeg", "image/gif")
FORMATS = {
    "blocks": (list, "invalid_blocks_format"),
    "attachments": (list, "invalid_attachments"),
    "metadata": (dict, "invalid_metadata_format"),
    "view": (dict, "invalid_arguments"),
}
STRUCTURED = {*FORMATS, "errors", "replace_original", "delete_original", "include_locale", "limit", "unfurl_links"}


async def inspect(args: Json, session: ClientSession) -> Json:
    """The arguments with JSON strings read and a name given to what has none; refuses what Slack would refuse."""
    args = {name: _read(name, value) for name, value in args.items() if value is not None}
    _check_sizes(args)
    if "blocks" in args:
        await _check_blocks(args["blocks"], "message", "/blocks", session)
        if sum(map(len, texts(args["blocks"], ("text",)))) > TEXT_OF_BLOCKS:
            raise Refused("msg_blocks_too_long")
    if "view" in args:
        await _check_view(args["view"], session)
    return args


def _read(name: str, value: Any) -> Any:
    if name in FORMATS:
        kind, error = FORMATS[name]
        try:
            value = json.loads(value) if isinstance(value, str) else value
        except ValueError:
            raise Refused(error) from None
        if not isinstance(value, kind):
            raise Refused(error)
    elif not isinstance(value, str | bool | int | float):
        raise Refused("invalid_arguments", f"[ERROR] must provide a string [json-pointer:/{name}]")
    return value if name in STRUCTURED else str(value)


def _check_sizes(args: Json) -> None:
    if len(args.get("attachments", ())) > ATTACHMENTS:
        raise Refused("too_many_attachments")
    if len(args.get("markdown_text", "")) > TEXT_OF_MARKDOWN:
        raise Refused("msg_too_long")
    if "metadata" in args and args["metadata"].keys() != {"event_type", "event_payload"}:
        raise Refused("invalid_metadata_schema")


async def _check_view(view: Json, session: ClientSession) -> None:
    found: list[str] = []
    VIEW(view, "/view", found)
    asks = not found and view["type"] == "modal" and any(block["type"] == "input" for block in view["blocks"])
    if asks and "submit" not in view:
        note(found, "missing required field: submit (there are input blocks)", "/view")
    if found:
        raise Refused("invalid_arguments", *found)
    if len(json.dumps(view)) > VIEW_BYTES:
        raise Refused("view_too_large")
    await _check_blocks(view["blocks"], view["type"], "/view/blocks", session)


async def _check_blocks(blocks: list[Json], surface: str, at: str, session: ClientSession) -> None:
    error = "invalid_blocks" if surface == "message" else "invalid_arguments"
    found: list[str] = []
    if surface == "message":
        BLOCKS[surface](blocks, at, found)
    if not found:
        found += _among_themselves(blocks, surface, at)
    if not found:
        found += await _broken_pictures(blocks, at, session)
    if found:
        raise Refused(error, *found)
    _name(blocks)


def _among_themselves(blocks: list[Json], surface: str, at: str) -> Iterator[str]:
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
    return iter(found)


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


async def _broken_pictures(blocks: list[Json], at: str, session: ClientSession) -> list[str]:
    """Slack loads the pictures of image blocks when a message is posted; one that fails refuses the whole message."""
    addresses = {f"{at}/{n}/image_url": b["image_url"] for n, b in enumerate(blocks) if "image_url" in b}
    local = {where: address for where, address in addresses.items() if URL(address).host in HOSTS}
    loaded = await asyncio.gather(*(_loads(address, session) for address in local.values()))
    return [
        f"[ERROR] downloading image failed [json-pointer:{where}]"
        for where, ok in zip(local, loaded, strict=True)
        if not ok
    ]


async def _loads(address: str, session: ClientSession) -> bool:
    try:
        async with session.get(address) as answer:
            return answer.status == 200 and answer.content_type in PICTURES
    except (ClientError, TimeoutError, ValueError):
        return False


def _name(blocks: list[Json]) -> None:
    for block in blocks:
        block.setdefault("block_id", token_hex(3))
    for _, element in elements(blocks):
        if element["type"] != "image":
            element.setdefault("action_id", token_hex(3))
