"""The Web API endpoint: authentication, fault injection, dispatch and a record of all calls."""

import json
from base64 import b64decode
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from bot.playground import chat, directory, do_not_disturb, files, views, workflow_steps
from bot.playground.models import APP_TOKEN, ApiError, Call, Json
from bot.playground.oauth import OAuth
from bot.playground.validation import RequestValidator
from bot.playground.workspace import Workspace
from bot.playground.workspaces import Workspaces

MAX_CALLS_PER_METHOD = 20_000
METHODS: dict[str, Callable[[Workspace, Json], Json]] = {
    **directory.METHODS,
    **do_not_disturb.METHODS,
    **chat.METHODS,
    **files.METHODS,
    **views.METHODS,
    **workflow_steps.METHODS,
}
OPEN_SOCKET, OAUTH_ACCESS = "apps.connections.open", "oauth.v2.access"
EXPECTED_ERRORS = frozenset({"channel_not_found", "not_in_channel", "is_archived"})
"""Errors of known channels that a correct bot must expect; they are recorded but not reported as problems."""


@dataclass
class InjectedFault:
    """An error for the next `times` calls in a workspace whose arguments match."""

    team: str
    error: str
    times: int
    match: Json
    retry_after: int | None = None


class WebApi:
    """Serves `/api/<method>` as Slack would: what a call can see and do is up to the workspace of its token."""

    def __init__(
        self,
        workspaces: Workspaces,
        oauth: OAuth,
        validator: RequestValidator,
        socket_url: Callable[[], str],
    ) -> None:
        self._workspaces, self._oauth = workspaces, oauth
        self._validator, self._socket_url = validator, socket_url
        self._calls: dict[str, deque[Call]] = defaultdict(lambda: deque(maxlen=MAX_CALLS_PER_METHOD))
        self._faults: dict[str, list[InjectedFault]] = defaultdict(list)

    def calls(self, method: str) -> list[Call]:
        """Return the recorded calls of a method in all workspaces, oldest first."""
        return list(self._calls[method])

    def inject_fault(self, method: str, fault: InjectedFault) -> None:
        """Make the next matching calls of a method fail."""
        self._faults[method].append(fault)

    async def serve(self, request: web.Request) -> web.Response:
        """Serve one call over HTTP."""
        method, args, workspace = request.match_info["method"], {}, self._workspaces.first
        try:
            args = await _parse_arguments(request)
            authorization = request.headers.get("Authorization", "")
            if method == OAUTH_ACCESS:
                self._raise_injected_fault(workspace, method, args)
                response = {"ok": True} | self._oauth.exchange(args, *_client_credentials(authorization, args))
            else:
                token = authorization.removeprefix("Bearer ") or args.pop("token", "")
                workspace = self._workspace_for(method, token)
                args |= {"token": token} if method in workflow_steps.METHODS else {}
                response = {"ok": True} | await self.dispatch(workspace, method, args)
        except ApiError as api_error:
            response = self._error_response(workspace, method, args, api_error)
        self._record(workspace, method, args, response)
        if (seconds := response.pop("retry_after", None)) is not None:
            return web.json_response(response, status=429, headers={"Retry-After": str(seconds)})
        return web.json_response(response, headers={"x-oauth-scopes": ",".join(sorted(workspace.scopes))})

    async def dispatch(self, workspace: Workspace, method: str, args: Json) -> Json:
        """Return the response of a call or raise ApiError; validated `args` are updated in place for the record."""
        self._raise_injected_fault(workspace, method, args)
        if method == OPEN_SOCKET:
            return {"url": self._socket_url()}
        args |= await self._validator.validate(args)
        return METHODS[method](workspace, args)

    def _workspace_for(self, method: str, token: str) -> Workspace:
        if method != OPEN_SOCKET and method not in METHODS:
            raise ApiError("unknown_method", req_method=method)
        if method == directory.API_TEST:
            return self._workspaces.first
        if not token:
            raise ApiError("not_authed")
        if workspace_of_step := self._workspaces.of_step_token(token, ending=method in workflow_steps.METHODS):
            return workspace_of_step
        workspace = self._workspaces.first if token == APP_TOKEN else self._oauth.installations.workspace_of(token)
        if (token == APP_TOKEN) != (method == OPEN_SOCKET):
            raise ApiError("not_allowed_token_type")
        return workspace

    def _raise_injected_fault(self, workspace: Workspace, method: str, args: Json) -> None:
        for fault in self._faults[method]:
            if fault.team == workspace.team.id and all(args.get(key) == value for key, value in fault.match.items()):
                fault.times -= 1
                if fault.times <= 0:
                    self._faults[method].remove(fault)
                fields = {} if fault.retry_after is None else {"retry_after": fault.retry_after}
                raise ApiError(fault.error, **fields)

    def _error_response(self, workspace: Workspace, method: str, args: Json, api_error: ApiError) -> Json:
        user = args.get("user") or args.get("user_id")
        if api_error.error not in EXPECTED_ERRORS or args.get("channel") not in workspace.channels:
            workspace.report_problem(
                f"Slack refused {method}: {api_error}", user if isinstance(user, str) else None, method
            )
        response = {"ok": False, "error": api_error.error} | api_error.fields
        if api_error.error == "invalid_blocks":
            response["errors"] = [reason.removeprefix("[ERROR] ") for reason in api_error.reasons]
        return response | ({"response_metadata": {"messages": list(api_error.reasons)}} if api_error.reasons else {})

    def _record(self, workspace: Workspace, method: str, args: Json, response: Json) -> None:
        call = Call(workspace.team.id, method, args, workspace.clock(), response["ok"], response.get("error"))
        self._calls[method].append(call)
        workspace.notify("call")


def _client_credentials(authorization: str, args: Json) -> tuple[str, str]:
    """Return the client id and secret, from basic authentication or else from the arguments."""
    given = str(args.pop("client_id", "")), str(args.pop("client_secret", ""))
    if not authorization.startswith("Basic "):
        return given
    try:
        client_id, _, secret = b64decode(authorization.removeprefix("Basic ")).decode().partition(":")
    except ValueError:
        raise ApiError("invalid_client_id", "the Authorization header is not basic authentication") from None
    return client_id, secret


async def _parse_arguments(request: web.Request) -> Json:
    args: dict[str, Any] = dict(request.query)
    if request.content_type == "application/json":
        try:
            body = json.loads(await request.text() or "{}")
        except ValueError as error:
            raise ApiError("invalid_json") from error
        if not isinstance(body, dict):
            raise ApiError("json_not_object")
        return args | body
    return args | dict(await request.post())
