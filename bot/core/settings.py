"""The settings, from the environment or `.env`; everything that is missing or wrong is named at once."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from annotated_types import Ge, Le
from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

PACKAGE = Path(__file__).resolve().parents[1]
ROOT = PACKAGE if (PACKAGE / "exercises").is_dir() else PACKAGE.parent
"""Where the exercises and the manifest are: inside an installed package, beside `bot/` in a checkout."""
EXERCISES = ROOT / "exercises"
MANIFEST = ROOT / "app_manifest.yaml"
CACHE = Path.home() / ".cache" / "limber"
"""Where drawn pictures are kept; their names carry their content, so any version may share it."""
ENV_FILE = Path(".env")
UNSET = SecretStr("")
Way = Literal["socket", "socket-oauth", "http"]
"""How it runs: over Socket Mode for one workspace or for any number of them, or over HTTP for any number."""
WAYS: Mapping[Way, tuple[str, ...]] = {
    "socket": ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"),
    "socket-oauth": ("SLACK_APP_TOKEN", "SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET", "PUBLIC_URL"),
    "http": ("SLACK_SIGNING_SECRET", "SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET", "PUBLIC_URL"),
}
"""What each way needs."""
EITHER_WAY = "SLACK_SIGNING_SECRET (for HTTP) or SLACK_APP_TOKEN (for Socket Mode)"
EITHER_OR = (
    ("SLACK_APP_TOKEN", "for Socket Mode", "SLACK_SIGNING_SECRET", "for HTTP"),
    ("SLACK_BOT_TOKEN", "for one workspace", "SLACK_CLIENT_ID", "for any number of them"),
)
"""What cannot be set together, and what each is for."""
ROTATED = (
    "starts with xoxe., so your app has token rotation on, and Limber wants it off. Slack can't switch it off again: "
    "create a new app from app_manifest.yaml"
)
BreaksBy = Literal["anyone", "owner"]
"""Who may change a channel's breaks: anyone, or only who set them up and admins."""
DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg", "postgres": "postgresql+asyncpg"}


class SettingsError(Exception):
    """Read by whoever starts the bot: one line for each setting that is missing or wrong."""


def _token(prefix: str, name: str) -> AfterValidator:
    def check(token: SecretStr) -> SecretStr:
        if token.get_secret_value().startswith("xoxe."):
            raise ValueError(ROTATED)
        if token and not token.get_secret_value().startswith(prefix):
            raise ValueError(f"must be the {name}, which starts with {prefix}")
        return token

    return AfterValidator(check)


def _database(url: Any) -> Any:
    scheme, colon, rest = str(url).strip().partition("://")
    full = DRIVERS.get(scheme, scheme) + colon + rest
    try:
        make_url(full)
    except (ArgumentError, ValueError):  # a ValueError for a port that is no number
        raise ValueError("isn't a database address; try sqlite+aiosqlite:///limber.db") from None
    if full.partition("://")[0] not in DRIVERS.values():
        raise ValueError("must start with sqlite+aiosqlite:// or postgresql+asyncpg://")
    return full


def _address(url: Any) -> Any:
    if not str(url).startswith(("http://", "https://")):
        raise ValueError("must start with https:// (or http://)")
    return str(url).rstrip("/") + "/"


def _site(url: Any) -> Any:
    site = _address(url)
    parts = urlsplit(site)
    if not parts.hostname or " " in site:
        raise ValueError("needs a name, such as https://limber.example.com")
    if parts.path != "/" or parts.query or parts.fragment:
        raise ValueError("must end with the name or the port: Limber is at the top of its site")
    return site


class Settings(BaseSettings):
    """Everything that can be set; see the README for what each is for."""

    model_config = SettingsConfigDict(
        env_file=ENV_FILE, env_ignore_empty=True, extra="ignore", frozen=True, hide_input_in_errors=True
    )

    bot_token: Annotated[SecretStr, _token("xoxb-", "bot token")] = Field(UNSET, validation_alias="SLACK_BOT_TOKEN")
    app_token: Annotated[SecretStr, _token("xapp-", "app-level token")] = Field(
        UNSET, validation_alias="SLACK_APP_TOKEN"
    )
    signing_secret: SecretStr = Field(UNSET, validation_alias="SLACK_SIGNING_SECRET")
    client_id: str = Field("", validation_alias="SLACK_CLIENT_ID")
    client_secret: SecretStr = Field(UNSET, validation_alias="SLACK_CLIENT_SECRET")
    public_url: Annotated[str, BeforeValidator(_site)] | None = Field(None, validation_alias="PUBLIC_URL")
    host: str = Field("127.0.0.1", validation_alias="HOST")
    port: Annotated[int, Ge(0), Le(65535)] = Field(3000, validation_alias="PORT")
    ops_host: str = Field("127.0.0.1", validation_alias="LIMBER_OPS_HOST")
    ops_port: Annotated[int, Ge(0), Le(65535)] | None = Field(None, validation_alias="LIMBER_OPS_PORT")
    secret_keys: SecretStr = Field(UNSET, validation_alias="LIMBER_SECRET_KEYS")
    api_url: Annotated[str, BeforeValidator(_address)] = Field(
        "https://slack.com/api/", validation_alias="SLACK_API_URL"
    )
    database_url: Annotated[str, BeforeValidator(_database)] = Field(
        "sqlite+aiosqlite:///limber.db", validation_alias="DATABASE_URL"
    )
    log: Literal["text", "json"] = Field("text", validation_alias="LIMBER_LOG")
    pictures: Literal["moving", "still"] = Field("moving", validation_alias="LIMBER_PICTURES")
    pictures_url: Annotated[str, BeforeValidator(_address)] | None = Field(None, validation_alias="PICTURES_URL")
    pictures_port: Annotated[int, Ge(0), Le(65535)] = Field(8080, validation_alias="PICTURES_PORT")
    pictures_host: str = Field("127.0.0.1", validation_alias="PICTURES_HOST")
    support: str = Field("", validation_alias="LIMBER_SUPPORT")
    breaks_by: BreaksBy = Field("anyone", validation_alias="LIMBER_BREAKS_BY")

    @property
    def pictures_address(self) -> str | None:
        """The public address of the pictures: their own, or else that of the server that serves them, too."""
        return self.pictures_url or (None if self.way == "socket" else self.public_url)

    @property
    def way(self) -> Way:
        """How it runs, by what is set."""
        if self.signing_secret:
            return "http"
        return "socket-oauth" if self.client_id or self.client_secret else "socket"


def read_settings(**given: Any) -> Settings:
    """Read the settings; raise SettingsError that names all that is missing or wrong."""
    settings = read_incomplete_settings(**given)
    if problems := [*_contradictions(settings), *_missing(settings)]:
        raise SettingsError("\n".join(problems))
    return settings


def read_incomplete_settings(**given: Any) -> Settings:
    """Read what is set, however little; raise SettingsError that names all that is wrong."""
    try:
        return Settings(**given)
    except (OSError, UnicodeError) as error:
        raise SettingsError(f"{ENV_FILE} can't be read ({error}).") from None
    except ValidationError as error:
        raise SettingsError("\n".join(_sentence(problem) for problem in error.errors())) from None


def _contradictions(settings: Settings) -> Iterator[str]:
    given = _given(settings)
    for one, purpose, other, other_purpose in EITHER_OR:
        if {one, other} <= given:
            yield f"{one} is {purpose}, {other} is {other_purpose}. Leave one of them out."


def _missing(settings: Settings) -> Iterator[str]:
    given = _given(settings)
    for name in WAYS[settings.way]:
        if name not in given:
            has_app = settings.way == "socket-oauth" and name == "SLACK_APP_TOKEN"
            yield f"{EITHER_WAY} is missing." if has_app else f"{name} is missing."


def _given(settings: Settings) -> set[str]:
    """Return the names of what is set of that which a way may need."""
    values = {str(field.validation_alias): getattr(settings, name) for name, field in Settings.model_fields.items()}
    return {name for names in WAYS.values() for name in names if values[name]}


def _sentence(problem: Any) -> str:
    name = str(problem["loc"][0]) if problem["loc"] else "settings"
    if problem["type"] == "missing":
        return f"{name} is missing."
    return f"{name} {problem['msg'].removeprefix('Value error, ')}.".replace("..", ".")
