"""What every test gets: a guard against hanging, and servers that are stopped and looked at afterwards."""

import os
import signal

import pytest

from echo_server import EchoServer
from lesson import Guest, House, Wire

HANG_SECONDS = int(os.environ.get("HANG_SECONDS", "600"))


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


@pytest.fixture
def start():
    """Starts servers: `start("--deflate")`. Those that the test did not end are stopped by SIGTERM; each must leave with status 0
    and have logged nothing that the test did not expect."""
    servers = []

    def begin(*options, **settings):
        servers.append(EchoServer(*options, **settings))
        return servers[-1]

    yield begin
    failures = []
    for server in servers:
        try:
            server.finish()
        except AssertionError as failure:
            failures.append(failure)
    if failures:
        raise failures[0]


@pytest.fixture
def server(start):
    """A plain server with the defaults."""
    return start()


@pytest.fixture
def open_house(tmp_path):
    """Opens houses: `open_house("--tick", 10)`. As with `start`, each must leave well; and its data folder has to be sound."""
    houses = []

    def begin(*options, data=None, **settings):
        houses.append(House(data or tmp_path / f"data{len(houses)}", *options, **settings))
        return houses[-1]

    yield begin
    for house in houses:
        house.finish()
    for house in houses:
        if house.data.exists():
            house.check()


@pytest.fixture(scope="session")
def codecs():
    """Encodes and decodes messages."""
    wire = Wire()
    yield wire
    wire.close()


@pytest.fixture
def enter(codecs):
    """Goes into a house's room: `enter(house, "Zainab")`, as its lecturer with `teaches=True`."""
    guests = []

    def begin(house, name="Guest", teaches=False, **settings):
        if teaches:
            settings["ticket"] = house.ticket
        guests.append(Guest(codecs, house, name, **settings))
        return guests[-1]

    yield begin
    for guest in guests:
        guest.close()
