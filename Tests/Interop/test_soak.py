"""Connections dropped at random moments of their handshake leave nothing behind.

SOAK=1 opens 20,000 of each kind instead of 2,000.
"""

import os
import random
import ssl

import pytest

import wire
from echo_server import TRUSTING

COUNT = 20_000 if os.environ.get("SOAK") else 2_000
OPEN_AT_ONCE = 100
# What an allocator may keep beyond what the first connections made it keep.
PSS_SLACK = 600_000


class Guest:
    """A client whose bytes end at a random place: within the TLS handshake, the request, or a first message."""

    def __init__(self, address, chance, secure):
        self.socket = wire.connect(address)
        self.script = wire.upgrade_request() + wire.frame(wire.BINARY, b"x" * 300)
        if secure:
            self.incoming, self.outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
            self.tls = TRUSTING.wrap_bio(self.incoming, self.outgoing, server_hostname="localhost")
            self.budget = chance.randrange(1200)
            self.is_over = not self.shake_hands()
        else:
            self.budget = chance.randrange(len(self.script) + 1)
            self.is_over = not self.send(self.script)

    def send(self, data):
        """Sends as much as the budget allows; whether that was all."""
        part = data[: self.budget]
        self.budget -= len(part)
        if part:
            self.socket.sendall(part)
        return len(part) == len(data)

    def shake_hands(self):
        while True:
            try:
                self.tls.do_handshake()
                self.tls.write(self.script)
                return self.send(self.outgoing.read())
            except ssl.SSLWantReadError:
                if not self.send(self.outgoing.read()):
                    return False
                self.incoming.write(self.socket.recv(65536))

    def leave(self, chance):
        if chance.random() < 0.5:
            wire.reset(self.socket)
        else:
            self.socket.close()


def visit(server, count, seed, secure):
    """So many guests, some of them there at the same time, who leave in no order."""
    chance, guests = random.Random(seed), []
    for _ in range(count):
        guests.append(Guest(server.address, chance, secure))
        if len(guests) > OPEN_AT_ONCE:
            guests.pop(chance.randrange(len(guests))).leave(chance)
    for guest in guests:
        guest.leave(chance)


@pytest.mark.parametrize("secure", [False, True], ids=["plain", "tls"])
def test_dropped_handshakes_leave_neither_descriptors_nor_memory(start, tmp_path, secure):
    server = start(*(["--tls-self-signed", tmp_path] if secure else []))
    usual = server.descriptors()
    # The first of each kind, twice as many as are measured, make the allocator take what it keeps.
    visit(server, COUNT, 1, secure)
    server.settle(usual)
    memory = server.pss()
    visit(server, COUNT // 2, 2, secure)
    server.settle(usual)
    grown = server.pss() - memory
    print(f"memory grew by {grown} bytes over {COUNT // 2} connections, {memory} before")
    assert grown <= PSS_SLACK
    with wire.RawWebSocket(server.address, wrap=TRUSTING if secure else None) as peer:
        peer.send(wire.TEXT, b"still there?")
        assert peer.read_frames() == [(0x81, b"still there?")]
