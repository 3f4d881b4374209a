"""How a server ends, and what it outlives."""

import re
import socket
import struct

import pytest

import wire
from echo_server import TRUSTING

GET = b"GET /echo.css HTTP/1.1\r\nHost: a\r\n\r\n"


def close_code(frames):
    opcode, payload = frames[-1]
    assert opcode == 0x88
    return int.from_bytes(payload[:2], "big")


@pytest.mark.parametrize("secure", [False, True], ids=["plain", "tls"])
@pytest.mark.parametrize("loops", [1, 2])
def test_a_stop_says_1001_to_websockets_and_ends(start, tmp_path, secure, loops):
    server = start("--loops", loops, *(["--tls-self-signed", tmp_path] if secure else []))
    peers = [wire.RawWebSocket(server.address, wrap=TRUSTING if secure else None) for _ in range(10)]
    server.terminate()
    for peer in peers:
        assert close_code(peer.read_frames()) == 1001
        peer.send(wire.CLOSE, struct.pack("!H", 1001))
        assert peer.read_frames() is None
        peer.socket.close()
    assert server.wait() == 0


def test_a_server_that_has_said_where_it_listens_can_be_stopped(start):
    for _ in range(5):
        server = start(until_it_listens_only=True)
        server.terminate()
        assert server.wait() == 0


def test_a_stop_ends_idle_connections_at_once(start):
    server = start("--grace", 100_000)
    connections = [wire.connect(server.address) for _ in range(5)]
    for connection in connections[1:]:
        connection.sendall(GET)
        head, body = wire.read_head(connection)
        while len(body) < int(wire.fields(head)["content-length"]):
            body += connection.recv(65536)
    server.terminate()
    for connection in connections:
        assert connection.recv(1) == b""
        connection.close()
    assert server.wait() == 0


def test_a_request_under_way_is_finished_while_stopping(start):
    server = start("--grace", 100_000)
    with wire.connect(server.address) as connection, wire.RawWebSocket(server.address) as witness:
        connection.sendall(b"POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\nExpect: 100-continue\r\n\r\n")
        interim, received = wire.read_head(connection)
        assert interim.startswith("HTTP/1.1 100 ") and received == b""
        connection.sendall(b"first")
        server.terminate()
        assert close_code(witness.read_frames()) == 1001
        connection.sendall(b"later")
        head, _, body = wire.read_to_end(connection).partition(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 200 ")
        assert re.sub(rb"[^a-z]", b"", body) == b"firstlater"
    assert server.wait() == 0


def test_a_long_answer_is_finished_while_stopping(start, tmp_path):
    (tmp_path / "long").write_bytes(b"x" * 20_000_000)
    server = start("--grace", 100_000, "--folder", tmp_path)
    with socket.socket() as connection, wire.RawWebSocket(server.address) as witness:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.connect(server.address)
        connection.sendall(b"GET /static/long HTTP/1.1\r\nHost: a\r\n\r\n")
        _, body = wire.read_head(connection)
        server.terminate()
        assert close_code(witness.read_frames()) == 1001
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 20)
        assert len(body) + len(wire.read_to_end(connection)) == 20_000_000
    assert server.wait() == 0


def test_a_stopping_server_takes_no_new_connections(start):
    server = start("--grace", 100_000)
    with wire.RawWebSocket(server.address) as peer:
        server.terminate()
        assert close_code(peer.read_frames()) == 1001
        with pytest.raises(ConnectionRefusedError):
            wire.connect(server.address)
        peer.send(wire.CLOSE, struct.pack("!H", 1001))
        assert peer.read_frames() is None
    assert server.wait() == 0


def test_a_peer_that_never_answers_the_close_delays_the_end_by_the_grace_only(start):
    server = start("--grace", 300)
    with wire.RawWebSocket(server.address) as peer:
        server.terminate()
        assert close_code(peer.read_frames()) == 1001
        server.logged("dropped connections")  # it was the grace that ended, not the connection
        assert server.wait() == 0


def test_a_second_signal_ends_it_at_once(start):
    server = start("--grace", 600_000)
    server.expected_status = 1
    with wire.RawWebSocket(server.address) as peer:
        server.terminate()
        assert close_code(peer.read_frames()) == 1001
        server.terminate()
        assert server.wait() == 1


def test_without_descriptors_connections_wait_and_are_then_served(start):
    server = start()
    server.limit_descriptors(64)
    connections = [wire.connect(server.address) for _ in range(100)]
    for connection in connections:
        connection.sendall(GET)
        connection.setblocking(False)
    server.logged("no descriptor left")
    unanswered, rounds = set(connections), 0
    while unanswered:
        answered = {connection for connection in unanswered if is_readable(connection)}
        for connection in answered:
            assert connection.recv(65536).startswith(b"HTTP/1.1 200 ")
            connection.close()
        unanswered -= answered
    server.logged("descriptors returned")
    with wire.connect(server.address) as connection:
        connection.sendall(GET)
        assert wire.read_head(connection)[0].startswith("HTTP/1.1 200 ")


def is_readable(connection):
    try:
        return bool(connection.recv(1, socket.MSG_PEEK))
    except BlockingIOError:
        return False


def test_the_log_speaks_of_missing_descriptors_once_not_each_time(start):
    server = start()
    server.limit_descriptors(40)
    connections = [wire.connect(server.address) for _ in range(60)]
    server.logged("no descriptor left")
    with pytest.raises(TimeoutError):
        connections[-1].settimeout(0.5)  # ten further attempts
        connections[-1].recv(1)
    assert len([line for line in server.log if "no descriptor left" in line]) == 1
    for connection in connections:
        connection.close()
    server.logged("descriptors returned")


@pytest.mark.parametrize("secure", [False, True], ids=["plain", "tls"])
def test_peers_that_vanish_in_the_middle_of_a_message_are_forgotten(start, tmp_path, secure):
    server = start(*(["--tls-self-signed", tmp_path] if secure else []))
    wrap = TRUSTING if secure else None
    with wire.RawWebSocket(server.address, "/fanout/a", wrap) as staying:
        usual = server.descriptors()
        for number in range(50):
            peer = wire.RawWebSocket(server.address, "/fanout/a", wrap)
            message = wire.frame(wire.BINARY, b"x" * 5000)
            peer.socket.sendall(message[: 1 + number * 90])
            wire.reset(peer.socket)
        with wire.RawWebSocket(server.address, "/fanout/a", wrap) as other:
            other.send(wire.BINARY, b"to those who are left")
            assert staying.read_frames() == [(0x82, b"to those who are left")]
        server.settle(usual)


@pytest.mark.parametrize("request_", [b"", GET, GET[:-10], GET + GET[:5], b"POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nabc"],
                         ids=["nothing", "a request", "half a request", "one and a half", "half a body"])  # fmt: skip
@pytest.mark.parametrize("end", ["close", "half-close", "reset"])
def test_a_client_that_goes_away_is_forgotten(server, request_, end):
    usual = server.descriptors()
    connection = wire.connect(server.address)
    while server.descriptors() == usual:
        pass  # until it was accepted
    connection.sendall(request_)
    if end == "close":
        connection.close()
    elif end == "reset":
        wire.reset(connection)
    else:
        connection.shutdown(socket.SHUT_WR)
        wire.read_to_end(connection)
        connection.close()
    server.settle(usual)


def test_clients_that_go_away_while_it_stops_do_not_delay_the_end(start):
    for _ in range(5):
        server = start("--grace", 600_000)
        for end in (wire.reset, socket.socket.close):
            connection = wire.connect(server.address)
            connection.sendall(GET)
            end(connection)
        server.terminate()
        assert server.wait() == 0


def test_a_peer_that_does_not_read_is_dropped_and_the_others_are_served(start):
    server = start("--max-message", 8_388_608, expected=["dropped a WebSocket that does not keep up"])
    with wire.RawWebSocket(server.address, "/fanout/a") as deaf, wire.RawWebSocket(server.address, "/fanout/a") as publisher:
        message = wire.frame(wire.BINARY, bytes(1_000_000), mask=bytes(4))
        for _ in range(40):
            publisher.socket.sendall(message)
        server.logged("dropped a WebSocket that does not keep up")
        publisher.send(wire.PING, b"there?")
        assert publisher.read_frames() == [(0x8A, b"there?")]
        with pytest.raises(ConnectionResetError):
            while deaf.socket.recv(1 << 20):
                pass
