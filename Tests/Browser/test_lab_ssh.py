"""Pages of a real server that is reached over ssh: what a page costs that has many files."""

import http.client
import json
import pathlib
import shutil
import socket
import subprocess
import sys
import threading
import time

import pytest
from conftest import LAPTOP, WALL
from takhti_server import TakhtiServer
from test_lab import enters, opens, starts

REQUESTS = 120


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]


@pytest.fixture
def department(tmp_path):
    """A real sshd on this machine with a page on a port of its own, and a house with a template for it."""
    folder = tmp_path / "sshd"
    folder.mkdir()
    for name in ("host", "user"):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)], check=True)
    port, page = free_port(), free_port()
    pathlib.Path("/run/sshd").mkdir(exist_ok=True)
    options = {"HostKey": f"{folder}/host", "ListenAddress": "127.0.0.1", "AuthorizedKeysFile": f"{folder}/user.pub", "StrictModes": "no", "UsePAM": "no", "PasswordAuthentication": "no", "PidFile": f"{folder}/pid"}
    command = [shutil.which("sshd") or "/usr/sbin/sshd", "-D", "-f", "/dev/null", "-E", f"{folder}/log", "-p", str(port)]
    processes = [subprocess.Popen([*command, *(part for name, value in options.items() for part in ("-o", f"{name}={value}"))])]
    (folder / "page").mkdir()
    (folder / "page/file").write_text("of the department\n")
    serve = [sys.executable, "-m", "http.server", "-b", "127.0.0.1", "-d", str(folder / "page"), str(page)]
    processes.append(subprocess.Popen(serve, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
    template = tmp_path / "data/labs/department"
    template.mkdir(parents=True)
    shutil.copy(folder / "user", template / "key")
    (template / "known_hosts").write_text(f"[127.0.0.1]:{port} {(folder / 'host.pub').read_text()}")
    ssh = {"host": "127.0.0.1", "port": port, "user": "root", "key": "key", "knownHosts": "known_hosts"}
    (template / "template.json").write_text(json.dumps({"title": "The department's server", "kind": "ssh", "shell": ["bash", "--norc"], "ports": [page], "ssh": ssh}))
    server = TakhtiServer(tmp_path / "data")
    yield server, page, folder / "log"
    server.stop()
    for process in processes:
        process.terminate()
        process.wait()


def test_the_files_of_a_page_share_one_login(department, somebody):
    server, port, log = department
    lecturer = somebody(WALL).teaches(server)
    amina = somebody(LAPTOP).joins(server, "Amina")
    opens(lecturer, "The department's server")
    enters(amina)
    starts(amina, "#")
    lecturer.page.click("takhti-lab .tile")
    lecturer.page.click("role=tab[name='Use']")
    lecturer.page.fill("takhti-ports input", str(port))
    lecturer.page.click("takhti-ports button >> text=Allow this port")
    lecturer.page.wait_for_selector("takhti-ports a")
    with lecturer.context.expect_page() as opened:
        lecturer.page.click("takhti-ports a")
    opened.value.wait_for_load_state()
    path = opened.value.url.split(str(server.port), 1)[1] + "file"
    bodies = []

    def asks(count):
        for _ in range(count):
            connection = http.client.HTTPConnection("127.0.0.1", server.port)
            connection.request("GET", path)
            bodies.append(connection.getresponse().read())
            connection.close()

    def all_ask(count):
        threads = [threading.Thread(target=asks, args=(count // 6,)) for _ in range(6)]
        began = time.monotonic()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return count / (time.monotonic() - began)

    # The way is made by the first of them, and takes a moment.
    all_ask(12)
    time.sleep(2)
    before = log.read_text().count("Accepted publickey")
    rate = all_ask(REQUESTS)
    logins = log.read_text().count("Accepted publickey") - before
    print(f"\n{rate:.0f} requests a second over ssh, with {logins} logins")
    assert set(bodies) == {b"of the department\n"} and len(bodies) == REQUESTS + 12
    assert logins == 0
