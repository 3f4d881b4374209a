"""A lesson goes on over `kill -9`, restarts, a full disk and a restored backup, and nothing that was acknowledged is lost.

SOAK=1 kills the server 50 times instead of 5.
"""

import os
import random
import re
import shutil
import subprocess
import time

import pytest

from echo_server import PATIENCE, TAKHTI
from lesson import SOAK, Hall, handwriting, one_chunk, page, stroke, topic

KILLS = 50 if SOAK else 5


@pytest.fixture
def ink(tmp_path):
    return handwriting(tmp_path / "ink")


def test_killed_at_random_moments_of_writing_it_loses_nothing(open_house, ink):
    house = open_house(expected=[".*"])
    chance = random.Random(os.environ.get("SEED", "kills"))
    moments = [chance.uniform(0.02, 2.5) for _ in range(KILLS)]
    hall = Hall(house, ink, 5, 20, 3 + sum(moments) + KILLS / 4, "--replicas", 25 if SOAK else 8, "--settle", 60)
    house.settle_at_least(25)
    for moment in moments:
        time.sleep(moment)
        house.kill()
        house.start()
    report = hall.report()
    assert report["reconnects"] >= 25 and report["strokes"] > 50
    house.stop()
    house.check()


@pytest.mark.skipif(not shutil.which("strace"), reason="needs strace")
def test_the_commit_is_on_disk_before_its_first_byte_leaves(open_house, enter, tmp_path):
    """Each stroke's ink is unlike any other bytes, so that the trace shows where it goes: to the log, to the disk, to clients."""
    log = tmp_path / "trace"
    house = open_house(under=["strace", "-D", "-f", "-qq", "-y", "-xx", "-s", "1048576", "-o", log, "-e",
                              "trace=pwrite64,pwritev,pwritev2,write,writev,send,sendto,sendmsg,sendmmsg,fdatasync,fsync"])
    lecturer, student = enter(house, "Lecturer", teaches=True), enter(house, "Student")
    for number in range(20):
        lecturer.ask(page("add", page=topic(4), object=text(marker(number))))
        student.events(4, "added")
    house.stop()
    found = [first_places(log, marker(number)) for number in range(20)]
    for stored, synced, sent in found:
        assert stored < synced < sent, found
    print(f"20 commits: log < fdatasync < first client, for example lines {found[0]}")


def marker(number):
    return f"takhti-marker-{number:04}"


def text(words):
    return {"kind": "text", "x": 0, "y": 0, "width": 0, "size": 160, "colour": {"kind": "palette", "index": 0}, "text": words}


def first_places(log, words):
    """Lines of a trace: the first write of `words` to the write-ahead log, the next completed sync of it, and the first send."""
    digits = "".join(f"\\x{byte:02x}" for byte in words.encode())
    stored = synced = sent = None
    syncing = set()
    for number, line in enumerate(open(log, errors="replace")):
        process, _, call = line.partition(" ")
        call = call.strip()
        if digits in call and stored is None and re.match(r"pwrite\w*\(.*?-wal>", plain(call)):
            stored = number
        if digits in call and sent is None and re.match(r"(write|writev|send\w*)\(\d+<(socket|TCP)", plain(call)):
            sent = number
        if stored is not None and synced is None:
            if re.match(r"f(data)?sync\(", call) and "wal" in plain(call[:400]):
                syncing.add(process)
                if "unfinished" not in call:
                    synced = number
            elif process in syncing and re.match(r"<\.\.\. f(data)?sync resumed>.*= 0", call):
                synced = number
    assert None not in (stored, synced, sent), (words, stored, synced, sent)
    return stored, synced, sent


def plain(call):
    """With what `-xx` wrote in digits as the text that it was."""
    return re.sub(r"((?:\\x[0-9a-f]{2})+)", lambda found: bytes.fromhex(found[0].replace("\\x", "")).decode("latin-1"), call[:400])


def test_slow_commits_lose_nothing_and_show_nothing_early(open_house, enter, ink):
    house = open_house("--commit-delay", 200)
    report = Hall(house, ink, 10, 10, 4, "--settle", 30).report()
    assert report["delivered"] > 0 and report["p50_us"] >= 200_000
    lecturer, student = enter(house, "Lecturer", teaches=True), enter(house, "Student")
    for words in ("one", "two", "three"):
        asked = time.monotonic()
        lecturer.ask(page("add", page=topic(4), object=text(words)))
        while student.events(4, "added")["object"]["text"] != words:
            pass
        assert time.monotonic() - asked >= 0.2


@pytest.fixture
def small_disk(tmp_path):
    """A disk of four megabytes."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if os.getuid() != 0 or subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", folder], capture_output=True).returncode != 0:
        pytest.skip("needs root, to mount a small disk")
    yield folder
    subprocess.run(["umount", "-l", folder], check=True)


def fill(folder):
    """Takes what is left of a disk."""
    with open(folder / "ballast", "wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(4096))
        except OSError:
            pass
    return folder / "ballast"


def test_a_full_disk_acknowledges_nothing_says_so_and_goes_on(open_house, enter, small_disk):
    house = open_house(data=small_disk / "data", expected=["not stored", "Writes failed", "write-ahead log"])
    lecturer, student = enter(house, "Lecturer", teaches=True), enter(house, "Student")
    writer = enter(house, "Second", teaches=True)
    chunk = one_chunk()
    lecturer.ask(stroke(chunk))
    student.events(4, "strokeBegan")
    ballast = fill(small_disk)
    # The log may have some room left inside what it has: written until nothing more comes back.
    asked = 1
    while storage(lecturer) != "full":
        lecturer.ask(*[page("add", page=topic(4), object=text("x" * 4000)) for _ in range(8)])
        asked += 8
        assert asked < 4000
        for guest in (lecturer, student, writer):
            drain(guest), guest.say("received", bytes=100_000)
    drain(student), drain(writer)
    shown, told = count(student, "added"), acknowledged(lecturer)
    writer.ask(stroke(chunk))
    lecturer.ask(stroke(chunk))
    drain(writer, 1.5), drain(student, 0.5), drain(lecturer, 0.5)
    assert (count(student, "added"), acknowledged(lecturer)) == (shown, told)
    assert storage(writer) == "full" and acknowledged(writer) == 0 and count(student, "strokeBegan") == 1
    assert storage(student) is None  # of no concern to students
    ballast.unlink()
    deadline = time.monotonic() + PATIENCE
    while (count(student, "strokeBegan"), count(student, "added")) != (3, asked - 1) and time.monotonic() < deadline:
        for guest in (student, writer, lecturer):
            guest.say("received", bytes=100_000)
            drain(guest)
    assert (count(student, "strokeBegan"), count(student, "added")) == (3, asked - 1)
    assert storage(lecturer) == "fine" and acknowledged(writer) == 1
    house.stop()
    assert "1 rooms" in house.check()
    print(f"full after {asked - 1} texts; {shown} were shown by then, none while full, all in the end")


def drain(guest, seconds=0.2):
    """Takes in what comes until it is quiet for a moment, of a server that has its breath."""
    guest.say("ping", sent=0)
    guest.hear("pong", sent=0)
    guest.socket.settimeout(seconds)
    try:
        while guest.next() is not None:
            pass
        raise AssertionError(f"ended: {guest.closed}")
    except TimeoutError:
        guest.socket.settimeout(PATIENCE)


def storage(guest):
    views = [m["view"] for m in guest.heard if m["kind"] == "view" and m["view"]["kind"] == "house"]
    return views[-1]["storage"] if views else None


def count(guest, kind):
    return sum(entry["event"]["event"]["kind"] == kind for m in guest.heard if m["kind"] == "batch" for entry in m["entries"])


def acknowledged(guest):
    """How many of its own events came back."""
    own = guest.welcome["outboxes"][0]["outbox"]
    author, result = 0, 0
    for message in guest.heard:
        if message["kind"] != "batch" or message["topic"] != 4:
            continue
        for entry in message["entries"]:
            author = entry["stamp"].get("author", author)
            result += author == own
    return result


def test_a_backup_made_while_all_write_serves_as_a_new_journal(open_house, enter, ink, tmp_path):
    house = open_house()
    before = enter(house, "Before")
    hall = Hall(house, ink, 10, 10, 5)
    for _ in range(5):
        before.events(4, "strokeBegan")
        before.say("received", bytes=100_000)
    file = tmp_path / "backup.db"
    subprocess.run([TAKHTI, "backup", house.data, file], check=True)
    hall.report()
    house.stop()
    subprocess.run([TAKHTI, "check", file], check=True)
    restored = tmp_path / "restored"
    restored.mkdir()
    shutil.copy(file, restored / "journal.db")
    again = open_house(data=restored)
    old = before.welcome["journal"]
    back = enter(again, "Before", code=again.code, journal=old, topics=[{"topic": 4, "sequence": 1}, {"topic": 0, "sequence": 1}])
    assert back.welcome["journal"] != old
    # All of it comes, as a snapshot or as all events, whichever is fewer bytes.
    back.hear("subscribed", topic=4)
    first = next(message for message in iter(back.next, None) if message.get("topic") == 4)
    assert first["kind"] == "snapshot" or (first["kind"], first["base"]) == ("batch", 0)
    Hall(again, ink, 5, 5, 2).report()


def test_all_come_back_after_a_restart_within_thirty_seconds(open_house):
    count = 2000 if SOAK else 300
    house = open_house(expected=[".*"])
    hall = Hall(house, None, count, 0, 20 if SOAK else 6, "--replicas", 10, "--settle", 60)
    house.settle_at_least(count)
    house.kill()
    down = time.monotonic()
    house.start()
    house.settle_at_least(count, hall)
    took = time.monotonic() - down
    report = hall.report()
    print(f"{count} were back after {took:.1f} s")
    assert took < 30 and report["reconnects"] > count // 4


def test_viewers_on_both_loops_see_the_same(open_house, ink):
    """The kernel spreads connections over the loops; a room's host lives on the loop of its number: two rooms, one on each."""
    house = open_house()
    report = Hall(house, ink, 60, 10, 3, "--replicas", 70, "--rooms", 2).report()
    assert report["compared"] >= 140
