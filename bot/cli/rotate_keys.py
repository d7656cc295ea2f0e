"""`limber rotate-keys`: encrypts the workspaces' tokens anew, with the newest secret key."""

from bot.cli.opened_store import opened_store
from bot.core.settings import Settings
from bot.store.cipher import open_cipher
from bot.store.installations import Installations, Rotation


async def rotate_keys(settings: Settings) -> Rotation:
    """Encrypt all tokens anew; raise SecretKeysError, OSError, or CannotRun if the database is away."""
    cipher = open_cipher(settings.secret_keys.get_secret_value(), settings.database_url)
    async with opened_store(settings) as store:
        return await Installations(store.database, cipher).reencrypt()


def said(rotation: Rotation) -> str:
    """Return what became of the tokens, in words."""
    tokens = "token" if rotation.count == 1 else "tokens"
    done = f"Re-encrypted {rotation.count} {tokens} with the newest key."
    if not rotation.unreadable:
        return done
    places = ", ".join(rotation.unreadable)
    return f"{done}\nNo key opens those of {places}. Add the key that encrypted them, or install the app there again."
