"""The settings, from the environment or `.env`; everything that is missing or wrong is named at once."""

from pathlib import Path
from typing import Annotated, Any, Literal

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
BreaksBy = Literal["anyone", "owner"]
"""Who may change a channel's breaks: anyone, or only who set them up and admins."""
DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg", "postgres": "postgresql+asyncpg"}


class SettingsError(Exception):
    """Read by whoever starts the bot: one line for each setting that is missing or wrong."""


def _token(prefix: str, name: str) -> AfterValidator:
    def check(token: SecretStr) -> SecretStr:
        if not token.get_secret_value().startswith(prefix):
            raise ValueError(f"must be the {name}, which starts with {prefix}")
        return token

    return AfterValidator(check)


def _database(url: Any) -> Any:
    scheme, colon, rest = str(url).strip().partition("://")
    full = DRIVERS.get(scheme, scheme) + colon + rest
    try:
        make_url(full)
    except ArgumentError:
        raise ValueError("isn't a database address; try sqlite+aiosqlite:///limber.db") from None
    if full.partition("://")[0] not in DRIVERS.values():
        raise ValueError("must start with sqlite+aiosqlite:// or postgresql+asyncpg://")
    return full


def _address(url: Any) -> Any:
    if not str(url).startswith(("http://", "https://")):
        raise ValueError("must start with https:// (or http://)")
    return str(url).rstrip("/") + "/"


class Settings(BaseSettings):
    """Everything that can be set; see the README for what each is for."""

    model_config = SettingsConfigDict(
        env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True, hide_input_in_errors=True
    )

    bot_token: Annotated[SecretStr, _token("xoxb-", "bot token")] = Field(validation_alias="SLACK_BOT_TOKEN")
    app_token: Annotated[SecretStr, _token("xapp-", "app-level token")] = Field(validation_alias="SLACK_APP_TOKEN")
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
    pictures_host: str = Field("0.0.0.0", validation_alias="PICTURES_HOST")
    breaks_by: BreaksBy = Field("anyone", validation_alias="LIMBER_BREAKS_BY")


def read_settings(**given: Any) -> Settings:
    """Read the settings; raise SettingsError that names all that is missing or wrong."""
    try:
        return Settings(**given)
    except ValidationError as error:
        raise SettingsError("\n".join(_sentence(problem) for problem in error.errors())) from None


def _sentence(problem: Any) -> str:
    name = str(problem["loc"][0]) if problem["loc"] else "settings"
    if problem["type"] == "missing":
        return f"{name} is missing."
    return f"{name} {problem['msg'].removeprefix('Value error, ')}.".replace("..", ".")
