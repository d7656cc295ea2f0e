"""Delivery over HTTP: to the app's request URL, within the time limit, events again when they failed."""

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from secrets import token_hex
from typing import Any

from aiohttp import ClientError, ClientSession, ClientTimeout

from bot.playground.envelopes import Ack, describe_envelope
from bot.playground.http_requests import Answer, Retry, SignedRequest, signed_request
from bot.playground.payloads import VERIFICATION_TOKEN
from bot.playground.workspace import Workspace
from bot.playground.workspaces import Workspaces

RETRY_SECONDS = (0.0, 60.0, 300.0)
"""How long Slack waits before each retry of an event: https://docs.slack.dev/apis/events-api"""
MAX_SENT = 1000


class DeliveryError(Exception):
    """The app was not reached, or did not answer as it must; `reason` is Slack's word, `retry` whether it may help."""

    def __init__(self, reason: str, sentence: str, retry: bool = True) -> None:
        super().__init__(sentence)
        self.reason, self.retry = reason, retry


class HttpDelivery:
    """POSTs to the request URL, signed; `clock` returns the unix seconds of the signatures."""

    def __init__(self, workspaces: Workspaces, clock: Callable[[], float], timeout_seconds: float) -> None:
        self._workspaces, self._clock, self._timeout_seconds = workspaces, clock, timeout_seconds
        self._session: ClientSession | None = None
        self._retries: set[asyncio.Task[None]] = set()
        self.request_url: str | None = None
        self.retry_seconds: Sequence[float] = RETRY_SECONDS
        self.connected = False
        self.sent: deque[SignedRequest] = deque(maxlen=MAX_SENT)

    async def use(self, request_url: str) -> None:
        """Deliver to this URL from now on; ValueError if it does not answer Slack's challenge."""
        challenge = token_hex(16)
        payload = {"token": VERIFICATION_TOKEN, "challenge": challenge, "type": "url_verification"}
        before, self.request_url = self.request_url, request_url
        try:
            answer = await self.post(self.request("events_api", payload))
            said = answer.payload.get("challenge") if isinstance(answer.payload, dict) else answer.payload
            if said != challenge:
                raise DeliveryError("http_error", "It did not answer Slack's challenge.")
        except DeliveryError as error:
            self.request_url = before
            raise ValueError(f"The request URL {request_url} can't be used. {error}") from None

    async def send(self, workspace: Workspace, kind: str, payload: Any) -> Ack | None:
        """Send a payload; returns None and reports a problem if it fails, and sends an event again later."""
        loop = asyncio.get_running_loop()
        start = loop.time()
        try:
            answer = await self.post(self.request(kind, payload))
        except DeliveryError as error:
            workspace.report_problem(str(error))
            if kind == "events_api" and error.retry:
                self._retry_later(workspace, payload, error.reason)
            return None
        return Ack(loop.time() - start, answer.payload)

    def request(self, kind: str, payload: Any, **changed: Any) -> SignedRequest:
        """Return a signed request; `secret` and `timestamp` forge one, `retry` numbers it."""
        given = {"timestamp": self._clock()} | changed
        return signed_request(describe_envelope(kind, payload), kind, payload, **given)

    async def post(self, request: SignedRequest) -> Answer:
        """POST a request, also one that was sent before; raises DeliveryError unless the answer is 200 in time."""
        self.sent.append(request)
        try:
            answer = await self._post(request)
        except TimeoutError:
            sentence = f"The bot did not acknowledge {request.about} within {self._timeout_seconds:g} s."
            raise DeliveryError("http_timeout", sentence) from None
        except (ClientError, OSError) as error:
            self._set_connected(False)
            raise DeliveryError("connection_failed", f"Nobody was there to tell of {request.about}: {error}") from None
        self._set_connected(True)
        if answer.status != 200:
            sentence = f"The bot answered {request.about} with status {answer.status} instead of 200."
            raise DeliveryError("http_error", sentence, retry=not answer.no_retry)
        return answer

    async def close(self) -> None:
        """Give up all retries and close the HTTP session."""
        for task in self._retries:
            task.cancel()
        await asyncio.gather(*self._retries, return_exceptions=True)
        if self._session:
            await self._session.close()

    async def _post(self, request: SignedRequest) -> Answer:
        self._session = self._session or ClientSession()
        limit = ClientTimeout(total=self._timeout_seconds)
        url = self.request_url or ""
        async with self._session.post(
            url, data=request.body, headers=request.headers, timeout=limit, allow_redirects=False
        ) as response:
            no_retry = response.headers.get("X-Slack-No-Retry") == "1"
            return Answer(response.status, response.content_type, await response.text(), no_retry)

    def _retry_later(self, workspace: Workspace, payload: Any, reason: str) -> None:
        task = asyncio.create_task(self._retry(workspace, payload, reason))
        self._retries.add(task)
        task.add_done_callback(self._retries.discard)

    async def _retry(self, workspace: Workspace, payload: Any, reason: str) -> None:
        for number, seconds in enumerate(self.retry_seconds, 1):
            await asyncio.sleep(seconds)
            try:
                await self.post(self.request("events_api", payload, retry=Retry(number, reason)))
                return
            except DeliveryError as error:
                workspace.report_problem(f"{error} (retry {number})")
                if not error.retry:
                    return
                reason = error.reason

    def _set_connected(self, connected: bool) -> None:
        if connected != self.connected:
            self.connected = connected
            self._workspaces.notify("connected", connected)
