"""While the server's disk is full the lesson goes on: everybody is told how it stands, reads on, loses nothing, and nobody has to do anything after it."""

import os
import subprocess

import pytest
from conftest import LAPTOP, PHONE, WALL
from person import LESSON
from takhti_server import TakhtiServer

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


def test_a_full_disk_is_told_everybody_reads_on_and_all_is_stored_in_the_end(small_disk, somebody):
    server = TakhtiServer(small_disk / "data")
    lecturer = somebody(WALL).teaches(server)
    student = somebody(PHONE).joins(server, "Amina Yusuf")
    lecturer.draws(2)
    student.sees(2)
    ballast = fill(small_disk)
    # The log may have some room left inside what it has.
    while lecturer.get(f"{LESSON}.isServerStoring") is not False:
        lecturer.draws(1, y=600)
    lecturer.reads("The server’s disk is full. What you do is kept here and stored once there is room.")
    student.page.click("takhti-talk button >> nth=0")
    shown = len(student.strokes)
    # Who was here before needs no storage to read: the board is there after a reload, and so is what waits.
    for person in (student, lecturer):
        person.reload()
        person.wait(f"{LESSON}.link.kind === 'live' && {LESSON}.pendingCount > 0")
    assert len(student.strokes) >= shown >= 2
    student.reads("No. 1")
    student.page.click(".chip.link")
    student.reads("1 change waiting")
    student.page.screenshot(path="/tmp/takhti-full-student.png")
    lecturer.reads("The server’s disk is full.")
    assert lecturer.get(f"{LESSON}.hands.length") == 0
    lecturer.page.screenshot(path="/tmp/takhti-full-lecturer.png")
    # Who comes for the first time waits at the door.
    late = somebody(LAPTOP).open(server.address)
    late.page.fill("#room", server.code)
    late.page.fill("#name", "Thandiwe Dube")
    late.page.click("button.primary")
    late.reads("You come in by yourself once there is room.")
    late.page.screenshot(path="/tmp/takhti-full-late.png")
    ballast.unlink()
    late.wait(f"{LESSON}.link.kind === 'live'")
    late.settle()
    for person in (lecturer, student):
        person.stored()
    student.reads("Everything is stored.")
    lecturer.wait(f"{LESSON}.isServerStoring && !document.body.innerText.includes('disk is full')")
    lecturer.wait(f"{LESSON}.hands.length === 1")
    for person in (student, late):
        person.sees(len(lecturer.strokes))
        person.agrees_with(server)
    server.stop()
