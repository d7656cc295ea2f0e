"""*My data*: shows a person what is stored about them, sends it to them, deletes it."""

from dataclasses import dataclass, field
from datetime import timedelta

from slack_sdk.models.views import View
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.core.clock import Now
from bot.core.expiring import Expiring
from bot.core.logging import logger
from bot.domain.actor import Actor
from bot.domain.library import Library
from bot.domain.person_data import PersonData, to_json
from bot.domain.pieces import grouped, pieces_of
from bot.domain.reader import Reader
from bot.services.breaks import Breaks
from bot.slack.blocks import Message
from bot.slack.clients import Clients
from bot.slack.errors import call_refused_sentence, error_code
from bot.slack.patience import a_few_times
from bot.slack.responder import UNDELIVERED
from bot.store import Store
from bot.views import my_data as views
from bot.views.my_data_document import MyDataDocument

BLOCK_CHARS, BLOCKS_A_MESSAGE, MAX_MESSAGES = 2900, 4, 10
"""Slack takes 3,000 characters in a block, and about 12,000 in all blocks of a message."""
ONCE_A = timedelta(minutes=1)


@dataclass(frozen=True)
class MyData:
    """Everything about one person, for them alone."""

    store: Store
    clients: Clients
    breaks: Breaks
    library: Library
    now: Now
    _sent: Expiring[Actor, bool] = field(default_factory=lambda: Expiring(ONCE_A))
    """To whom it was sent lately."""

    async def view(self, actor: Actor, said: str = "") -> View:
        """Return the window with a person's own figures; looking stores nothing."""
        reader = await self.store.profiles.get(actor, self.now()) or Reader()
        return views.my_data_view(await self.store.person_data.everything(actor), reader.hour_cycle, said)

    async def send(self, actor: Actor) -> str:
        """Send everything to its person, and to nobody else; return what happened, in a sentence."""
        if self._sent.get(actor, self.now()):
            return views.SENT_LATELY
        self._sent.keep(actor, True, self.now())
        try:
            return await self._send(actor)
        except Exception as error:
            self._sent.forget(actor)
            if not isinstance(error, UNDELIVERED):
                raise
            logger.info("data was not sent", extra={"team": actor.team, "error": error_code(error)})
            return call_refused_sentence(error)

    async def delete(self, actor: Actor) -> View:
        """Delete everything about a person, at once; return the window that says so."""
        await self.breaks.delete_person(actor)
        return views.deleted_view()

    async def _send(self, actor: Actor) -> str:
        data = await self.store.person_data.everything(actor)
        slack = await self.clients.once(actor.team)
        dm = await _post(slack, actor.user, views.here_it_is())
        document = self._document(data)
        try:
            await slack.files_upload_v2(channel=dm, content=document, filename=views.FILE_NAME, title=views.FILE_TITLE)
        except UNDELIVERED as error:  # above all a scope that the workspace did not grant
            logger.info("data is sent as text", extra={"team": actor.team, "error": error_code(error)})
            return await self._send_as_text(slack, dm, data)
        return views.SENT_AS_FILE

    async def _send_as_text(self, slack: AsyncWebClient, dm: str, data: PersonData) -> str:
        pieces, is_shortened = self._pieces(data)
        messages = grouped(pieces, BLOCKS_A_MESSAGE)
        for number, codes in enumerate(messages, 1):
            await _post(slack, dm, views.piece_message(number, len(messages), codes))
        return views.sent_as_text(len(messages), is_shortened)

    def _pieces(self, data: PersonData) -> tuple[list[str], bool]:
        """Return everything as a JSON document in pieces, and whether the longer lists had to be cut for that."""
        rows = max(map(len, data.tables.values()), default=0)
        document, is_shortened = self._document(data), False
        while len(pieces := pieces_of(document, BLOCK_CHARS)) > BLOCKS_A_MESSAGE * MAX_MESSAGES:
            rows, is_shortened = rows * 3 // 4, True
            document = self._document(data.shortened(rows), views.SHORTENED)
        return pieces, is_shortened

    def _document(self, data: PersonData, note: str = "") -> str:
        document = MyDataDocument(self.library, data, note)
        return to_json(document.head(self.now()), document.sections())


async def _post(slack: AsyncWebClient, channel: str, message: Message) -> str:
    """Post a message, again if Slack was only busy; return the channel that it is in."""
    posted: AsyncSlackResponse = await a_few_times()(slack.chat_postMessage, channel=channel, **message.payload())
    return str(posted["channel"])
