"""What is recorded of keys: who typed what, and no password, in real shells, terminals within terminals, editors and on a real sshd."""

import re

import pytest
from conftest import LAPTOP, WALL
from takhti_server import TakhtiServer
from test_lab import CELLS, department, enters, opens, recorded, shows, starts, takes, types  # noqa: F401  (a fixture among them)

SECRET = "Zq7-Xk9"


@pytest.fixture
def server(tmp_path):
    server = TakhtiServer(tmp_path / "data")
    yield server
    server.stop()


def typed_in(events):
    return "".join(data for _, code, data in events if code == "i")


def typed(server, last):
    """What was typed up to `last`, as the recording says it; no part of the secret is anywhere in the data folder."""
    _, *events = recorded(server, lambda events: last in typed_in(events), "--keys")
    for file in server.data.rglob("*"):
        if file.is_file() and "journal" in file.name:
            assert not re.search(rb"Zq7-|q7-X|7-Xk|-Xk9", file.read_bytes()), file
    assert [data for _, code, data in events if code == "m"][-1] == "Amina"
    return typed_in(events)


def test_no_password_is_recorded_and_lines_are_legible(somebody, server):
    lecturer = somebody(WALL).teaches(server)
    amina = somebody(LAPTOP).joins(server, "Amina")
    opens(lecturer, "Sandbox")
    enters(amina)
    starts(amina)
    takes(amina)
    types(amina, "echo plain-line\n")
    shows(amina, "plain-line")
    # The shell itself.
    types(amina, "read -s -p 'o''ne: ' x\n")
    shows(amina, "one:")
    types(amina, SECRET + "1\n")
    # A terminal within the terminal, whose settings ours does not know.
    types(amina, "python3 -c \"import pty; pty.spawn(['bash', '--norc'])\"\n")
    shows(amina, "bash-")
    types(amina, "read -s -p 't''wo: ' y\n")
    shows(amina, "two:")
    types(amina, SECRET + "2\n")
    types(amina, "python3 -c \"import getpass; getpass.getpass('thr' + 'ee: ')\"\n")
    shows(amina, "three:")
    types(amina, SECRET + "3\n")
    types(amina, "echo within-it\n")
    shows(amina, "within-it")
    # A name that the shell completes.
    types(amina, "touch a-long-name\ncat a-lo")
    amina.page.keyboard.press("Tab")
    shows(amina, "cat a-long-name")
    types(amina, "; echo completed\n")
    shows(amina, "completed")
    types(amina, "vi -u NONE note\n")
    amina.wait(f"{CELLS}.filter((row) => row === '~').length > 5")
    types(amina, "ihello from the editor")
    shows(amina, "hello from the editor")
    amina.page.keyboard.press("Escape")
    types(amina, ":q!\n")
    amina.wait(f"!{CELLS}.includes('~')")
    types(amina, "echo the-end\n")
    shows(amina, "the-end")
    kept = typed(server, "echo the-end\r")
    for words in ("echo plain-line\r", "echo within-it\r", "cat a-lo\t; echo completed\r", "hello from the editor\x1b"):
        assert words in kept, (words, kept)
    assert kept.count("********\r") == 3, kept


def test_no_password_typed_over_ssh_is_recorded(department, somebody, server):
    lecturer = somebody(WALL).teaches(server)
    amina = somebody(LAPTOP).joins(server, "Amina")
    opens(lecturer, "The department's server")
    enters(amina)
    starts(amina, "#")
    takes(amina)
    types(amina, "echo over-there\n")
    shows(amina, "over-there")
    types(amina, "read -s -p 'f''ar: ' x\n")
    shows(amina, "far:")
    types(amina, SECRET + "\n")
    types(amina, "echo back-again\n")
    shows(amina, "back-again")
    kept = typed(server, "echo back-again\r")
    assert "echo over-there\r" in kept and "*******\r" in kept, kept
