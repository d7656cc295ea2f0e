"""Responses of the bot within an acknowledgement or to a response URL."""

import json
from typing import Any

from aiohttp import web

from bot.playground import chat
from bot.playground.expiring_tokens import ResponseUrl
from bot.playground.models import ApiError, Json, View
from bot.playground.validation import RequestValidator
from bot.playground.views import require_view
from bot.playground.workspace import Workspace

HTTP_STATUS_BY_ERROR = {"expired_url": 404, "used_url": 404}


class ResponseHandler:
    """Applies responses as Slack would and reports invalid ones as problems."""

    def __init__(self, workspace: Workspace, validator: RequestValidator) -> None:
        self._workspace, self._validator = workspace, validator

    async def handle_response_url(self, request: web.Request) -> web.Response:
        """Serve a POST to a response URL."""
        try:
            url = self._workspace.response_urls.use(request.match_info["name"])
            body = json.loads(await request.text())
            if not isinstance(body, dict):
                raise ApiError("invalid_payload")
            chat.apply_response(self._workspace, url, await self._validator.validate(body))
        except ValueError:
            return self._error_response(ApiError("invalid_payload", "the body is not JSON"))
        except ApiError as api_error:
            return self._error_response(api_error)
        return web.Response(text="ok")

    def _error_response(self, api_error: ApiError) -> web.Response:
        self._workspace.report_problem(f"Slack refused an answer to a response URL: {api_error}", method="response_url")
        body = {"ok": False, "error": api_error.error, "response_metadata": {"messages": list(api_error.reasons)}}
        return web.json_response(body, status=HTTP_STATUS_BY_ERROR.get(api_error.error, 400))

    async def apply_command_response(self, user: str, channel: str, text: str, payload: Any) -> None:
        """Post the response in the acknowledgement of a slash command, ephemeral or in the channel."""
        body = {"text": payload} if isinstance(payload, str) else payload
        if not body:
            return
        try:
            body = await self._validator.validate(_require_object(body))
            in_channel = body.get("response_type") == "in_channel"
            if in_channel:
                self._workspace.post(channel, user, text=text)
            if not in_channel or chat.has_content(body):
                chat.apply_response(self._workspace, ResponseUrl(user, channel, None, expires_at=0), body)
        except ApiError as api_error:
            self._workspace.report_problem(f"Slack refused the answer to {text}: {api_error}", user)

    async def apply_submission_response(self, view_id: str, payload: Any) -> None:
        """Apply the response_action in the acknowledgement of a view submission; none closes the modal."""
        view = self._workspace.views.find(view_id)
        if view is None:
            return
        try:
            await self._apply_response_action(view, _require_object(payload or {}))
        except ApiError as api_error:
            self._workspace.report_problem(
                f"Slack could not do what was answered to a submitted window: {api_error}", view.user
            )

    async def _apply_response_action(self, view: View, payload: Json) -> None:
        views, action = self._workspace.views, payload.get("response_action")
        if not payload:
            views.close(view)
        elif action == "clear":
            views.close(view, whole_stack=True)
        elif action == "errors":
            _check_errors(view, payload.get("errors"))
        elif action in ("update", "push"):
            body = require_view(await self._validator.validate({"view": payload.get("view")}))
            view = views.get(view.id)
            views.update(view, body) if action == "update" else views.open(view.user, body, parent=view)
        else:
            raise ApiError("invalid_arguments", f"unknown response_action {action!r}")


def _require_object(payload: Any) -> Json:
    if not isinstance(payload, dict):
        raise ApiError("invalid_arguments", "the acknowledgement carries no JSON object")
    return payload


def _check_errors(view: View, errors: Any) -> None:
    input_ids = {block["block_id"] for block in view.blocks if block["type"] == "input"}
    if not isinstance(errors, dict) or not errors:
        raise ApiError("invalid_arguments", "errors must name at least one input block")
    for block_id, text in errors.items():
        if block_id not in input_ids or not isinstance(text, str) or not text:
            raise ApiError(
                "invalid_arguments", f"errors: {block_id!r} is no input block of this window, or has no text"
            )
