"""Validation of API arguments: types, limits, ids and images of messages and views."""

import asyncio
import json
from secrets import token_hex
from typing import Any

from aiohttp import ClientError, ClientSession, ClientTimeout
from yarl import URL

from bot.playground.block_kit import BLOCKS, VIEW
from bot.playground.elements import elements, has_input_blocks
from bot.playground.models import ApiError, Json, iter_texts
from bot.playground.schema import Check, add_error

MAX_BLOCKS_TEXT_LENGTH = 13_000
MAX_MARKDOWN_LENGTH = 12_000
MAX_VIEW_BYTES = 250_000
MAX_ATTACHMENTS = 100
IMAGE_TIMEOUT_SECONDS = 5
LOCAL_HOSTS = ("127.0.0.1", "localhost")
IMAGE_TYPES = ("image/png", "image/jpeg", "image/gif")
JSON_ARGUMENTS: dict[str, tuple[type, str]] = {
    "blocks": (list, "invalid_blocks_format"),
    "attachments": (list, "invalid_attachments"),
    "metadata": (dict, "invalid_metadata_format"),
    "view": (dict, "invalid_arguments"),
    "files": (list, "invalid_arguments"),
    "outputs": (dict, "invalid_arguments"),
}


class RequestValidator:
    """Validates arguments as Slack does, including that images can be loaded."""

    def __init__(self) -> None:
        self._session: ClientSession | None = None

    async def validate(self, args: Json) -> Json:
        """Return the arguments with parsed JSON and generated missing ids; raises ApiError for invalid ones."""
        args = {name: _parse_argument(name, value) for name, value in args.items() if value is not None}
        _check_sizes(args)
        if "blocks" in args:
            errors = _check(BLOCKS["message"], args["blocks"], "/blocks")
            await self._require_valid_blocks("invalid_blocks", args["blocks"], "message", "/blocks", errors)
            if sum(map(len, iter_texts(args["blocks"], ("text",)))) > MAX_BLOCKS_TEXT_LENGTH:
                raise ApiError("msg_blocks_too_long")
        if "view" in args:
            await self._validate_view(args["view"])
        return args

    async def _validate_view(self, view: Json) -> None:
        errors = _check(VIEW, view, "/view")
        if not errors and view["type"] == "modal" and "submit" not in view and has_input_blocks(view["blocks"]):
            add_error(errors, "missing required field: submit (there are input blocks)", "/view")
        if not errors and len(json.dumps(view)) > MAX_VIEW_BYTES:
            raise ApiError("view_too_large")
        await self._require_valid_blocks(
            "invalid_arguments", view.get("blocks", []), view.get("type", ""), "/view/blocks", errors
        )

    async def _require_valid_blocks(
        self, error: str, blocks: list[Json], surface: str, pointer: str, errors: list[str]
    ) -> None:
        errors = errors or _cross_block_errors(blocks, surface, pointer) or await self._broken_images(blocks, pointer)
        if errors:
            raise ApiError(error, *errors)
        _assign_missing_ids(blocks)

    async def close(self) -> None:
        """Close the HTTP session for loading images."""
        if self._session:
            await self._session.close()

    async def _broken_images(self, blocks: list[Json], pointer: str) -> list[str]:
        """Return an error for each image block whose local image cannot be loaded."""
        image_urls = [
            (f"{pointer}/{n}/image_url", block["image_url"]) for n, block in enumerate(blocks) if "image_url" in block
        ]
        local = [(pointer_to_block, url) for pointer_to_block, url in image_urls if URL(url).host in LOCAL_HOSTS]
        results = await asyncio.gather(*(self._image_loads(url) for _, url in local))
        errors: list[str] = []
        for (pointer_to_block, _), loads in zip(local, results, strict=True):
            if not loads:
                add_error(errors, "downloading image failed", pointer_to_block)
        return errors

    async def _image_loads(self, url: str) -> bool:
        self._session = self._session or ClientSession(timeout=ClientTimeout(total=IMAGE_TIMEOUT_SECONDS))
        try:
            async with self._session.get(url) as response:
                return response.status == 200 and response.content_type in IMAGE_TYPES
        except (ClientError, TimeoutError, ValueError):
            return False


def _check(check: Check, value: Any, pointer: str) -> list[str]:
    errors: list[str] = []
    check(value, pointer, errors)
    return errors


def _parse_argument(name: str, value: Any) -> Any:
    if name in JSON_ARGUMENTS:
        kind, error = JSON_ARGUMENTS[name]
        try:
            value = json.loads(value) if isinstance(value, str) else value
        except ValueError:
            raise ApiError(error) from None
        if not isinstance(value, kind):
            raise ApiError(error)
        return value
    if not isinstance(value, str | bool | int | float):
        raise ApiError("invalid_arguments", f"[ERROR] must provide a string [json-pointer:/{name}]")
    return str(value)


def _check_sizes(args: Json) -> None:
    if len(args.get("attachments", ())) > MAX_ATTACHMENTS:
        raise ApiError("too_many_attachments")
    if len(args.get("markdown_text", "")) > MAX_MARKDOWN_LENGTH:
        raise ApiError("msg_too_long")
    if "metadata" in args and args["metadata"].keys() != {"event_type", "event_payload"}:
        raise ApiError("invalid_metadata_schema")


def _cross_block_errors(blocks: list[Json], surface: str, pointer: str) -> list[str]:
    """Return the errors between blocks that are each valid."""
    errors: list[str] = []
    block_ids: set[str] = set()
    focused_count = 0
    for number, block in enumerate(blocks):
        if block.get("block_id") in block_ids:
            add_error(errors, f"block_id {block['block_id']} already exists", f"{pointer}/{number}/block_id")
        block_ids |= {block["block_id"]} if "block_id" in block else set()
        action_ids: set[str] = set()
        for _, element in elements([block]):
            pointer_to_block = f"{pointer}/{number}"
            if element.get("action_id") in action_ids:
                add_error(errors, f"action_id {element['action_id']} already exists in this block", pointer_to_block)
            action_ids |= {element["action_id"]} if "action_id" in element else set()
            focused_count += bool(element.get("focus_on_load"))
            _check_element(element, block["type"], surface, pointer_to_block, errors)
    if focused_count > 1:
        add_error(errors, "only one element may have focus_on_load", pointer)
    return errors


def _check_element(element: Json, block: str, surface: str, pointer: str, errors: list[str]) -> None:
    kind = element["type"]
    if kind == "datetimepicker" and surface == "home":
        add_error(errors, f"unsupported type: {kind} in a Home tab", pointer)
    if kind == "file_input" and surface != "modal":
        add_error(errors, f"unsupported type: {kind} outside a modal", pointer)
    if element.get("response_url_enabled") and (surface, block) != ("modal", "input"):
        add_error(errors, "response_url_enabled is only for an input block of a modal", pointer)
    if element.get("min_length", 0) > element.get("max_length", 3000):
        add_error(errors, "min_length must not be more than max_length", pointer)
    groups = element.get("option_groups", [element])
    options = [option for group in groups for option in group.get("options", ())]
    initial = element.get("initial_options", [element["initial_option"]] if "initial_option" in element else [])
    if options and any(option not in options for option in initial):
        add_error(errors, "the initial option must be one of the options", pointer)


def _assign_missing_ids(blocks: list[Json]) -> None:
    for block in blocks:
        block.setdefault("block_id", token_hex(3))
    for _, element in elements(blocks):
        if element["type"] != "image":
            element.setdefault("action_id", token_hex(3))
