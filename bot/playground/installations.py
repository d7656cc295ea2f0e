"""Which workspaces have installed the app, and the tokens that came of it."""

from secrets import token_hex

from bot.playground.models import ApiError, Grant
from bot.playground.workspace import Workspace


class Installations:
    """The tokens of all bots; a token opens its own workspace only."""

    def __init__(self) -> None:
        self._workspaces: dict[str, Workspace] = {}
        self._dead_tokens: dict[str, str] = {}

    def install(self, workspace: Workspace, user: str, scopes: frozenset[str], token: str = "") -> Grant:
        """Install or reinstall the app: scopes add up, and the token before stops working.

        Slack may keep the token of a bot at a reinstall; an app must cope with either, and a new one is the harder.
        """
        if workspace.grant is not None:
            self._end(workspace.grant, "token_revoked")
        grant = Grant(token or f"xoxb-{workspace.team.id}-{token_hex(8)}", scopes | workspace.scopes, user)
        self._workspaces[grant.token] = workspace
        workspace.install(grant)
        return grant

    def uninstall(self, workspace: Workspace, error: str) -> None:
        """Remove the app; its token fails with this error from now on. ValueError if it is not installed."""
        if workspace.grant is None:
            raise ValueError(f"The app isn't installed in {workspace.team.name}.")
        self._end(workspace.grant, error)
        workspace.uninstall()

    def workspace_of(self, token: str) -> Workspace:
        """Return the workspace that a bot's token opens; raises ApiError for any other token."""
        if token in self._dead_tokens:
            raise ApiError(self._dead_tokens[token])
        if token not in self._workspaces:
            raise ApiError("invalid_auth")
        return self._workspaces[token]

    def _end(self, grant: Grant, error: str) -> None:
        del self._workspaces[grant.token]
        self._dead_tokens[grant.token] = error
