import stat
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from pydantic import BaseModel

from bot.store.cipher import KEY_FILE, Cipher, load_cipher
from bot.store.errors import CipherError


class Note(BaseModel):
    words: str


def new_key() -> str:
    return Fernet.generate_key().decode()


def test_what_is_sealed_is_opened_by_the_same_key_and_shows_nothing() -> None:
    cipher = Cipher([new_key()])
    token = cipher.seal(Note(words="by the harbour"))
    assert b"harbour" not in token
    assert cipher.unseal(token, Note) == Note(words="by the harbour")


def test_a_wrong_key_is_an_error_without_content() -> None:
    token = Cipher([new_key()]).encrypt(b"by the harbour")
    with pytest.raises(CipherError) as caught:
        Cipher([new_key()]).decrypt(token)
    assert "harbour" not in str(caught.value)
    assert token.decode() not in str(caught.value)


def test_a_changed_token_is_refused() -> None:
    cipher = Cipher([new_key()])
    token = bytearray(cipher.encrypt(b"share"))
    token[-10] ^= 1
    with pytest.raises(CipherError):
        cipher.decrypt(bytes(token))


def test_a_sealed_thing_of_another_shape_is_an_error_without_content() -> None:
    cipher = Cipher([new_key()])
    with pytest.raises(CipherError) as caught:
        cipher.unseal(cipher.encrypt(b'{"lyrics": "by the harbour"}'), Note)
    assert "harbour" not in str(caught.value)
    assert caught.value.__context__ is None


def test_the_newest_key_seals_and_the_older_still_opens() -> None:
    old, new = new_key(), new_key()
    token = Cipher([old]).encrypt(b"kept")
    assert Cipher([new, old]).decrypt(token) == b"kept"
    assert Cipher([new]).decrypt(Cipher([new, old]).encrypt(b"kept")) == b"kept"


def test_after_rotation_the_old_key_is_needed_no_more() -> None:
    old, new = new_key(), new_key()
    rotated = Cipher([new, old]).rotate(Cipher([old]).encrypt(b"kept"))
    assert Cipher([new]).decrypt(rotated) == b"kept"


def test_rotation_with_no_fitting_key_is_an_error() -> None:
    with pytest.raises(CipherError):
        Cipher([new_key()]).rotate(Cipher([new_key()]).encrypt(b"kept"))


def test_a_bad_key_is_named_by_its_place_alone() -> None:
    with pytest.raises(CipherError, match="key 2") as caught:
        Cipher([new_key(), "not-a-key"])
    assert "not-a-key" not in str(caught.value)


def test_no_key_at_all_is_an_error() -> None:
    with pytest.raises(CipherError):
        Cipher([])


def test_without_keys_one_is_made_that_only_its_owner_can_read(tmp_path: Path) -> None:
    token = load_cipher([], tmp_path).encrypt(b"kept")
    assert stat.S_IMODE((tmp_path / KEY_FILE).stat().st_mode) == 0o600
    assert load_cipher([], tmp_path).decrypt(token) == b"kept"
    assert [path.name for path in (tmp_path / KEY_FILE).parent.iterdir()] == [KEY_FILE.name]


def test_a_key_file_that_others_can_read_is_closed(tmp_path: Path) -> None:
    load_cipher([], tmp_path)
    (tmp_path / KEY_FILE).chmod(0o644)
    load_cipher([], tmp_path)
    assert stat.S_IMODE((tmp_path / KEY_FILE).stat().st_mode) == 0o600


def test_records_from_before_keys_were_set_can_still_be_read(tmp_path: Path) -> None:
    token = load_cipher([], tmp_path).encrypt(b"kept")
    assert load_cipher([new_key()], tmp_path).decrypt(token) == b"kept"


def test_with_keys_set_no_file_is_made(tmp_path: Path) -> None:
    load_cipher([new_key()], tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_spoilt_key_file_is_an_error_without_its_content(tmp_path: Path) -> None:
    load_cipher([], tmp_path)
    (tmp_path / KEY_FILE).write_text("spoilt")
    with pytest.raises(CipherError) as caught:
        load_cipher([], tmp_path)
    assert "spoilt" not in str(caught.value)


def test_processes_that_start_at_once_agree_on_one_key(tmp_path: Path) -> None:
    program = (
        "import sys, pathlib; from bot.store.cipher import load_cipher; sys.stdin.read();"
        "sys.stdout.buffer.write(load_cipher([], pathlib.Path(sys.argv[1])).encrypt(b'kept'))"
    )
    command = [sys.executable, "-c", program, str(tmp_path)]
    processes = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        for _ in range(6)
    ]
    tokens = [process.communicate()[0] for process in processes]
    assert [load_cipher([], tmp_path).decrypt(token.splitlines()[-1]) for token in tokens] == [b"kept"] * 6
