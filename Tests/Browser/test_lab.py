"""Labs on the real server: people who operate a machine together, in a sandbox and over ssh, near and far."""

import json
import pathlib
import re
import shutil
import socket
import subprocess
import threading
import time

import pytest
from conftest import LAPTOP, PHONE, WALL
from person import LESSON
from takhti_server import TAKHTI, TakhtiServer
from thin_link import ThinLink

SHEET = """# Watch a server

Serve a page, and see who asks for it.

- [ ] Install `vitals` from your files
- [ ] Serve a page on port 8000
"""
VITALS = """#!/bin/sh
# A small monitor: what the machine does, once a second.
echo "vitals: $(ls /proc | grep -c '^[0-9]') processes"
"""
CELLS = "[...document.querySelectorAll('takhti-terminal .cells')].map((row) => row.textContent.trimEnd())"


@pytest.fixture
def server(tmp_path):
    """A house with a template of its own."""
    folder = tmp_path / "data/labs/watch"
    folder.mkdir(parents=True)
    (folder / "sheet.md").write_text(SHEET)
    (folder / "vitals.sh").write_text(VITALS)
    checks = [["test", "-x", "bin/vitals"], ["python3", "-c", "import socket; socket.create_connection((\"127.0.0.1\", 8000))"]]
    template = {"title": "Watch a server", "sheet": "sheet.md", "ports": [8000], "files": {"vitals.sh": "vitals.sh"}, "checks": checks}
    (folder / "template.json").write_text(json.dumps(template))
    server = TakhtiServer(tmp_path / "data")
    yield server
    server.stop()


def opens(lecturer, template, groups=None):
    lecturer.page.click("[aria-label='Lab']")
    lecturer.page.click(f"takhti-lab .pick >> text={template}")
    if groups:
        lecturer.page.fill("[aria-label='Number of groups']", str(groups))
    else:
        lecturer.page.click("takhti-lab .pick >> text=The class")
    lecturer.page.click("takhti-lab button.primary")
    lecturer.page.wait_for_selector("takhti-lab .tile")


def enters(person):
    person.page.click(".lab-opener:visible")
    person.page.wait_for_selector("takhti-machine")


def shows(person, words):
    person.wait(f"{CELLS}.some((row) => row.includes({words!r}))")


def comes(person, words, seconds):
    """Whether it is shown within so many seconds."""
    try:
        person.wait(f"{CELLS}.some((row) => row.includes({words!r}))", seconds)
        return True
    except AssertionError:
        return False


def surely(person, button):
    """Taps twice what asks first: at once, as it waits for the second tap for a while only."""
    person.page.dblclick(button)


def takes(person):
    person.page.click("text=Take the keyboard")
    person.reads("It is your keyboard now")


def types(person, text):
    person.page.keyboard.type(text, delay=20)


def starts(person, prompt="$"):
    person.page.click("takhti-machine .machine-state button")
    person.page.wait_for_selector("takhti-machine[data-machine=running]")
    shows(person, prompt)


def test_two_students_operate_a_server_together(lecturer, somebody, server):
    amina, bilal = somebody(LAPTOP).joins(server, "Amina"), somebody(PHONE, expected=("403",)).joins(server, "Bilal")
    opens(lecturer, "Watch a server")
    for person in (amina, bilal):
        enters(person)
    starts(amina)
    takes(amina)
    types(amina, "mkdir bin && install vitals.sh bin/vitals && vitals || bin/vitals\n")
    for person in (amina, bilal):
        shows(person, "vitals: ")
    # The second step is not done yet; the first is, and everybody sees it.
    amina.page.click("takhti-sheet button >> nth=0")
    lecturer.becomes("document.querySelector('.tile .steps .number').textContent", "1/2")
    amina.page.click("takhti-terminal")
    types(amina, "echo hello from inside > index.html; python3 -m http.server\n")
    shows(bilal, "Serving HTTP on")
    # A page inside is opened by the other, as a stranger to this server.
    amina.page.click("role=tab[name='Use']")
    amina.page.fill("takhti-ports input", "8000")
    amina.page.click("takhti-ports button >> text=Allow this port")
    bilal.page.click("role=tab[name='Use']")
    link = bilal.page.locator("takhti-ports a")
    link.wait_for()
    with bilal.context.expect_page() as opened:
        link.click()
    page = opened.value
    page.wait_for_selector("text=hello from inside")
    assert page.evaluate("self.origin") == "null"
    shows(amina, "GET / HTTP/1.1")
    page.close()
    # The keyboard goes round: asked for and given, twice.
    bilal.page.click("role=tab[name='Terminal']")
    bilal.page.click("text=Ask for the keyboard")
    amina.reads("Bilal")
    amina.page.click("takhti-keyboard-line button >> nth=0")
    bilal.reads("It is your keyboard now")
    bilal.page.click("takhti-terminal")
    bilal.page.keyboard.press("Control+c")
    shows(amina, "Keyboard interrupt received")
    types(bilal, "top\n")
    shows(amina, "load average")
    bilal.page.keyboard.press("q")
    lecturer.page.click(".tile")
    lecturer.page.wait_for_selector("takhti-machine")
    lecturer.page.click("text=Take the keyboard")
    lecturer.reads("It is your keyboard now")
    types(lecturer, "clear; echo well done\n")
    for person in (amina, bilal):
        shows(person, "well done")
    # All of it is recorded, with who had the keyboard when.
    header, *events = recorded(server, lambda events: "well done" in shown_in(events))
    assert header["version"] == 2
    assert all(words in shown_in(events) for words in ("vitals: ", "Serving HTTP on", "load average"))
    assert [data for _, code, data in events if code == "m"] == ["Amina", "Bilal", "Lecturer"]
    assert [at for at, *_ in events] == sorted(at for at, *_ in events)


def recorded(server, is_whole, *options):
    """The lines of a recording once all is in it: it is written at intervals."""
    while True:
        cast = subprocess.run([TAKHTI, "export", "terminal", str(server.data), *options], capture_output=True, text=True, check=True).stdout
        lines = [json.loads(line) for line in cast.splitlines()]
        if is_whole(lines[1:]):
            return lines
        time.sleep(0.2)


def shown_in(events):
    return "".join(data for _, code, data in events if code == "o")


def test_the_lecturer_sees_all_groups_and_types_into_all(lecturer, somebody, server):
    amina = somebody(LAPTOP).joins(server, "Amina")
    opens(lecturer, "Sandbox", groups=3)
    lecturer.page.click("text=Start all")
    lecturer.wait("document.querySelectorAll('.lab-tiles > [data-machine=running]').length === 3")
    assert lecturer.get("document.querySelectorAll('.tile').length") == 3
    lecturer.page.click("takhti-lab >> text=To all")
    lecturer.page.fill("takhti-lab .line-field", "echo to everybody")
    lecturer.page.keyboard.press("Enter")
    lecturer.reads("This is typed into 3 running machines at once")
    lecturer.page.click(".lab-over button.primary")
    enters_by_choice(amina)
    shows(amina, "to everybody")


def enters_by_choice(person):
    """Who is in no group chooses one."""
    person.page.click(".lab-opener:visible")
    person.page.wait_for_selector("takhti-lab")
    choice = person.page.locator("takhti-lab button >> text=Group 2")
    choice.first.click()
    person.page.wait_for_selector("takhti-machine")


@pytest.fixture
def display(lecturer, somebody, server):
    """The hall's display, let in by the lecturer from the lesson."""
    display = somebody(WALL, expected=("404",)).open(f"{server.address}/screen")
    display.wait("document.querySelector('.screen-code')?.innerText.length >= 6")
    lecturer.panel("More")
    lecturer.page.fill("#display-code", re.sub(r"\s", "", display.page.inner_text(".screen-code")))
    lecturer.page.get_by_role("button", name="Let it in").click()
    display.wait(f"{LESSON}?.me?.role === 'screen' && {LESSON}.isTalking")
    lecturer.page.keyboard.press("Escape")
    return display


def test_the_halls_display_shows_what_the_lecturer_chooses(display, lecturer, somebody, server):
    amina = somebody(LAPTOP).joins(server, "Amina")
    opens(lecturer, "Sandbox", groups=3)
    enters_by_choice(amina)
    starts(amina)
    takes(amina)
    types(amina, "echo seen from afar\n")
    # All machines, from the overview.
    lecturer.page.click("takhti-lab .on-display")
    display.page.wait_for_selector("takhti-hall-tiles li >> nth=2")
    display.reads("Group 2 Amina")
    # One machine: its letters are a 50th of the picture's height and more.
    lecturer.page.click(".tile >> nth=1")
    lecturer.page.click("takhti-lab header .on-display")
    shows(display, "seen from afar")
    display.reads("Group 2 Amina types")
    letters = "parseFloat(document.querySelector('takhti-display takhti-terminal').style.getPropertyValue('--letters'))"
    display.wait(f"{letters} >= {WALL['viewport']['height'] / 50}")
    # A bell is seen for a moment only.
    display.get("new MutationObserver(() => (window.rang = true)).observe(document.querySelector('takhti-display .bell'), { attributeFilter: ['data-rings'] })")
    amina.page.click("takhti-terminal")
    types(amina, "printf '\\a'\n")
    display.wait("window.rang === true")
    # Nothing in it can be touched; dark is dark.
    assert display.get("document.elementFromPoint(960, 540).closest('takhti-display')") is None
    # Off again, from the lesson too.
    lecturer.page.click("takhti-lab header .on-display")
    display.wait("!document.querySelector('takhti-display').hasAttribute('data-lab')")
    lecturer.page.click("takhti-lab header button >> nth=0")
    lecturer.page.click("takhti-lab header button >> nth=0")
    lecturer.panel("More")
    lecturer.page.get_by_role("switch", name="Machines of the lab").click()
    display.page.wait_for_selector("takhti-hall-tiles li >> nth=2")
    lecturer.page.get_by_role("switch", name="Machines of the lab").click()
    display.wait("!document.querySelector('takhti-hall-tiles')")
    # A lab that is over is not shown.
    lecturer.page.get_by_role("switch", name="Machines of the lab").click()
    display.page.wait_for_selector("takhti-hall-tiles")
    lecturer.page.keyboard.press("Escape")
    lecturer.page.click("[aria-label='Lab']")
    surely(lecturer, "takhti-lab .tools .danger")
    display.wait("!document.querySelector('takhti-hall-tiles')")


def test_the_lecturer_moves_people_and_gives_the_keyboard(lecturer, somebody, server):
    amina, bilal = somebody(LAPTOP).joins(server, "Amina"), somebody(LAPTOP).joins(server, "Bilal")
    opens(lecturer, "Sandbox", groups=3)
    lecturer.page.click("takhti-lab .tools >> text=Groups")
    lecturer.page.click("takhti-lab-groups button >> text=Deal")
    for person in (amina, bilal):
        enters(person)
    # Both into the same group, by hand.
    for name in ("Amina", "Bilal"):
        lecturer.page.get_by_label(f"Group of {name}").select_option(label="Group 3")
    for person in (amina, bilal):
        person.reads("Group 3")
    lecturer.page.keyboard.press("Escape")
    starts(amina)
    takes(amina)
    types(amina, "echo from Amina\n")
    shows(bilal, "from Amina")
    # The lecturer gives the keyboard to the one who did not ask.
    lecturer.page.click(".tile >> nth=2")
    lecturer.page.get_by_label("Give the keyboard to …").select_option(label="Bilal")
    bilal.reads("It is your keyboard now")
    amina.reads("Bilal types")
    bilal.page.click("takhti-terminal")
    types(bilal, "echo from Bilal\n")
    shows(amina, "from Bilal")


def test_files_go_up_and_down(lecturer, somebody, server, tmp_path):
    amina = somebody(LAPTOP).joins(server, "Amina")
    opens(lecturer, "Sandbox")
    enters(amina)
    starts(amina)
    takes(amina)
    amina.page.click("role=tab[name='Files']")
    given = tmp_path / "räksmörgås.txt"
    given.write_text("from outside\n")
    amina.page.set_input_files("takhti-files input[type=file]", str(given))
    amina.page.wait_for_selector("takhti-files >> text=räksmörgås.txt")
    amina.page.click("takhti-terminal")
    types(amina, "cat r*; date > inside.txt\n")
    shows(amina, "from outside")
    amina.page.click("role=tab[name='Files']")
    amina.page.wait_for_selector("takhti-files >> text=inside.txt")
    with amina.page.expect_download() as download:
        amina.page.click("takhti-files a >> text=räksmörgås.txt")
    assert pathlib.Path(download.value.path()).read_text() == "from outside\n"
    # A server that is stopped keeps what is in a machine's home.
    server.stop()
    amina.reads("What is typed now does not reach the machine")
    server.start()
    amina.page.wait_for_selector("takhti-lab .lab-link", state="hidden")
    amina.page.wait_for_selector("takhti-machine .machine-state:not([hidden]) button")
    starts(amina)
    amina.page.click("takhti-terminal")
    types(amina, "wc -l inside.txt\n")
    shows(amina, "1 inside.txt")
    # Made as new, it runs again, and nothing of that is there.
    surely(amina, "takhti-machine .power button >> nth=1")
    amina.wait(f"!{CELLS}.some((row) => row.includes('inside.txt')) && {CELLS}.some((row) => row.endsWith('$'))")
    amina.page.click("takhti-terminal")
    types(amina, "echo files: $(ls | wc -l)\n")
    shows(amina, "files: 0")


def test_a_far_student_types_with_what_is_foreseen(lecturer, somebody, server):
    link = ThinLink(server.port)
    far = somebody(LAPTOP)
    far.open(f"http://localhost:{link.port}/r/{server.code}")
    far.page.fill("#name", "Far away")
    far.page.click("button.primary")
    far.wait(f"{LESSON}?.link.kind === 'live' || {LESSON}?.link.kind === 'slow'")
    far.settle()
    opens(lecturer, "Sandbox")
    enters(far)
    starts(far)
    size = "document.querySelector('takhti-terminal').machine.screen.columns"
    before = far.get(size)
    takes(far)
    # The screen takes the size of the driver's window: what is foreseen begins anew with that.
    far.wait(f"{size} !== {before}")
    # The first keys of a line wait for their echo; then what is typed is there before the server has it.
    types(far, "echo ")
    shows(far, "$ echo")
    line = "$ echo "
    for letter in "abcdefgh":
        # What tells that this is the echo may come behind it: then this letter is not foreseen, and the next one is.
        link.hold()
        far.page.keyboard.type(letter)
        line += letter
        is_foreseen = comes(far, line, 3)
        link.go_on()
        shows(far, line)
        if is_foreseen:
            break
    link.hold()
    far.page.keyboard.type("xyz")
    shows(far, line + "xyz")
    link.go_on()
    # A password is never foreseen: neither at once nor when what was typed came back.
    types(far, "\nread -rs -p 'se''cret? ' secret\n")
    shows(far, "secret?")
    far.get(f"(() => {{ window.seen = new Set(); const look = () => {{ seen.add({CELLS}.some((row) => row.includes('hidden'))); requestAnimationFrame(look); }}; look(); }})()")
    types(far, "hidden\necho it is $secret | tr a-z A-Z\n")
    shows(far, "IT IS HIDDEN")
    assert far.get("[...seen]") == [False]
    # A flood is stopped as soon as anything is.
    types(far, "yes\n")
    far.wait(f"{CELLS}.filter((row) => row === 'y').length > 20")
    began = time.monotonic()
    far.page.keyboard.press("Control+c")
    shows(far, "^C")
    print(f"\nCtrl-C is seen to stop a flood after {time.monotonic() - began:.2f} s over 600 ms and 64 kbit/s")
    link.close()


@pytest.fixture
def department(tmp_path):
    """A real sshd on this machine, for a template."""
    folder = tmp_path / "sshd"
    folder.mkdir()
    for name in ("host", "user"):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)], check=True)
    pathlib.Path("/run/sshd").mkdir(exist_ok=True)
    command = [shutil.which("sshd") or "/usr/sbin/sshd", "-i", "-f", "/dev/null", "-o", f"HostKey={folder}/host", "-o", f"AuthorizedKeysFile={folder}/user.pub", "-o", "StrictModes=no", "-o", "UsePAM=no", "-o", "PasswordAuthentication=no"]
    # It takes no port of the system's choice, but connections that somebody else accepted.
    listener = socket.create_server(("127.0.0.1", 0))
    port = listener.getsockname()[1]
    threading.Thread(target=accepts, args=(listener, command), daemon=True).start()
    template = tmp_path / "data/labs/department"
    template.mkdir(parents=True, exist_ok=True)
    shutil.copy(folder / "user", template / "key")
    (template / "known_hosts").write_text(f"[127.0.0.1]:{port} {(folder / 'host.pub').read_text()}")
    ssh = {"host": "127.0.0.1", "port": port, "user": "root", "key": "key", "knownHosts": "known_hosts"}
    (template / "template.json").write_text(json.dumps({"title": "The department's server", "kind": "ssh", "shell": ["bash", "--norc"], "ssh": ssh}))
    yield
    listener.shutdown(socket.SHUT_RDWR)
    listener.close()


def accepts(listener, command):
    """A process for each connection, until the listener is closed."""
    while True:
        try:
            connection, _ = listener.accept()
        except OSError:
            return
        with connection:
            subprocess.Popen(command, stdin=connection, stdout=connection, stderr=subprocess.DEVNULL)


def test_a_real_server_is_operated_over_ssh(department, somebody, server):
    lecturer = somebody(WALL).teaches(server)
    amina = somebody(LAPTOP).joins(server, "Amina")
    opens(lecturer, "The department's server")
    enters(amina)
    starts(amina, "#")
    takes(amina)
    types(amina, "echo over $SSH_CONNECTION\n")
    shows(amina, "over 127.0.0.1")
    lecturer.wait(f"document.querySelector('.tile').textContent.includes('Amina')")
