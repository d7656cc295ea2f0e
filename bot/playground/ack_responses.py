"""What the bot answers within an acknowledgement or to a response URL, and what becomes of it."""

import json
from typing import Any

from aiohttp import web

from bot.playground import chat
from bot.playground.expiring_tokens import ReplyUrl
from bot.playground.models import Json, Refused, View
from bot.playground.validation import Inspector
from bot.playground.views import modal
from bot.playground.workspace import Workspace

STATUS = {"expired_url": 404, "used_url": 404}


class Replies:
    """Applies answers as Slack would; one that cannot be applied is a trouble."""

    def __init__(self, space: Workspace, inspector: Inspector) -> None:
        self._space, self._inspector = space, inspector

    async def to_url(self, request: web.Request) -> web.Response:
        """An answer sent to a response URL."""
        try:
            url = self._space.reply_urls.use(request.match_info["name"])
            body = json.loads(await request.text())
            if not isinstance(body, dict):
                raise Refused("invalid_payload")
            chat.answer(self._space, url, await self._inspector.inspect(body))
        except ValueError:
            return self._refused(Refused("invalid_payload", "the body is not JSON"))
        except Refused as refusal:
            return self._refused(refusal)
        return web.Response(text="ok")

    def _refused(self, refusal: Refused) -> web.Response:
        self._space.trouble(f"Slack refused an answer to a response URL: {refusal}", method="response_url")
        answer = {"ok": False, "error": refusal.error, "response_metadata": {"messages": list(refusal.reasons)}}
        return web.json_response(answer, status=STATUS.get(refusal.error, 400))

    async def to_command(self, user: str, channel: str, typed: str, payload: Any) -> None:
        """What came with the acknowledgement of a slash command: an answer for this person, or for everybody."""
        body = {"text": payload} if isinstance(payload, str) else payload
        if not body:
            return
        try:
            body = await self._inspector.inspect(_object(body))
            shown = body.get("response_type") == "in_channel"
            if shown:
                self._space.post(channel, user, text=typed)
            if not shown or chat.says_anything(body):
                chat.answer(self._space, ReplyUrl(user, channel, None, until=0), body)
        except Refused as refusal:
            self._space.trouble(f"Slack refused the answer to {typed}: {refusal}", user)

    async def to_submission(self, view_id: str, payload: Any) -> None:
        """What came with the acknowledgement of a submitted modal; nothing said closes it."""
        view = self._space.windows.find(view_id)
        if view is None:
            return
        try:
            await self._respond(view, _object(payload or {}))
        except Refused as refusal:
            self._space.trouble(f"Slack could not do what was answered to a submitted window: {refusal}", view.user)

    async def _respond(self, view: View, payload: Json) -> None:
        windows, action = self._space.windows, payload.get("response_action")
        if not payload:
            windows.close(view)
        elif action == "clear":
            windows.close(view, whole_stack=True)
        elif action == "errors":
            _check_errors(view, payload.get("errors"))
        elif action in ("update", "push"):
            body = modal(await self._inspector.inspect({"view": payload.get("view")}))
            view = windows.get(view.id)
            windows.update(view, body) if action == "update" else windows.open(view.user, body, under=view)
        else:
            raise Refused("invalid_arguments", f"unknown response_action {action!r}")


def _object(payload: Any) -> Json:
    if not isinstance(payload, dict):
        raise Refused("invalid_arguments", "the acknowledgement carries no JSON object")
    return payload


def _check_errors(view: View, errors: Any) -> None:
    fields = {block["block_id"] for block in view.blocks if block["type"] == "input"}
    if not isinstance(errors, dict) or not errors:
        raise Refused("invalid_arguments", "errors must name at least one input block")
    for block_id, text in errors.items():
        if block_id not in fields or not isinstance(text, str) or not text:
            raise Refused("invalid_arguments", f"errors: {block_id!r} is no input block of this window, or has no text")
