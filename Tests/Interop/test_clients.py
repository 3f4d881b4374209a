"""Clients of other projects against our server."""

import asyncio
import random
import socket

import picows
import picows.websockets
import pytest
import websockets
from websockets.extensions.permessage_deflate import ClientPerMessageDeflateFactory
from wsproto import WSConnection
from wsproto import events as ws_events
from wsproto.connection import ConnectionType
from wsproto.extensions import PerMessageDeflate

SIZES = [0, 1, 125, 126, 127, 65535, 65536, 1 << 20]


def messages():
    """Each size as text and as bytes, half of the bytes compressible."""
    chance = random.Random(1)
    for size in SIZES:
        yield ("поздрав мир " * (size // 20 + 1)).encode()[: size // 2 * 2].decode(errors="ignore")
        yield chance.randbytes(size // 2) + b"x" * (size - size // 2)


# websockets

DEFLATE = {
    "no compression offered": None,
    "the client's defaults": ClientPerMessageDeflateFactory(),
    "no takeover either way": ClientPerMessageDeflateFactory(server_no_context_takeover=True, client_no_context_takeover=True),
    "small windows": ClientPerMessageDeflateFactory(server_max_window_bits=9, client_max_window_bits=9),
    "a small window of the server": ClientPerMessageDeflateFactory(server_max_window_bits=9),
    "all at once": ClientPerMessageDeflateFactory(True, True, 10, 12),
}


@pytest.mark.parametrize("offer", DEFLATE)
@pytest.mark.parametrize("options", [[], ["--deflate"], ["--deflate", "--context-takeover"]], ids=" ".join)
def test_websockets_gets_every_message_back(start, options, offer):
    server = start(*options)

    async def talk():
        extensions = [DEFLATE[offer]] if DEFLATE[offer] else None
        async with websockets.connect(server.ws(), compression=None, extensions=extensions, max_size=None) as client:
            agreed = "permessage-deflate" in client.response.headers.get("Sec-WebSocket-Extensions", "")
            assert agreed == bool(options and extensions)
            for message in messages():
                await client.send(message)
                assert await client.recv() == message
            short = [message for message in messages() if len(message) < 1000]
            for message in short:
                await client.send(message)
            assert [await client.recv() for _ in short] == short
        assert client.close_code == 1000

    asyncio.run(talk())


@pytest.mark.parametrize("options", [[], ["--deflate"]], ids=" ".join)
def test_fragments_of_websockets_come_back_as_one_message_with_pings_between(start, options):
    server = start(*options)

    async def talk():
        async with websockets.connect(server.ws(), max_size=None) as client:
            pieces = ["ein ", "", "langer ", "Satz über ", "vieles", "x" * 70_000]
            await client.send(pieces)
            await (await client.ping(b"between"))
            assert await client.recv() == "".join(pieces)

            async def slowly():
                for piece in [b"\x00" * 10, b"\xff" * 200, b""]:
                    await (await client.ping())
                    yield piece

            await client.send(slowly())
            assert await client.recv() == b"\x00" * 10 + b"\xff" * 200

    asyncio.run(talk())


@pytest.mark.parametrize("code, reason", [(1000, ""), (1000, "done"), (1001, "leaving"), (1011, "ошибка"), (3000, ""), (4999, "x" * 123)])
def test_the_close_code_of_websockets_comes_back(server, code, reason):
    async def talk():
        client = await websockets.connect(server.ws())
        await client.close(code, reason)
        assert client.protocol.close_rcvd.code == code
        assert client.protocol.close_rcvd_then_sent is False

    asyncio.run(talk())


@pytest.mark.parametrize("options", [[], ["--deflate"], ["--deflate", "--context-takeover"], ["--tick", "33"]], ids=" ".join)
def test_a_message_of_websockets_to_a_name_reaches_all_others_of_that_name_only(start, options):
    server = start(*options)
    sent = [message for message in messages() if isinstance(message, bytes)]

    async def talk():
        async with (
            websockets.connect(server.ws("/fanout/a"), max_size=None) as publisher,
            websockets.connect(server.ws("/fanout/a"), max_size=None) as listener,
            websockets.connect(server.ws("/fanout/a"), max_size=None, compression=None) as plain,
            websockets.connect(server.ws("/fanout/b"), max_size=None) as other,
        ):
            for message in sent:
                await publisher.send(message)
            for member in (listener, plain):
                assert [await member.recv() for _ in sent] == sent
            await listener.send(b"from another")
            assert await publisher.recv() == b"from another"  # and nothing of its own before
            await (await other.ping())
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(other.recv(), 0.1)

    asyncio.run(talk())


def test_text_in_a_fan_out_is_refused_with_1003(server):
    async def talk():
        client = await websockets.connect(server.ws("/fanout/a"))
        await client.send("words")
        with pytest.raises(websockets.ConnectionClosedError):
            await client.recv()
        assert client.close_code == 1003

    asyncio.run(talk())


def test_a_message_above_the_limit_is_refused_with_1009(start):
    server = start("--max-message", 1000, "--deflate")

    async def talk():
        async with websockets.connect(server.ws()) as client:
            await client.send(b"x" * 1000)
            assert await client.recv() == b"x" * 1000
        for compression in (None, "deflate"):
            client = await websockets.connect(server.ws(), compression=compression)
            await client.send(b"x" * 1001)
            with pytest.raises(websockets.ConnectionClosedError):
                await client.recv()
            assert client.close_code == 1009

    asyncio.run(talk())


# wsproto


class WsprotoClient:
    """wsproto has no sockets of its own."""

    def __init__(self, server, path="/echo", extensions=()):
        self.socket = socket.create_connection(server.address)
        self.machine = WSConnection(ConnectionType.CLIENT)
        self.pending = []
        self.send(ws_events.Request(host="localhost", target=path, extensions=list(extensions)))
        self.accepted = self.next()
        assert isinstance(self.accepted, ws_events.AcceptConnection), self.accepted

    def send(self, event):
        self.socket.sendall(self.machine.send(event))

    def next(self):
        while not self.pending:
            received = self.socket.recv(1 << 16)
            self.machine.receive_data(received or None)
            self.pending = list(self.machine.events())
        return self.pending.pop(0)

    def message(self):
        """The next message, whole. Pings are answered meanwhile."""
        pieces = []
        while True:
            event = self.next()
            if isinstance(event, ws_events.Ping):
                self.send(event.response())
                continue
            pieces.append(event.data)
            if event.message_finished:
                return type(pieces[0])().join(pieces)

    def close(self, code=1000, reason=None):
        """Closes, and returns the server's answer; TCP is then the server's to end."""
        self.send(ws_events.CloseConnection(code, reason))
        answer = self.next()
        assert self.socket.recv(1) == b""
        self.socket.close()
        return answer


WSPROTO_DEFLATE = {
    "none": [],
    "defaults": [{}],
    "no takeover": [dict(client_no_context_takeover=True, server_no_context_takeover=True)],
    "small windows": [dict(client_max_window_bits=9, server_max_window_bits=10)],
}


@pytest.mark.parametrize("offer", WSPROTO_DEFLATE)
@pytest.mark.parametrize("options", [["--deflate"], ["--deflate", "--context-takeover"]], ids=" ".join)
def test_wsproto_gets_every_message_back(start, options, offer):
    server = start(*options)
    client = WsprotoClient(server, extensions=[PerMessageDeflate(**settings) for settings in WSPROTO_DEFLATE[offer]])
    assert len(client.accepted.extensions) == len(WSPROTO_DEFLATE[offer])
    for message in messages():
        client.send(ws_events.TextMessage(message) if isinstance(message, str) else ws_events.BytesMessage(message))
        assert client.message() == message
    assert client.close(1000, "done").code == 1000


def test_fragments_and_pings_of_wsproto_are_answered_in_their_order(server):
    client = WsprotoClient(server)
    client.send(ws_events.TextMessage("one ", message_finished=False))
    client.send(ws_events.Ping(b"inside"))
    client.send(ws_events.TextMessage("", message_finished=False))
    client.send(ws_events.TextMessage("message", message_finished=True))
    assert client.next() == ws_events.Pong(b"inside")
    assert client.message() == "one message"
    client.send(ws_events.Pong(b"unasked"))
    client.send(ws_events.Ping(b""))
    assert client.next() == ws_events.Pong(b"")
    assert client.close(4000, "fertig").code == 4000


def test_wsproto_publishes_to_wsproto(start):
    server = start("--deflate")
    publisher, listener = (WsprotoClient(server, "/fanout/a", [PerMessageDeflate()]) for _ in range(2))
    for number in range(100):
        publisher.send(ws_events.BytesMessage(b"%d " % number * 100))
    assert [listener.message() for _ in range(100)] == [b"%d " % number * 100 for number in range(100)]
    assert publisher.close().code == 1000
    assert listener.close().code == 1000


# picows


class Inbox(picows.WSListener):
    """Puts whole messages, pongs and the closure into a queue."""

    def __init__(self):
        self.queue = asyncio.Queue()
        self.parts = []

    def on_ws_frame(self, transport, frame):
        if frame.msg_type == picows.WSMsgType.PONG:
            self.queue.put_nowait(("pong", frame.get_payload_as_bytes()))
        elif frame.msg_type == picows.WSMsgType.CLOSE:
            self.queue.put_nowait(("close", frame.get_close_code()))
            transport.send_close(frame.get_close_code())
            transport.disconnect()
        elif frame.msg_type in (picows.WSMsgType.TEXT, picows.WSMsgType.BINARY, picows.WSMsgType.CONTINUATION):
            self.parts.append((frame.msg_type, frame.get_payload_as_bytes()))
            if frame.fin:
                payload = b"".join(part for _, part in self.parts)
                self.queue.put_nowait((payload.decode() if self.parts[0][0] == picows.WSMsgType.TEXT else payload))
                self.parts = []


def test_picows_gets_every_message_back(server):
    async def talk():
        transport, inbox = await picows.ws_connect(Inbox, server.ws(), max_frame_size=1 << 24)
        for message in messages():
            if isinstance(message, str):
                transport.send(picows.WSMsgType.TEXT, message.encode())
            else:
                transport.send(picows.WSMsgType.BINARY, message)
            assert await inbox.queue.get() == message
        transport.send(picows.WSMsgType.BINARY, b"in ", fin=False)
        transport.send_ping(b"between")
        transport.send(picows.WSMsgType.CONTINUATION, b"parts")
        assert await inbox.queue.get() == ("pong", b"between")
        assert await inbox.queue.get() == b"in parts"
        transport.send_close(picows.WSCloseCode.OK)
        assert await inbox.queue.get() == ("close", 1000)
        await transport.wait_disconnected()

    asyncio.run(talk())


def test_picows_publishes_to_picows(start):
    server = start("--tick", 33)

    async def talk():
        publisher, own = await picows.ws_connect(Inbox, server.ws("/fanout/a"))
        listener, inbox = await picows.ws_connect(Inbox, server.ws("/fanout/a"))
        for number in range(500):
            publisher.send(picows.WSMsgType.BINARY, b"%d" % number)
        assert [await inbox.queue.get() for _ in range(500)] == [b"%d" % number for number in range(500)]
        assert own.queue.empty()
        for transport in (publisher, listener):
            transport.send_close(picows.WSCloseCode.OK)
            await transport.wait_disconnected()

    asyncio.run(talk())


@pytest.mark.parametrize("options", [["--deflate"], ["--deflate", "--context-takeover"]], ids=" ".join)
def test_picows_with_compression_gets_every_message_back(start, options):
    server = start(*options)

    async def talk():
        async with picows.websockets.connect(server.ws(), max_size=None) as client:
            assert "permessage-deflate" in client.response.headers["Sec-WebSocket-Extensions"]
            for message in messages():
                await client.send(message)
                assert await client.recv() == message
        assert client.close_code == 1000

    asyncio.run(talk())
