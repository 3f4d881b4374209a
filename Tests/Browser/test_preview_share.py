"""Pages inside machines are for everybody, however many connections somebody opens under however many names."""

import socket
import time

import pytest
from conftest import LAPTOP, WALL
from test_lab import enters
from test_preview import PREVIEW_ERRORS, follows, house, is_a_dashboard, serves, status


@pytest.fixture
def server(tmp_path):
    server = house(tmp_path)
    yield server
    server.stop()


def test_who_opens_all_connections_keeps_nobody_out(somebody, server):
    lecturer = somebody(WALL).teaches(server)
    amina = somebody(LAPTOP, expected=PREVIEW_ERRORS).joins(server, "Amina")
    serves(lecturer, amina, "./")
    evil = [somebody(LAPTOP, expected=PREVIEW_ERRORS).joins(server, f"Evil {number}") for number in range(4)]
    links = []
    for person in evil:
        enters(person)
        person.page.click("role=tab[name='Use']")
        page = follows(person)
        is_a_dashboard(page)
        links.append(page.url.split(str(server.port), 1)[1])
        page.close()
    # Streams that nobody reads, as many as each of them may have, and more that wait: opened at another address than others have.
    connections = []

    def opens_streams():
        for link in links:
            for _ in range(24):
                connection = socket.create_connection(("127.0.0.1", server.port), source_address=("127.0.0.66", 0))
                connection.sendall(f"GET {link}events HTTP/1.1\r\nHost: localhost:{server.port}\r\n\r\n".encode())
                connections.append(connection)

    opens_streams()
    # What lasts so long is a stream; then there are as many of them as may be, and all that can wait do.
    time.sleep(25)
    opens_streams()
    page = follows(amina)
    began = time.monotonic()
    is_a_dashboard(page)
    assert [status(page.url) for _ in range(10)] == [200] * 10
    print(f"\na page that others keep busy works after {time.monotonic() - began:.1f} s")
    for connection in connections:
        connection.close()
