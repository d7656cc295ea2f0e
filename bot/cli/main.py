"""The command `limber`."""

import asyncio
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from bot import __version__, content
from bot.cli.check import check as findings
from bot.cli.claims import UnknownTopic, topic_named, topics
from bot.cli.claims_table import as_csv, as_text
from bot.cli.export import export as export_
from bot.cli.manifest import manifest_text
from bot.cli.rotate_keys import rotate_keys as rotate_keys_
from bot.cli.rotate_keys import said as rotation_in_words
from bot.cli.run import CannotRun
from bot.cli.run import run as run_
from bot.content import ContentError
from bot.core import logging as log
from bot.core.settings import EXERCISES, SettingsError, read_settings
from bot.pictures.picture_store import PictureStore
from bot.store.cipher import SecretKeysError, new_key

app = typer.Typer(no_args_is_help=True, add_completion=False)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"limber {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Limber, the stretch-break bot for Slack teams."""


@app.command()
def play(
    port: Annotated[int, typer.Option(min=0, max=65535, help="The page's port; picks another if it's taken.")] = 8021,
    browser: Annotated[bool, typer.Option(help="Open the page in your browser.")] = True,
    http: Annotated[bool, typer.Option("--http", help="Over HTTP, with a second workspace that can add it.")] = False,
    speed: Annotated[float, typer.Option(hidden=True, min=0.1, max=100)] = 1.0,
) -> None:
    """Try it in your browser, in a pretend Slack: no account, no token."""
    from bot.cli.play import play as play_  # noqa: PLC0415 - the playground is not loaded where it does not run

    log.configure("text")
    with _said():
        asyncio.run(play_(port, browser, speed, http))


@app.command()
def run() -> None:
    """Run it in Slack, over Socket Mode or HTTP, as the settings say."""
    with _said():
        settings = read_settings()
        log.configure(settings.log)
        asyncio.run(run_(settings))


@app.command()
def check() -> None:
    """Say what's missing or wrong: settings, tokens, scopes, database, exercises."""
    if not asyncio.run(_report()):
        raise typer.Exit(1)


@app.command()
def key() -> None:
    """Print a new secret key for LIMBER_SECRET_KEYS."""
    typer.echo(new_key())


@app.command()
def rotate_keys() -> None:
    """Encrypt all workspaces' tokens anew, with the newest secret key."""
    with _said("Can't rotate the keys."):
        rotation = asyncio.run(rotate_keys_(read_settings()))
    typer.echo(rotation_in_words(rotation))
    if rotation.unreadable:
        raise typer.Exit(1)


@app.command()
def export(
    workspace: Annotated[str, typer.Option(help="Its id, such as T0123ABCD.")],
    since: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="The first day, in UTC.")],
    names: Annotated[bool, typer.Option("--names", help="Also the ids of those who joined.")] = False,
) -> None:
    """Print a workspace's breaks as CSV, with how many joined; breaks are kept for 90 days."""
    with _said("Can't export the breaks."):
        exported = export_(read_settings(), workspace, since.replace(tzinfo=UTC), datetime.now(UTC), names)
        typer.echo(asyncio.run(exported), nl=False)


@app.command()
def manifest(
    public_url: Annotated[str | None, typer.Option(help="Where Slack reaches it, instead of PUBLIC_URL.")] = None,
    socket_mode: Annotated[bool, typer.Option("--socket-mode", help="Over Socket Mode, whatever is set.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Print JSON instead of YAML.")] = False,
    workflow_step: Annotated[
        bool, typer.Option("--workflow-step", help="With the step for Workflow Builder, which needs a paid plan.")
    ] = False,
) -> None:
    """Print the app's manifest for Slack, for the way to run that the settings choose."""
    with _said("Can't make the manifest."):
        typer.echo(manifest_text(public_url, socket_mode, json, workflow_step), nl=False)


@app.command()
def draw(
    folder: Annotated[Path, typer.Argument(file_okay=False, help="Where to put them; created if it doesn't exist.")],
) -> None:
    """Draw all pictures into a folder for any static host, with a page and a contact sheet."""
    from bot.pictures.contact_sheet import draw_all  # noqa: PLC0415 - nor is Pillow

    with _said("Can't draw the pictures."):
        picture_store = PictureStore(content.load(EXERCISES), folder / "pictures", None)
        folder.mkdir(parents=True, exist_ok=True)
        page = draw_all(picture_store, folder, _drawn)
    typer.echo(f"\nThey're all on {page}")


@app.command()
def claims(
    name: Annotated[str | None, typer.Argument(help="One stretch or routine; without it, all of them.")] = None,
    csv: Annotated[bool, typer.Option("--csv", help="Print a table for a spreadsheet.")] = False,
) -> None:
    """Show what Limber says beside what its sources say, for a review."""
    with _said("Can't show the claims."):
        library = content.load(EXERCISES)
        chosen = [topic_named(name, library)] if name else topics(library)
    width = shutil.get_terminal_size().columns
    typer.echo(as_csv(chosen, library).rstrip() if csv else as_text(chosen, library, width))


@contextmanager
def _said(what: str = "Limber can't start.") -> Iterator[None]:
    """Say what went wrong in words, and end with code 1."""
    try:
        yield
    except (SettingsError, SecretKeysError, ContentError, CannotRun, UnknownTopic, OSError) as error:
        typer.echo(f"{what}\n{error}", err=True)
        raise typer.Exit(1) from None


def _drawn(done: int, total: int, name: str) -> None:
    typer.echo(f"\r{done} of {total}  {name:70.70}", nl=False)


async def _report() -> bool:
    all_fine = True
    async for finding in findings(read_settings):
        typer.echo(f"{'ok   ' if finding.fine else 'WRONG'}  {finding.line}")
        all_fine = all_fine and finding.fine
    return all_fine


def main() -> None:
    """Run the command line."""
    app()


if __name__ == "__main__":
    main()
