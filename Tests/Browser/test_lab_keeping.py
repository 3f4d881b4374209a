"""What is kept of machines: their files through kills of the server at the worst moment, within bounds, and how much of the server's memory they have."""

import os
import pathlib
import shutil
import socket
import subprocess
import time

import pytest
from conftest import LAPTOP, WALL
from person import LESSON
from takhti_server import TakhtiServer
from test_lab import enters, opens, shows, starts, takes, types

# Above what the system's buffers take for who does not read.
LONG = 16_000_000


@pytest.fixture
def house(tmp_path):
    servers = []

    def start(*options, data="data"):
        servers.append(TakhtiServer(tmp_path / data, *options))
        return servers[-1]

    yield start
    for server in servers:
        server.stop()


def stops(person):
    for _ in range(2):
        person.page.click("takhti-machine .power button >> nth=0")


def works(lecturer, amina, server):
    """A machine that was used and stopped; where its files are kept."""
    opens(lecturer, "Sandbox")
    enters(amina)
    starts(amina)
    takes(amina)
    types(amina, "echo mine > mine; echo do''ne\n")
    shows(amina, "done")
    stops(amina)
    amina.page.wait_for_selector("takhti-machine .machine-state:not([hidden]) button")
    return next(folder for folder in (pathlib.Path(server.data) / "machines").iterdir())


def ends(lecturer):
    labs = f"[...document.querySelector('takhti-lab').desk.labs]"
    lecturer.get(f"document.querySelector('takhti-lab').desk.dissolve({labs}[0].key)")


def is_there(condition, seconds=60):
    for _ in range(seconds * 20):
        if condition():
            return True
        time.sleep(0.05)
    return False


def test_files_outlive_a_server_that_is_killed_before_it_is_stored_that_they_go(somebody, house):
    server = house()
    lecturer, amina = somebody(WALL).teaches(server), somebody(LAPTOP).joins(server, "Amina")
    folder = works(lecturer, amina, server)
    assert (folder / "home.tar").exists()
    server.options = ("--commit-delay", "5000")
    server.stop()
    server.start()
    lecturer.page.wait_for_selector("takhti-lab .lab-link", state="hidden")
    ends(lecturer)
    time.sleep(1)
    server.kill()
    assert (folder / "home.tar").exists()
    server.options = ()
    # Else she would say it again.
    lecturer.page.goto("about:blank")
    server.start()
    amina.page.wait_for_selector("takhti-lab .lab-link", state="hidden")
    starts(amina)
    amina.page.click("takhti-terminal")
    types(amina, "cat mine\n")
    shows(amina, "mine")


def test_what_no_lesson_has_is_swept_when_the_server_starts(somebody, house, tmp_path):
    server = house()
    lecturer, amina = somebody(WALL).teaches(server), somebody(LAPTOP).joins(server, "Amina")
    folder = works(lecturer, amina, server)
    copy = tmp_path / "copy"
    shutil.copytree(folder, copy)
    ends(lecturer)
    assert is_there(lambda: not folder.exists())
    # As if it had been killed before that.
    server.kill()
    shutil.copytree(copy, folder)
    elsewhere = tmp_path / "elsewhere"
    shutil.copytree(copy, elsewhere)
    (folder.parent / "9-9").symlink_to(elsewhere)
    server.start()
    assert not folder.exists() and (elsewhere / "home.tar").exists() and (folder.parent / "9-9").is_symlink()
    assert is_there(lambda: any("no lesson has" in line and folder.name in line for line in server.log))
    # What a lesson has stays, and what was not written to its end goes.
    lecturer.page.wait_for_selector("takhti-lab .lab-link", state="hidden")
    lecturer.page.reload()
    amina.page.reload()
    (folder.parent / "9-9").unlink()
    kept = works(lecturer, amina, server)
    server.kill()
    (kept / "home.tar.new").write_text("half")
    server.start()
    assert (kept / "home.tar").exists() and not (kept / "home.tar.new").exists()


def test_files_for_which_there_is_no_room_are_not_kept_and_the_lesson_says_so(somebody, house):
    server = house("--home-space", "0")
    lecturer, amina = somebody(WALL).teaches(server), somebody(LAPTOP).joins(server, "Amina")
    opens(lecturer, "Sandbox")
    enters(amina)
    starts(amina)
    takes(amina)
    stops(amina)
    for person in (lecturer, amina):
        person.reads("not kept")
    assert not [path for path in (pathlib.Path(server.data) / "machines").rglob("*") if path.is_file()]


def test_who_does_not_read_a_file_has_its_share_of_the_memory(somebody, house):
    server = house()
    lecturer, amina = somebody(WALL).teaches(server), somebody(LAPTOP, expected=("503", "Failed to load resource")).joins(server, "Amina")
    opens(lecturer, "Sandbox")
    enters(amina)
    starts(amina)
    takes(amina)
    types(amina, f"head -c {LONG} /dev/zero > long; echo do''ne\n")
    shows(amina, "done")
    amina.page.click("role=tab[name='Files']")
    amina.page.wait_for_selector("takhti-files a")
    path = amina.get("document.querySelector('takhti-files a').href")
    cookie = "; ".join(f"{cookie['name']}={cookie['value']}" for cookie in amina.context.cookies())
    request = f"GET {path.split(str(server.port), 1)[1]} HTTP/1.1\r\nHost: localhost:{server.port}\r\nCookie: {cookie}\r\n\r\n".encode()

    def asks():
        connection = socket.create_connection(("127.0.0.1", server.port))
        connection.sendall(request)
        return connection, connection.recv(12)[9:]

    # One machine has two files on their way.
    one, two, three = asks(), asks(), asks()
    assert [one[1], two[1], three[1]] == [b"200", b"200", b"503"]
    two[0].close()
    assert is_there(lambda: asks()[1] == b"200")
    # And whoever reads gets all of it.
    body = b""
    while b"\r\n\r\n" not in body:
        body += one[0].recv(65536)
    got = len(body.split(b"\r\n\r\n", 1)[1])
    while got < LONG:
        got += len(one[0].recv(1 << 20))
    assert got == LONG


def users(server):
    """Those of the machines that a server runs."""
    agents = subprocess.run(["pgrep", "-P", str(server.process.pid)], capture_output=True, text=True).stdout.split()
    found = set()
    for agent in agents:
        for process in subprocess.run(["pgrep", "-P", agent], capture_output=True, text=True).stdout.split():
            found.add(os.stat(f"/proc/{process}").st_uid)
            inside = subprocess.run(["pgrep", "-P", process], capture_output=True, text=True).stdout.split()
            found |= {os.stat(f"/proc/{each}").st_uid for each in inside}
    return {user for user in found if user >= 2_000_000_000}


def test_machines_of_two_servers_have_different_users(somebody, house):
    servers = [house(), house(data="other")]
    for server in servers:
        lecturer, amina = somebody(WALL).teaches(server), somebody(LAPTOP).joins(server, "Amina")
        opens(lecturer, "Sandbox")
        enters(amina)
        starts(amina)
    one, other = (users(server) for server in servers)
    assert one and other and not one & other
