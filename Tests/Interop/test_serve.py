"""`takhti serve`: what it prints, where its settings come from, and that its QR code is read by another program."""

import base64
import hashlib
import os
import pathlib
import re
import shutil
import signal
import subprocess

import pytest

TAKHTI = os.environ.get("TAKHTI", ".build/debug/takhti")


class House:
    """A running house and what it printed."""

    def __init__(self, *arguments, env=None, cwd=None):
        self.process = subprocess.Popen(
            [os.path.abspath(TAKHTI), "serve", *arguments], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, cwd=cwd, env={**os.environ, **(env or {})})
        self.printed = ""
        for line in self.process.stdout:
            self.printed += line
            if "is a key" in line:
                break

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        assert self.process.wait() == 0
        self.process.stdout.close()

    @property
    def link(self):
        return re.search(r"http://localhost:\d+/r/[A-Z0-9]{6}#k=[\w-]+", self.printed).group(0)


def fetch(url, *arguments):
    return subprocess.run(["curl", "-s", "-i", "--max-time", "120", *arguments, url], capture_output=True, text=True).stdout


def test_prints_the_lecturers_link_and_the_students_code(tmp_path):
    with House("--port", "0", "--data", str(tmp_path / "data")) as house:
        code = re.search(r"/r/([A-Z0-9]{6})#k=", house.link).group(1)
        assert f"code {code}" in house.printed
        assert "▀" in house.printed  # the QR code
        assert "200 OK" in fetch(house.link.split("#")[0])


def test_the_key_and_the_room_stay_the_same_over_restarts(tmp_path):
    with House("--port", "0", "--data", str(tmp_path / "data")) as house:
        first = house.link
    with House("--port", "0", "--data", str(tmp_path / "data")) as house:
        assert house.link.split("/r/")[1] == first.split("/r/")[1]
    assert (tmp_path / "data" / "owner.key").stat().st_mode & 0o077 == 0


def test_the_command_line_wins_over_the_environment_and_that_over_the_file(tmp_path):
    (tmp_path / "takhti.conf").write_text("# a hall\nport = 1\ndata = from-file\nloops = 2\n")
    environment = {"TAKHTI_CONFIG": "takhti.conf", "TAKHTI_PORT": "2"}
    with House("--port", "0", env=environment, cwd=tmp_path) as house:
        assert not re.search(r":[12]/", house.link)
    assert (tmp_path / "from-file").is_dir()


@pytest.mark.parametrize("text", ["port", "colour = blue", "port = many"])
def test_a_line_of_the_file_that_is_no_setting_is_named(tmp_path, text):
    (tmp_path / "takhti.conf").write_text(text + "\n")
    done = subprocess.run([os.path.abspath(TAKHTI), "serve", "--config", "takhti.conf"], capture_output=True, text=True, cwd=tmp_path)
    assert done.returncode != 0
    assert text.split(" ")[0] in done.stderr


def test_two_servers_do_not_share_a_folder(tmp_path):
    with House("--port", "0", "--data", str(tmp_path / "data")):
        done = subprocess.run([os.path.abspath(TAKHTI), "serve", "--port", "0", "--data", str(tmp_path / "data")], capture_output=True, text=True)
        assert done.returncode != 0 and "in use by another takhti" in done.stderr


def test_the_code_is_read_by_another_program(tmp_path):
    assert shutil.which("zbarimg"), "make installs zbar-tools"
    with House("--port", "0", "--data", str(tmp_path / "data")) as house:
        own = house.link.split("#")[0]
        address = re.search(r"or at once +(\S+)", house.printed).group(1)
        svg = subprocess.run(["curl", "-s", f"{own}/qr.svg"], capture_output=True, text=True).stdout
    side = int(re.search(r'viewBox="0 0 (\d+)', svg).group(1))
    rows = [[0] * side for _ in range(side)]
    for x, y, width in re.findall(r"M(\d+) (\d+)h(\d+)v1h", svg):
        rows[int(y)][int(x):int(x) + int(width)] = [1] * int(width)
    scale = 6
    picture = tmp_path / "code.pbm"
    lines = [" ".join(str(bit) for bit in row for _ in range(scale)) for row in rows for _ in range(scale)]
    picture.write_text(f"P1\n{side * scale} {side * scale}\n" + "\n".join(lines) + "\n")
    read = subprocess.run(["zbarimg", "--nodbus", "-q", "--raw", str(picture)], capture_output=True, text=True).stdout
    assert read.strip() == address


def test_rooms_are_opened_by_the_owner_only(tmp_path):
    with House("--port", "0", "--data", str(tmp_path / "data")) as house:
        base, key = house.link.split("/r/")[0], house.link.split("#k=")[1]
        assert " 401 " in fetch(f"{base}/api/rooms", "-X", "POST", "-d", "Physics")
        assert " 401 " in fetch(f"{base}/api/rooms", "-X", "POST", "-d", "Physics", "-H", "Authorization: Bearer AAAAAAAAAAAAAAAAAAAAAA")
        made = fetch(f"{base}/api/rooms", "-X", "POST", "-d", "Physics", "-H", f"Authorization: Bearer {key}")
        assert " 201 " in made and re.search(r"\n[A-Z0-9]{6}\n", made)
        assert " 400 " in fetch(f"{base}/api/rooms", "-X", "POST", "-d", "x" * 65, "-H", f"Authorization: Bearer {key}")
        assert " 413 " in fetch(f"{base}/api/rooms", "-X", "POST", "-d", "x" * 5000, "-H", f"Authorization: Bearer {key}")


def test_a_page_allows_no_script_but_its_own(tmp_path):
    with House("--port", "0", "--data", str(tmp_path / "data")) as house:
        page = fetch(house.link.split("#")[0])
    host = house.link.split("/")[2]
    head, body = page.split("\n\n", 1)
    sheet = base64.b64encode(hashlib.sha256(re.search("<style>(.*?)</style>", body, re.DOTALL)[1].encode()).digest()).decode()
    assert f"Content-Security-Policy: default-src 'none'; script-src {host}/a/; style-src 'sha256-{sheet}';" in head
    assert "Referrer-Policy: no-referrer" in page and "X-Content-Type-Options: nosniff" in page


def test_an_empty_room_is_let_go_and_comes_back(tmp_path):
    ink = tmp_path / "ink"
    ink.mkdir()
    points = ",".join(f"[{100 + 3 * i},{200 + i % 7},{90 + i % 40},{8 * i}]" for i in range(60))
    (ink / "made.jsonl").write_text(f'{{"source":"made","page":"p","points":[{points}]}}\n')
    bench = lambda house, *more: subprocess.run(
        [os.path.abspath(TAKHTI), "bench", "hall", "--url", house.link, "--ink", str(ink), "--warm-up", "0", "--seconds", "2", "--settle", "30", *more], capture_output=True, text=True)
    with House("--port", "0", "--data", str(tmp_path / "data"), "--idle-seconds", "1", "--loops", "2") as house:
        assert bench(house, "--writers", "2", "--viewers", "2").returncode == 0
        # People count as here for 15 s after their last connection, and the room stays a second longer.
        import time
        time.sleep(19)
        again = bench(house, "--writers", "1", "--viewers", "2")
        assert again.returncode == 0, again.stdout + again.stderr
    checked = subprocess.run([os.path.abspath(TAKHTI), "check", str(tmp_path / "data")], capture_output=True, text=True)
    assert checked.returncode == 0, checked.stdout
    assert pathlib.Path(tmp_path / "data").is_dir()
