"""HTTP and WebSocket by hand, over a socket, for what no well-behaved client would do or see."""

import base64
import os
import socket
import struct

TEXT, BINARY, CLOSE, PING, PONG = 1, 2, 8, 9, 10


def connect(address, wrap=None, name="localhost"):
    connection = socket.create_connection(address)
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return wrap.wrap_socket(connection, server_hostname=name) if wrap else connection


def reset(connection):
    """Ends the connection with an RST."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


def read_to_end(connection):
    """Everything until the peer's end. A reset is no end."""
    received = b""
    while piece := connection.recv(65536):
        received += piece
    return received


def read_head(connection):
    """A response's head, and what came behind it."""
    received = b""
    while b"\r\n\r\n" not in received:
        piece = connection.recv(65536)
        if not piece:
            raise EOFError(f"the end after {received!r}")
        received += piece
    head, _, rest = received.partition(b"\r\n\r\n")
    return head.decode("latin-1"), rest


def fields(head):
    return {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in head.split("\r\n")[1:])}


def upgrade_request(path="/echo", extra=""):
    key = base64.b64encode(os.urandom(16)).decode()
    return (
        f"GET {path} HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n{extra}\r\n"
    ).encode()


def frame(opcode, payload=b"", fin=True, mask=b"\x11\x22\x33\x44"):
    """A client's frame."""
    if len(payload) < 126:
        length = bytes([0x80 | len(payload)])
    elif len(payload) < 65536:
        length = struct.pack("!BH", 0x80 | 126, len(payload))
    else:
        length = struct.pack("!BQ", 0x80 | 127, len(payload))
    return bytes([(0x80 if fin else 0) | opcode]) + length + mask + bytes(b ^ mask[i % 4] for i, b in enumerate(payload))


def take_frames(received):
    """The whole frames of a server at the beginning of `received`, and the rest."""
    frames = []
    while len(received) >= 2:
        length, start = received[1], 2
        if length == 126:
            length, start = int.from_bytes(received[2:4], "big"), 4
        elif length == 127:
            length, start = int.from_bytes(received[2:10], "big"), 10
        if len(received) < start + length:
            break
        frames.append((received[0], received[start : start + length]))
        received = received[start + length :]
    return frames, received


class RawWebSocket:
    """An open WebSocket that sends and answers only what it is told to."""

    def __init__(self, address, path="/echo", wrap=None, extra=""):
        self.socket = connect(address, wrap)
        self.socket.sendall(upgrade_request(path, extra))
        head, self.rest = read_head(self.socket)
        assert head.startswith("HTTP/1.1 101 "), head
        self.fields = fields(head)

    def send(self, opcode, payload=b"", fin=True):
        self.socket.sendall(frame(opcode, payload, fin))

    def read_frames(self):
        """What a single read brings: at least one frame. None at the end."""
        while True:
            frames, self.rest = take_frames(self.rest)
            if frames:
                return frames
            piece = self.socket.recv(1 << 20)
            if not piece:
                return None
            self.rest += piece

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.socket.close()
