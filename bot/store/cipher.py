"""Tokens are stored encrypted, with the keys in LIMBER_SECRET_KEYS or in a file beside a SQLite database."""

import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

from sqlalchemy.engine import make_url

from bot.store.sqlite_file import sqlite_file

# cryptography is imported where it is used: 7 MB, which a bot for a single workspace does without.
SETTING = "LIMBER_SECRET_KEYS"
SEPARATOR = re.compile(r"[,\s]+")
KEY = re.compile(r"[A-Za-z0-9_-]{43}=")
"""32 bytes in URL-safe base64; Fernet itself would take two keys without a comma for the first of them."""


class SecretKeysError(Exception):
    """Read by whoever starts the bot: what is wrong with the secret keys; it has no key in it."""


class UnreadableToken(Exception):
    """A stored token was encrypted with a key that is not there any more, or was damaged."""

    def __init__(self) -> None:
        super().__init__(
            "No secret key opens this workspace's token. Add the key that encrypted it, or install the app there again."
        )


class Cipher:
    """Encrypts with the first of its keys, decrypts with any of them; raise SecretKeysError if one is malformed."""

    def __init__(self, keys: Sequence[str], source: str = SETTING) -> None:
        from cryptography.fernet import Fernet, MultiFernet  # noqa: PLC0415 - see above

        if not keys:
            raise SecretKeysError(f"There's no key in {source}. `limber key` makes one.")
        for number, key in enumerate(keys, 1):
            if not KEY.fullmatch(key):
                raise SecretKeysError(_malformed(number, source))
        self._fernet = MultiFernet([Fernet(key) for key in keys])

    def encrypt(self, text: str) -> str:
        """Encrypt a text; what comes out is ASCII."""
        return self._fernet.encrypt(text.encode()).decode()

    def decrypt(self, encrypted: str) -> str:
        """Decrypt what was encrypted with any of the keys; raise UnreadableToken."""
        with _understood():
            return self._fernet.decrypt(encrypted.encode()).decode()

    def reencrypt(self, encrypted: str) -> str:
        """Encrypt anew, with the newest key, what was encrypted with any of them; raise UnreadableToken."""
        with _understood():
            return self._fernet.rotate(encrypted.encode()).decode()


def open_cipher(secret_keys: str, database_url: str) -> Cipher:
    """Return the cipher for these keys, newest first, or for those in a file beside a SQLite database.

    That file is created if it is not there. Raise SecretKeysError or OSError.
    """
    if secret_keys.strip():
        return Cipher(_split(secret_keys))
    if make_url(database_url).get_backend_name() != "sqlite":
        raise SecretKeysError(
            f"{SETTING} is missing. With PostgreSQL, it's what encrypts the workspaces' tokens; `limber key` makes one."
        )
    database = sqlite_file(database_url)
    if not database:  # in memory
        return Cipher([new_key()])
    file = Path(f"{database}.key")
    return Cipher(_split(_read_or_create(file)), str(file))


def new_key() -> str:
    """Return a new secret key."""
    from cryptography.fernet import Fernet  # noqa: PLC0415 - see above

    return Fernet.generate_key().decode()


@contextmanager
def _understood() -> Iterator[None]:
    from cryptography.fernet import InvalidToken  # noqa: PLC0415 - see above

    try:
        yield
    except InvalidToken:
        raise UnreadableToken from None


def _malformed(number: int, source: str) -> str:
    return (
        f"Key {number} in {source} isn't one that `limber key` makes: 44 characters that end with =. "
        "Put commas between keys, the newest first."
    )


def _split(keys: str) -> list[str]:
    return [key for key in SEPARATOR.split(keys) if key]


def _read_or_create(file: Path) -> str:
    if not file.exists():
        with suppress(FileExistsError):  # another process was faster; its key is the one
            _create(file, new_key())
    return file.read_text(encoding="utf-8", errors="replace")


def _create(file: Path, text: str) -> None:
    """Create a file that only its owner may read and that is never seen half written; raise FileExistsError."""
    with NamedTemporaryFile("w", dir=file.parent, prefix=f"{file.name}.") as new:
        new.write(f"{text}\n")
        new.flush()
        os.fsync(new.fileno())
        file.hardlink_to(new.name)
