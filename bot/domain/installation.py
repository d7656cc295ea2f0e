"""An installation: the token with which the bot speaks in one workspace, or in those of a whole organisation."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True)
class Installation:
    """What Slack gave when somebody added the bot; in a workspace unless it is an organisation's."""

    app: str
    enterprise: str | None
    """The organisation; a workspace that belongs to one may have an installation of its own all the same."""
    team: str | None
    """The workspace, None for an installation in the whole organisation."""
    bot_token: str = field(repr=False)
    bot_id: str
    bot_user: str
    scopes: frozenset[str]
    """The granted ones; people may decline what is optional."""
    installed_by: str
    installed_at: datetime

    def __post_init__(self) -> None:
        if not self.installed_in:
            raise ValueError("an installation is in a workspace or in an organisation")

    @property
    def is_org_wide(self) -> bool:
        """Whether it serves the workspaces of an organisation, not a single one."""
        return not self.team

    @property
    def installed_in(self) -> str:
        """Return the id of the workspace, or of the organisation if it is org-wide."""
        return self.team or self.enterprise or ""
