"""Sheets and places of labs on the real server: steps that turn done by themselves and when they are asked for, and a lesson's share of machines."""

import json

import pytest
from conftest import LAPTOP, WALL
from takhti_server import TakhtiServer
from test_lab import enters, opens, shows, starts, takes, types

SHEET = """# Make things

- [ ] Make a file called `first`
- [ ] Make a folder called `second`
"""


def house(folder, *options, **template):
    labs = folder / "data/labs/steps"
    labs.mkdir(parents=True)
    (labs / "sheet.md").write_text(SHEET)
    checks = [["test", "-f", "first"], ["test", "-d", "second"]]
    (labs / "template.json").write_text(json.dumps({"title": "Make things", "sheet": "sheet.md", "checks": checks, **template}))
    return TakhtiServer(folder / "data", *options)


@pytest.fixture
def server(tmp_path):
    """Its steps are looked at every five seconds."""
    server = house(tmp_path, checkInterval=5)
    yield server
    server.stop()


@pytest.fixture
def asked(tmp_path):
    """Its steps are looked at when somebody asks."""
    server = house(tmp_path / "asked")
    yield server
    server.stop()


@pytest.fixture
def small(tmp_path):
    """Four machines at most, three of one room."""
    server = house(tmp_path / "small", "--machine-limit", "4")
    yield server
    server.stop()


def tile_says(lecturer, text):
    lecturer.wait(f"document.querySelector('.tile .steps .number')?.textContent === {text!r}")


def sheet_says(person, text):
    person.wait(f"document.querySelector('takhti-sheet .progress')?.textContent.includes({text!r})")


def checks(person, step):
    person.page.click(f"takhti-sheet [aria-label='Check step {step}']")


def test_steps_turn_done_by_themselves(lecturer, somebody, server):
    amina = somebody(LAPTOP).joins(server, "Amina")
    opens(lecturer, "Make things")
    enters(amina)
    starts(amina)
    takes(amina)
    tile_says(lecturer, "0/2")
    types(amina, "touch first\n")
    tile_says(lecturer, "1/2")
    sheet_says(amina, "1 of 2 steps done")
    types(amina, "mkdir second\n")
    tile_says(lecturer, "2/2")
    # What is undone is undone there, too.
    types(amina, "rm first\n")
    tile_says(lecturer, "1/2")
    # A lecturer who comes back finds it so.
    lecturer.reload()
    lecturer.page.click("[aria-label='Lab']")
    tile_says(lecturer, "1/2")


def test_a_step_is_looked_at_when_somebody_asks(somebody, asked):
    lecturer = somebody(WALL).teaches(asked)
    amina = somebody(LAPTOP).joins(asked, "Amina")
    opens(lecturer, "Make things")
    enters(amina)
    starts(amina)
    takes(amina)
    types(amina, "touch first; mkdir second; echo ma''de\n")
    shows(amina, "made")
    tile_says(lecturer, "0/2")
    checks(amina, 1)
    tile_says(lecturer, "1/2")
    # The second was not looked at; when it is, it is found that it is not done.
    amina.page.click("takhti-terminal")
    types(amina, "rmdir second; echo go''ne\n")
    shows(amina, "gone")
    checks(amina, 2)
    amina.wait("document.querySelectorAll('takhti-sheet .check')[1].textContent === 'Not done yet'")
    tile_says(lecturer, "1/2")


def test_a_lesson_has_its_share_of_machines_and_reads_so(somebody, small):
    lecturer = somebody(WALL).teaches(small)
    opens(lecturer, "Make things", groups=4)
    lecturer.page.click("text=Start all")
    lecturer.wait("[...document.querySelectorAll('.tile')].filter((tile) => tile.textContent.includes('This lesson has its share')).length === 1")
    lecturer.wait("document.querySelectorAll('.lab-tiles > [data-machine=running]').length === 3")
