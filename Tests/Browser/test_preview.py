"""Pages that are served inside machines, as students' monitoring tools have them: in a real browser, on the real server."""

import json
import pathlib
import select
import shutil
import socket
import urllib.error
import urllib.request

import pytest
from conftest import LAPTOP, WALL
from dev_pages import PATIENCE
from person import LESSON
from takhti_server import TakhtiServer
from test_lab import enters, opens, shows, starts, takes, types

PREVIEW_ERRORS = ("403", "404", "502", "Failed to load resource")


def house(tmp_path, *options):
    folder = tmp_path / "data/labs/dash"
    folder.mkdir(parents=True)
    shutil.copy(pathlib.Path(__file__).parent / "dashboard.py", folder / "dashboard.py")
    (folder / "template.json").write_text(json.dumps({"title": "Dashboard", "ports": [8000], "files": {"dashboard.py": "dashboard.py"}}))
    return TakhtiServer(tmp_path / "data", *options)


@pytest.fixture
def server(tmp_path):
    server = house(tmp_path)
    yield server
    server.stop()


@pytest.fixture
def hosts(tmp_path):
    server = house(tmp_path, "--preview-host", "*.preview.localhost")
    yield server
    server.stop()


def serves(lecturer, amina, root):
    """Amina runs the monitor and allows its port."""
    opens(lecturer, "Dashboard")
    enters(amina)
    starts(amina)
    takes(amina)
    types(amina, f"python3 dashboard.py 8000 {root} 2>/dev/null &\n")
    types(amina, "python3 -c \"import socket, time; [time.sleep(.1) for _ in iter(lambda: socket.socket().connect_ex(('127.0.0.1', 8000)), 0)]; print('ser' + 'ves')\"\n")
    shows(amina, "serves")
    allows(amina)


def allows(person):
    person.page.click("role=tab[name='Use']")
    person.page.fill("takhti-ports input", "8000")
    person.page.click("takhti-ports button >> text=Allow this port")
    person.page.wait_for_selector("takhti-ports a")


def follows(person):
    link = person.page.locator("takhti-ports a")
    link.wait_for()
    with person.context.expect_page() as opened:
        link.click()
    opened.value.wait_for_load_state()
    return opened.value


def status(address, host=None, **fields):
    request = urllib.request.Request(address, headers={**({"Host": host} if host else {}), **fields})
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        return error.code


def is_a_dashboard(page):
    for words in ("api http://localhost:8000", "ws hello chart", "ws bytes 200000", "event 0", "event 1", "event 2"):
        page.wait_for_selector(f"li >> text={words}")
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).color") == "rgb(1, 2, 3)"


def test_a_monitor_works_below_its_link(somebody, server):
    lecturer = somebody(WALL).teaches(server)
    amina, bilal = (somebody(LAPTOP, expected=PREVIEW_ERRORS).joins(server, name) for name in ("Amina", "Bilal"))
    serves(lecturer, amina, "./")
    enters(bilal)
    bilal.page.click("role=tab[name='Use']")
    page = follows(bilal)
    is_a_dashboard(page)
    assert page.url.endswith("/app/") and "/m/" in page.url
    # A stranger to this server: no storage, no origin, no cookie.
    page.wait_for_selector("li >> text=no storage")
    assert page.evaluate("self.origin") == "null"
    page.click("text=send")
    page.wait_for_selector("text=moved")
    assert page.url.endswith("/app/moved") and "/m/" in page.url
    page.go_back()
    page.click("text=other")
    page.wait_for_selector("text=other None localhost:8000")
    # What it answers is a script of none of our pages.
    script = page.url.replace("other", "static/app.js")
    refused = bilal.get(f"new Promise((done) => document.head.append(Object.assign(document.createElement('script'), {{ src: {script!r}, onload: () => done(false), onerror: () => done(true) }})))")
    assert refused
    bilal.problems.clear()
    # The port is closed and opened again: links from before open nothing, and what was open has ended.
    page.go_back()
    is_a_dashboard(page)
    amina.page.click("takhti-ports button >> nth=0")
    page.wait_for_selector("li >> text=ws closed")
    amina.page.wait_for_selector("takhti-ports a", state="detached")
    allows(amina)
    assert status(page.url) == 403
    fresh = follows(bilal)
    is_a_dashboard(fresh)
    # Who is sent out takes the link along.
    link = fresh.url
    assert status(link) == 200
    somewhere = f"{LESSON}.people.find(({{ name }}) => name === 'Bilal')"
    lecturer.wait(f"!!{somewhere}")
    lecturer.get(f"{LESSON}.removePerson({somewhere}.participant, true)")
    fresh.wait_for_selector("li >> text=ws closed")
    assert status(link) == 403
    # Another machine, room, or anything that was not signed.
    ticket = link.split("/m/")[1].split("/")[0]
    for place in range(0, len(ticket), 7):
        other = "a" if ticket[place] != "a" else "b"
        assert status(link.replace(ticket, ticket[:place] + other + ticket[place + 1 :])) == 404


def test_a_monitor_at_the_root_works_on_a_host_of_its_own(somebody, hosts):
    lecturer = somebody(WALL).teaches(hosts)
    amina = somebody(LAPTOP, expected=PREVIEW_ERRORS).joins(hosts, "Amina")
    serves(lecturer, amina, "/")
    page = follows(amina)
    is_a_dashboard(page)
    assert ".preview.localhost:" in page.url and page.url.endswith("/app/")
    page.wait_for_selector("li >> text=storage")
    page.click("text=send")
    page.wait_for_selector("text=moved")
    assert page.url.endswith(".preview.localhost:%d/moved" % hosts.port)
    page.go_back()
    page.click("text=other")
    page.wait_for_selector("text=other None localhost:8000")
    # Nothing of this server is there.
    ticket = page.url.split("//")[1].split(".")[0]
    base = f"http://localhost:{hosts.port}"
    assert status(f"{base}/healthz", host=f"{ticket}.preview.localhost") == 404
    assert status(f"{base}/", host="nothing.preview.localhost") == 404
    assert status(f"{base}/healthz") == 200


def test_attackers_of_a_preview_get_nothing_else(somebody, server):
    lecturer = somebody(WALL).teaches(server)
    amina = somebody(LAPTOP, expected=PREVIEW_ERRORS).joins(server, "Amina")
    serves(lecturer, amina, "./")
    page = follows(amina)
    is_a_dashboard(page)
    path = page.url.split(str(server.port), 1)[1]

    def raw(text):
        with socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE) as connection:
            connection.sendall(text.encode())
            answer = b""
            while part := connection.recv(65536):
                answer += part
            return answer.decode(errors="replace")

    host = f"Host: localhost:{server.port}\r\n"
    # Who may not put a file is told before a byte of it is sent.
    bilal = somebody(LAPTOP).joins(server, "Bilal")
    cookie = "; ".join(f"{cookie['name']}={cookie['value']}" for cookie in bilal.context.cookies())
    number = amina.get("document.querySelector('takhti-ports a').href").split("/machines/")[1].split("/")[0]
    put = f"PUT /api/rooms/{server.code}/machines/{number}/files/x HTTP/1.1\r\n{host}Origin: {server.address}\r\nCookie: {cookie}\r\nExpect: 100-continue\r\nContent-Length: 8000000\r\n\r\n"
    assert raw(put).startswith("HTTP/1.1 403")
    assert raw(put.replace("8000000", "80000000")).startswith("HTTP/1.1 413")
    mine = "; ".join(f"{cookie['name']}={cookie['value']}" for cookie in amina.context.cookies())
    assert raw(put.replace(cookie, mine).replace("Expect: 100-continue", "Connection: close") + "x" * 8_000_000).startswith("HTTP/1.1 200")
    # Smuggling: nothing that two readers could understand differently goes on.
    assert raw(f"POST {path}form HTTP/1.1\r\n{host}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n").startswith("HTTP/1.1 400")
    assert raw(f"GET {path} HTTP/1.1\r\n{host}Upgrade: h2c\r\nConnection: Upgrade, close\r\n\r\n").startswith("HTTP/1.1 200")
    # Upgrades that are none.
    assert raw(f"GET {path}ws HTTP/1.1\r\n{host}Upgrade: websocket\r\nConnection: Upgrade\r\n\r\n").startswith("HTTP/1.1 400")
    # Many at once: what is beyond the bound waits or is refused, and the lesson goes on.
    many = []
    for _ in range(120):
        connection = socket.create_connection(("127.0.0.1", server.port))
        connection.sendall(f"GET {path}events HTTP/1.1\r\n{host}\r\n".encode())
        many.append(connection)
    answers = {}
    while b"503" not in answers.values():
        answers |= {connection: connection.recv(64)[9:12] for connection in select.select(set(many) - set(answers), [], [])[0]}
    assert status(f"{server.address}/healthz") == 200
    answers |= {connection: connection.recv(64)[9:12] for connection in select.select(set(many) - set(answers), [], [], 0)[0]}
    assert list(answers.values()).count(b"200") <= 24
    for connection in many:
        connection.close()
    # And all of it is given back.
    again = follows(amina)
    is_a_dashboard(again)
