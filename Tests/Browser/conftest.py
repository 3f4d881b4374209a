"""What every test gets: one browser, the server as it is built, and people whose pages have no unexpected errors."""

import os
import signal

import pytest
from playwright.sync_api import sync_playwright

from chromium import launch
from dev_pages import PATIENCE
from person import Person
from takhti_server import TakhtiServer

HANG_SECONDS = int(os.environ.get("HANG_SECONDS", "600"))
WALL = {"viewport": {"width": 1920, "height": 1080}}
PHONE = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 3, "is_mobile": True, "has_touch": True}
LAPTOP = {"viewport": {"width": 1280, "height": 800}}


@pytest.fixture(autouse=True)
def hang_guard():
    """A test that would wait for ever fails instead. It is no time limit."""

    def give_up(_signal, _frame):
        raise TimeoutError(f"still waiting after {HANG_SECONDS} seconds")

    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(HANG_SECONDS)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


@pytest.fixture
def server(tmp_path):
    server = TakhtiServer(tmp_path / "data")
    yield server
    server.stop()


@pytest.fixture
def somebody(browser):
    """Makes people: `somebody(PHONE)`. What goes wrong in their pages fails the test."""
    people = []

    def make(device=LAPTOP, expected=(), **options):
        context = browser.new_context(**{"locale": "en-GB", **device, **options})
        context.set_default_timeout(1_000 * PATIENCE)
        people.append(Person(context, expected))
        return people[-1]

    yield make
    for person in people:
        person.close()
    assert [problem for person in people for problem in person.problems] == []


@pytest.fixture
def lecturer(somebody, server):
    return somebody(WALL).teaches(server)


@pytest.fixture
def student(somebody, server):
    return somebody(PHONE).joins(server, "Amina Yusuf")
