"""OAuth v2: what an app asks for, codes, and their exchange for a bot's token."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hmac import compare_digest
from secrets import token_hex

from yarl import URL

from bot.playground.expiring_tokens import put_bounded
from bot.playground.installations import Installations
from bot.playground.models import APP_ID, CLIENT_ID, CLIENT_SECRET, ApiError, Json
from bot.playground.workspace import Workspace

CODE_SECONDS = 10 * 60
LOCAL_HOSTS = ("127.0.0.1", "localhost")


@dataclass(frozen=True)
class AuthorizationRequest:
    """What an app asks of a person who adds it to a workspace."""

    scopes: frozenset[str]
    optional: frozenset[str]
    """Those of the scopes that may be declined."""
    redirect_uri: str
    given_redirect_uri: str
    """As it was in the request; empty if the first one of the manifest is meant."""
    state: str


@dataclass
class Code:
    """What a person allowed, to be exchanged once."""

    workspace: Workspace
    user: str
    scopes: frozenset[str]
    given_redirect_uri: str
    expires_at: float
    used: bool = False


class OAuth:
    """Checks requests for authorization, and exchanges codes; `clock` returns unix seconds."""

    install_url: str | None = None
    """The app's own page that adds it to a workspace, once it may be added to others."""

    def __init__(self, manifest: Json, installations: Installations, clock: Callable[[], float]) -> None:
        self.installations = installations
        self._config: Json = manifest.get("oauth_config", {})
        self._clock = clock
        self._codes: dict[str, Code] = {}

    def read_request(self, query: Mapping[str, str]) -> AuthorizationRequest:
        """Read the query of /oauth/v2/authorize; raises ApiError with what Slack's page would say."""
        if query.get("client_id") != CLIENT_ID:
            raise ApiError("invalid_client_id")
        given = query.get("redirect_uri", "")
        scopes = _split(query.get("scope", ""))
        wanted: Json = self._config.get("scopes", {})
        if not scopes:
            raise ApiError("invalid_scope", "no scope is asked for")
        if unknown := scopes - set(wanted.get("bot", ())):
            raise ApiError("invalid_scope", f"the manifest lacks {', '.join(sorted(unknown))}")
        optional = scopes & set(wanted.get("bot_optional", ()))
        return AuthorizationRequest(scopes, optional, self._redirect_uri(given), given, query.get("state", ""))

    def issue_code(self, workspace: Workspace, user: str, scopes: frozenset[str], given_redirect_uri: str = "") -> str:
        """Issue a code for what a person allowed; it is valid for ten minutes and one exchange."""
        code = token_hex(16)
        expires_at = self._clock() + CODE_SECONDS
        put_bounded(self._codes, code, Code(workspace, user, scopes, given_redirect_uri, expires_at))
        return code

    def exchange(self, args: Json, client_id: str, client_secret: str) -> Json:
        """Serve oauth.v2.access: install the app and return its bot's token."""
        if client_id != CLIENT_ID:
            raise ApiError("invalid_client_id")
        if not compare_digest(client_secret.encode(), CLIENT_SECRET.encode()):
            raise ApiError("bad_client_secret")
        code = self._use(str(args.get("code", "")), str(args.get("redirect_uri") or ""))
        grant = self.installations.install(code.workspace, code.user, code.scopes)
        team = code.workspace.team
        token = {"access_token": grant.token, "token_type": "bot", "scope": ",".join(sorted(grant.scopes))}
        about = {"bot_user_id": team.bot_user, "app_id": APP_ID, "team": {"id": team.id, "name": team.name}}
        return token | about | {"enterprise": None, "is_enterprise_install": False, "authed_user": {"id": code.user}}

    def _use(self, name: str, redirect_uri: str) -> Code:
        code = self._codes.get(name)
        if code is None or self._clock() > code.expires_at:
            raise ApiError("invalid_code")
        if code.used:
            raise ApiError("code_already_used")
        if redirect_uri != code.given_redirect_uri:
            raise ApiError("bad_redirect_uri")
        code.used = True
        return code

    def _redirect_uri(self, given: str) -> str:
        """Return where to go back to: a registered address, or one below it. ApiError `bad_redirect_uri` otherwise."""
        registered: list[str] = self._config.get("redirect_urls", [])
        uri = given or next(iter(registered), "")
        if not any(uri == each or uri.startswith(f"{each.rstrip('/')}/") for each in registered):
            raise ApiError("bad_redirect_uri", f"the manifest's redirect_urls lack {uri or 'any'}")
        if URL(uri).scheme != "https" and URL(uri).host not in LOCAL_HOSTS:
            raise ApiError("bad_redirect_uri", f"{uri} is not https")
        return uri


def _split(scopes: str) -> frozenset[str]:
    return frozenset(filter(None, map(str.strip, scopes.split(","))))
