"""The window that all views of the guide share: its callback, and which session and step it shows.

What moves on is the modal's submit button, what leaves is its close button: both are always in sight.
"""

from dataclasses import dataclass

from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from bot.domain.errors import UserError
from bot.domain.guide import Session
from bot.slack.blocks import modal, section

GUIDE_CALLBACK = "guide"


@dataclass(frozen=True)
class SessionRef:
    """The private metadata of the guide's modal: its session's id, and the step that it shows."""

    session: str
    step: int

    def pack(self) -> str:
        """Return the private metadata."""
        return f"{self.session} {self.step}"

    @classmethod
    def unpack(cls, value: object) -> "SessionRef":
        """Read private metadata; raise UserError if it cannot be read."""
        session, _, step = value.partition(" ") if isinstance(value, str) else ("", "", "")
        if not (session and step.isascii() and step.isdigit()):
            raise UserError("I've lost track of this window. Type `/stretch` to carry on.")
        return cls(session, int(step[:9]))


def guide_view(title: str, blocks: list[Block], session: Session, **more: str) -> View:
    """Return a view of a session; `more` are the labels of its submit and close buttons."""
    session_ref = SessionRef(session.id, session.step).pack()
    return modal(title, blocks, callback_id=GUIDE_CALLBACK, private_metadata=session_ref, notify_on_close=True, **more)


def submit_failed(sentence: str, metadata: str) -> View:
    """Return the guide's modal that says why its submit button did nothing, with a button to try again."""
    return modal(
        "Sorry",
        [section(sentence)],
        submit="Try again",
        callback_id=GUIDE_CALLBACK,
        private_metadata=metadata,
        notify_on_close=True,
    )
