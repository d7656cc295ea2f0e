"""The command `limber`."""

import asyncio
from typing import Annotated

import typer

from bot import log
from bot.check import check as findings
from bot.play import play as play_
from bot.run import CannotRun
from bot.run import run as run_
from bot.settings import SettingsError, read

app = typer.Typer(no_args_is_help=True, add_completion=False, help="Limber, the stretch-break bot for Slack teams.")


@app.command()
def play(
    port: Annotated[int, typer.Option(help="Where the page is; another one is taken if this is in use.")] = 8021,
    browser: Annotated[bool, typer.Option(help="Open the page in the browser.")] = True,
    speed: Annotated[float, typer.Option(hidden=True, min=0.1, max=100)] = 1.0,
) -> None:
    """Try it in the browser, in a pretend Slack: no account, no token."""
    log.set_up("text")
    asyncio.run(play_(port, browser, speed))


@app.command()
def run() -> None:
    """Run it on a real workspace, over Socket Mode."""
    try:
        settings = read()
        log.set_up(settings.log)
        asyncio.run(run_(settings))
    except (SettingsError, CannotRun) as error:
        typer.echo(f"Limber cannot start.\n{error}", err=True)
        raise typer.Exit(1) from None


@app.command()
def check() -> None:
    """Say what is missing or wrong: settings, tokens, scopes, database, exercises."""
    if not asyncio.run(_report()):
        raise typer.Exit(1)


async def _report() -> bool:
    all_fine = True
    async for finding in findings(read):
        typer.echo(f"{'ok   ' if finding.fine else 'WRONG'}  {finding.line}")
        all_fine = all_fine and finding.fine
    return all_fine


def main() -> None:
    """Run the command line."""
    app()


if __name__ == "__main__":
    main()
