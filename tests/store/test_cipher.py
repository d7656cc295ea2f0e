"""Tokens are encrypted with the newest key, decrypted with any, and no error has a secret in it."""

import traceback
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bot.store.cipher import Cipher, SecretKeysError, UnreadableToken, new_key, open_cipher

OLD, NEW = "b2xkLW9sZC1vbGQtb2xkLW9sZC1vbGQtb2xkLW9sZC0=", "bmV3LW5ldy1uZXctbmV3LW5ldy1uZXctbmV3LW5ldy0="
TOKEN = "xoxb-1-2-hidden"
POSTGRES = "postgresql+asyncpg://limber:hidden@db/limber"


def sqlite(folder: Path) -> str:
    return f"sqlite+aiosqlite:///{folder / 'limber.db'}"


def test_what_is_encrypted_is_no_longer_to_be_read_and_comes_back() -> None:
    encrypted = Cipher([OLD]).encrypt(TOKEN)
    assert "xoxb" not in encrypted
    assert encrypted.isascii()
    assert Cipher([OLD]).decrypt(encrypted) == TOKEN


def test_the_same_token_is_encrypted_differently_each_time() -> None:
    cipher = Cipher([OLD])
    assert cipher.encrypt(TOKEN) != cipher.encrypt(TOKEN)


def test_with_two_keys_the_first_encrypts_and_both_decrypt() -> None:
    both = Cipher([NEW, OLD])
    assert Cipher([NEW]).decrypt(both.encrypt(TOKEN)) == TOKEN
    assert both.decrypt(Cipher([OLD]).encrypt(TOKEN)) == TOKEN


def test_what_is_reencrypted_needs_the_old_key_no_more() -> None:
    with_old = Cipher([OLD]).encrypt(TOKEN)
    assert Cipher([NEW]).decrypt(Cipher([NEW, OLD]).reencrypt(with_old)) == TOKEN


@pytest.mark.parametrize("attempt", [Cipher.decrypt, Cipher.reencrypt])
def test_what_no_key_opens_is_a_sentence_without_a_secret(attempt: Callable[[Cipher, str], str]) -> None:
    for stored in (Cipher([OLD]).encrypt(TOKEN), Cipher([NEW]).encrypt(TOKEN)[:-8], "", "ü", TOKEN):
        with pytest.raises(UnreadableToken) as caught:
            attempt(Cipher([NEW]), stored)
        assert "install the app there again" in str(caught.value)
        assert "hidden" not in "".join(traceback.format_exception(caught.value))


@pytest.mark.parametrize("keys", [f"{NEW},{OLD}", f"{NEW} {OLD}", f" {NEW} ,\n{OLD}, "])
def test_keys_are_separated_by_commas_or_spaces(keys: str) -> None:
    assert open_cipher(keys, POSTGRES).decrypt(Cipher([OLD]).encrypt(TOKEN)) == TOKEN


@pytest.mark.parametrize("bad", ["hidden", NEW[:-1], NEW + NEW, NEW.replace("b", "ü"), NEW.replace("=", "hidden")])
def test_a_malformed_key_is_named_by_its_number_and_not_shown(bad: str) -> None:
    with pytest.raises(SecretKeysError) as caught:
        open_cipher(f"{OLD},{bad}", POSTGRES)
    assert str(caught.value).startswith("Key 2 in LIMBER_SECRET_KEYS isn't one that `limber key` makes")
    assert bad not in "".join(traceback.format_exception(caught.value))


def test_postgresql_without_keys_says_how_to_make_one() -> None:
    with pytest.raises(SecretKeysError, match=r"^LIMBER_SECRET_KEYS is missing\..*`limber key` makes one\.$") as caught:
        open_cipher(" ", POSTGRES)
    assert "hidden" not in str(caught.value)


def test_separators_alone_are_no_keys() -> None:
    with pytest.raises(SecretKeysError, match="There's no key in LIMBER_SECRET_KEYS"):
        open_cipher(",", POSTGRES)


def test_beside_a_sqlite_file_a_key_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    encrypted = open_cipher("", sqlite(tmp_path)).encrypt(TOKEN)
    file = tmp_path / "limber.db.key"
    assert file.stat().st_mode & 0o777 == 0o600
    before = file.read_bytes()
    assert open_cipher("", sqlite(tmp_path)).decrypt(encrypted) == TOKEN
    assert file.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == ["limber.db.key"]


def test_who_start_at_once_have_the_same_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as threads:
        ciphers = list(threads.map(lambda _: open_cipher("", sqlite(tmp_path)), range(40)))
    assert {cipher.decrypt(ciphers[0].encrypt(TOKEN)) for cipher in ciphers} == {TOKEN}
    assert [each.name for each in tmp_path.iterdir()] == ["limber.db.key"]


def test_a_key_file_takes_several_keys_too(tmp_path: Path) -> None:
    (tmp_path / "limber.db.key").write_text(f"{NEW}\n{OLD}\n")
    assert open_cipher("", sqlite(tmp_path)).decrypt(Cipher([OLD]).encrypt(TOKEN)) == TOKEN


@pytest.mark.parametrize(
    ("content", "why"), [(b"", "There's no key in"), (b"\xff\x00", "Key 1 in"), (b"x", "Key 1 in")]
)
def test_a_key_file_without_a_key_is_named_and_left_as_it_is(tmp_path: Path, content: bytes, why: str) -> None:
    file = tmp_path / "limber.db.key"
    file.write_bytes(content)
    with pytest.raises(SecretKeysError, match=f"{why} {file}"):
        open_cipher("", sqlite(tmp_path))
    assert file.read_bytes() == content


def test_where_keys_are_set_no_file_is_made(tmp_path: Path) -> None:
    open_cipher(NEW, sqlite(tmp_path))
    assert list(tmp_path.iterdir()) == []


def test_a_database_in_memory_has_a_key_for_as_long_as_it_lives() -> None:
    cipher = open_cipher("", "sqlite+aiosqlite://")
    assert cipher.decrypt(cipher.encrypt(TOKEN)) == TOKEN


def test_a_folder_that_does_not_exist_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="no-such-folder"):
        open_cipher("", sqlite(tmp_path / "no-such-folder"))


def test_each_new_key_is_another_one_that_works() -> None:
    assert len({new_key() for _ in range(20)}) == 20
    Cipher([new_key()])
