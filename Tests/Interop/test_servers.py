"""Our client, `takhti bench ws`, against servers of other projects."""

import asyncio
import json

import picows
import picows.websockets
import pytest
import websockets
from websockets.extensions.permessage_deflate import ServerPerMessageDeflateFactory
from wsproto import WSConnection
from wsproto import events as ws_events
from wsproto.connection import ConnectionType
from wsproto.extensions import PerMessageDeflate

from echo_server import TAKHTI


class Rooms:
    """What each of these servers does: `/fanout/NAME` passes a message on to the others of that name, anything else returns it."""

    def __init__(self):
        self.members = {}

    def targets(self, path, sender):
        return [m for m in self.members[path] if m is not sender] if path.startswith("/fanout/") else [sender]

    def join(self, path, member):
        self.members.setdefault(path, []).append(member)

    def leave(self, path, member):
        self.members[path].remove(member)


async def serve_with_websockets(extensions=(ServerPerMessageDeflateFactory(),), library=websockets, compression=None):
    rooms = Rooms()

    async def handle(client):
        path = client.request.path
        rooms.join(path, client)
        try:
            async for message in client:
                for target in rooms.targets(path, client):
                    await target.send(message)
        except library.ConnectionClosed:
            pass
        finally:
            rooms.leave(path, client)

    settings = {"extensions": extensions} if compression is None else {}
    server = await library.serve(handle, "127.0.0.1", 0, compression=compression, max_size=None, **settings)
    return server, server.sockets[0].getsockname()[1]


async def serve_with_half_agreeing_picows():
    """Compression of `picows.websockets` leaves out what the offer demands (RFC 7692 §7.1.1.1)."""
    return await serve_with_websockets(library=picows.websockets, compression="deflate")


async def serve_with_picows():
    rooms = Rooms()

    class Member(picows.WSListener):
        def __init__(self, path):
            super().__init__()
            self.path = path
            self.parts = []

        def on_ws_connected(self, transport):
            rooms.join(self.path, transport)

        def on_ws_disconnected(self, transport):
            rooms.leave(self.path, transport)

        def on_ws_frame(self, transport, frame):
            if frame.msg_type == picows.WSMsgType.CLOSE:
                transport.send_close(frame.get_close_code())
                transport.disconnect()
                return
            self.parts.append(frame.get_payload_as_bytes())
            if frame.fin:
                message, self.parts = b"".join(self.parts), []
                for target in rooms.targets(self.path, transport):
                    target.send(picows.WSMsgType.BINARY, message)

    server = await picows.ws_create_server(lambda request: Member(request.path.decode()), "127.0.0.1", 0)
    return server, server.sockets[0].getsockname()[1]


async def serve_with_wsproto():
    rooms = Rooms()

    async def handle(reader, writer):
        machine, path, parts = WSConnection(ConnectionType.SERVER), None, []
        member = (machine, writer)
        try:
            while True:
                received = await reader.read(65536)
                machine.receive_data(received or None)
                for event in machine.events():
                    match event:
                        case ws_events.Request():
                            path = event.target
                            rooms.join(path, member)
                            writer.write(machine.send(ws_events.AcceptConnection(extensions=[PerMessageDeflate()])))
                        case ws_events.Message():
                            parts.append(bytes(event.data))
                            if event.message_finished:
                                for target, its_writer in rooms.targets(path, member):
                                    its_writer.write(target.send(ws_events.BytesMessage(b"".join(parts))))
                                parts = []
                        case ws_events.Ping():
                            writer.write(machine.send(event.response()))
                        case ws_events.CloseConnection():
                            writer.write(machine.send(event.response()))
                if not received:
                    return
        except ConnectionError:
            pass
        finally:
            if path:
                rooms.leave(path, member)
            writer.close()

    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    return server, server.sockets[0].getsockname()[1]


SERVERS = {
    "websockets": serve_with_websockets,
    "wsproto": serve_with_wsproto,
    "picows": serve_with_picows,
}
LOADS = {
    "echo": "--mode echo --connections 4 --rate 50",
    "long echo": "--mode echo --connections 2 --rate 10 --size 100000",
    "compressed echo": "--mode echo --connections 4 --rate 50 --deflate",
    "long compressed echo": "--mode echo --connections 2 --rate 10 --size 100000 --deflate",
    "fanout": "--mode fanout --connections 5 --publishers 2 --rate 20",
    "compressed fanout": "--mode fanout --connections 5 --publishers 2 --rate 20 --size 1000 --deflate",
    "idle": "--mode idle --connections 10",
    "storm": "--mode storm --connections 2",
}


async def bench(port, load):
    path = f"/fanout/{load.replace(' ', '-')}" if "fanout" in load else "/"
    command = [TAKHTI, "bench", "ws", "--url", f"ws://127.0.0.1:{port}{path}", "--warm-up", "0.5", "--seconds", "1"]
    pipes = {"stdout": asyncio.subprocess.PIPE, "stderr": asyncio.subprocess.PIPE}
    process = await asyncio.create_subprocess_exec(*command, *LOADS[load].split(), **pipes)
    out, err = await process.communicate()
    return process.returncode, out.decode(), err.decode()


@pytest.fixture(scope="module")
def reports():
    """All loads at all servers, under way at once, since most of their time is waiting."""

    async def run():
        servers = {name: await serve() for name, serve in SERVERS.items()}
        cases = [(server, load) for server in SERVERS for load in LOADS]
        results = await asyncio.gather(*(bench(servers[server][1], load) for server, load in cases))
        for server, _ in servers.values():
            server.close()
        return dict(zip(cases, results))

    return asyncio.run(run())


@pytest.mark.parametrize("load", LOADS)
@pytest.mark.parametrize("name", SERVERS)
def test_our_client_loses_nothing_at(reports, name, load):
    status, out, err = reports[name, load]
    assert err == "" and status == 0
    report = json.loads(out)
    assert report["lost"] == 0 and report["duplicates"] == 0
    assert (report["delivered"] > 0) == (load != "idle")
    assert report["mode"] in load
    expected = {"mode", "connections", "delivered", "delivered_per_s", "p50_us", "p99_us", "p999_us", "lost", "duplicates"}
    assert expected <= set(report)


@pytest.mark.parametrize("load", ["echo", "fanout"])
def test_our_client_talks_plainly_with_the_other_face_of_picows(load):
    status, out, err = asyncio.run(at_half_agreeing_picows(load))
    assert err == "" and status == 0
    assert json.loads(out)["delivered"] > 0 and json.loads(out)["lost"] == 0


def test_our_client_refuses_a_server_that_does_not_confirm_what_its_offer_demands():
    status, out, err = asyncio.run(at_half_agreeing_picows("compressed echo"))
    assert status != 0 and out == ""
    assert "invalidDeflateParameters" in err


async def at_half_agreeing_picows(load):
    server, port = await serve_with_half_agreeing_picows()
    try:
        return await bench(port, load)
    finally:
        server.close()
