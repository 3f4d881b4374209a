"""A real `takhti serve`, and clients of its rooms that say and hear single messages."""

import base64
import json
import os
import pathlib
import re
import shutil
import socket
import struct
import subprocess
import tempfile
import threading
import time

import wire
from echo_server import PATIENCE, ROOT, TAKHTI, EchoServer

INK = ROOT.parent / "shared/ink/corpus"
# Who makes the load: another build than the server's where that one is slow.
BENCH = os.environ.get("TAKHTI_BENCH", TAKHTI)
SOAK = bool(os.environ.get("SOAK"))


class House(EchoServer):
    """Serves a data folder on a port that stays the same over restarts. `expected` are regular expressions for the log lines that are in
    order, `under` a command to run it under."""

    def __init__(self, data, *options, expected=(), under=(), loops=2):
        self.data = pathlib.Path(data)
        self.options = [*map(str, options), "--loops", str(loops)]
        self.expected = [*expected, "dropped connections"]  # guests do not answer a close
        self.under = list(map(str, under))
        self.port = self.held_port()
        self.is_secure = False
        self.log = []
        self.news = threading.Condition()
        self.start()

    def held_port(self):
        """A port that nobody else gets while the server is away: it is shared with a socket that does not listen."""
        self.holder = socket.socket()
        self.holder.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        self.holder.bind(("0.0.0.0", 0))
        return self.holder.getsockname()[1]

    def finish(self):
        super().finish()
        self.holder.close()

    def start(self):
        self.expected_status = 0
        command = [*self.under, TAKHTI, "serve", "--port", str(self.port), "--data", str(self.data), *self.options]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.reader = threading.Thread(target=self._read_log, daemon=True)
        self.reader.start()
        for line in self.process.stdout:
            if found := re.search(r"http://localhost:\d+/r/(\w+)#k=(\S+)", line):
                self.link, self.code, self.key = found[0], found[1], found[2]
            if "Ctrl-C stops" in line:
                return
        self.process.kill()
        self.reader.join()
        raise AssertionError(f"did not start: {self.log}")

    def kill(self):
        """As a power cut would: no signal that it could heed."""
        self.process.kill()
        self.wait()

    def stop(self):
        self.terminate()
        assert self.wait() == self.expected_status

    @property
    def ticket(self):
        return base64.urlsafe_b64decode(self.key + "==").hex()

    def check(self):
        """What `takhti check` says of the data folder; it has to be sound."""
        result = subprocess.run([TAKHTI, "check", self.data], capture_output=True, text=True)
        assert result.returncode == 0, result.stdout + result.stderr
        return result.stdout

    def settle_at_least(self, clients, hall=None):
        """Waits until so many are connected, or all that the hall's clients wanted is done."""
        while sum(line.split()[1].endswith(f":{self.port:04X}") and line.split()[3] == "01" for line in open("/proc/net/tcp")) < clients:
            if hall and hall.process.poll() is not None:
                return
            assert self.process.poll() is None, f"ended: {self.log}"
            time.sleep(0.05)


class Wire:
    """The codecs of the web client, in a process of Node.js."""

    def __init__(self):
        self.folder = tempfile.mkdtemp()
        bundle = f"{self.folder}/wire-pipe.mjs"
        source = str(ROOT / "Tests/Interop/wire_pipe.ts")
        subprocess.run(
            ["esbuild", "--bundle", "--platform=node", "--format=esm", "--log-level=warning", f"--outfile={bundle}", source], check=True)
        self.process = subprocess.Popen(["node", bundle], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1)

    def _ask(self, line):
        self.process.stdin.write(line + "\n")
        answer = self.process.stdout.readline().rstrip("\n")
        assert answer and not answer.startswith("broken"), f"{line[:200]}: {answer}"
        return answer

    def encode(self, kind, message):
        return bytes.fromhex(self._ask(f"encode {kind} {json.dumps(message)}"))

    def decode(self, kind, payload):
        return json.loads(self._ask(f"decode {kind} {payload.hex()}"))

    def close(self):
        self.process.stdin.close()
        self.process.wait()
        shutil.rmtree(self.folder)


class Refused(Exception):
    """The server's answer is not 101."""


class Guest:
    """One connection to a room. It says and hears what it is told to, and nothing else: no reports, no pings."""

    def __init__(self, codecs, house, name="Guest", *, code=None, ticket="", cookie=None, outbox=None, origin=None, journal=None,
                 topics=(), orphans=(), revision=1):
        self.codecs = codecs
        self.outbox = outbox or os.urandom(8).hex()
        hello = {"revision": revision, "outbox": self.outbox, "orphans": list(orphans), "device": "computer", "place": "unknown",
                 "topics": list(topics), "ticket": ticket, "name": name}
        if journal:
            hello["journal"] = journal
        text = base64.urlsafe_b64encode(codecs.encode("Hello", hello)).decode().rstrip("=")
        extra = f"Sec-WebSocket-Protocol: takhti.1, hello.{text}\r\n"
        if cookie:
            extra += f"Cookie: {cookie}\r\n"
        if origin:
            extra += f"Origin: {origin}\r\n"
        self.socket = wire.connect(house.address)
        self.socket.settimeout(PATIENCE)
        self.socket.sendall(wire.upgrade_request(f"/r/{code or house.code}", extra))
        head, self.rest = wire.read_head(self.socket)
        if not head.startswith("HTTP/1.1 101 "):
            self.socket.close()
            raise Refused(head.split("\r\n")[0])
        fields = wire.fields(head)
        self.cookie = fields["set-cookie"].split(";")[0] if "set-cookie" in fields else cookie
        self.frames, self.heard = [], []
        self.closed = None
        first = self.next()
        self.denial = first.get("reason") if first["kind"] == "denied" else None
        self.wait = first.get("wait")
        self.welcome = first if first["kind"] == "welcome" else None

    def send(self, payload, opcode=wire.BINARY):
        self.socket.sendall(wire.frame(opcode, payload))

    def say(self, kind, **fields):
        self.send(self.encoded(kind, **fields))

    def encoded(self, kind, **fields):
        return self.codecs.encode("ClientMessage", {"kind": kind, **fields})

    def ask(self, *commands, counter=None, outbox=None):
        """Commands of this tab's outbox, numbered on, or from `counter`."""
        self.send(self.asking(*commands, counter=counter, outbox=outbox))

    def asking(self, *commands, counter=None, outbox=None):
        entries = [{"counter": {"kind": "next"}, "command": command} for command in commands]
        if counter is not None:
            entries[0]["counter"] = {"kind": "given", "counter": counter}
        message = {"kind": "commands", "commands": entries}
        if outbox is not None:
            message["outbox"] = outbox
        return self.codecs.encode("ClientMessage", message)

    def next(self):
        """The next message; `closed` is set, and None returned, at the connection's end."""
        while True:
            if not self.frames:
                self.frames, self.rest = wire.take_frames(self.rest)
            if not self.frames:
                piece = self.socket.recv(1 << 20)
                if not piece:
                    return None
                self.rest += piece
                continue
            opcode, payload = self.frames.pop(0)
            if opcode & 15 == wire.CLOSE:
                self.closed = (struct.unpack("!H", payload[:2])[0], payload[2:].decode())
                return None
            if opcode & 15 == wire.BINARY:
                self.heard.append(self.codecs.decode("ServerMessage", payload))
                return self.heard[-1]

    def hear(self, kind, **fields):
        """The next message of that kind with those fields. Fails at the connection's end."""
        while (message := self.next()) is not None:
            if message["kind"] == kind and all(message.get(name) == value for name, value in fields.items()):
                return message
        raise AssertionError(f"ended with {self.closed} before {kind} {fields}; heard {[m['kind'] for m in self.heard]}")

    def events(self, topic, kind):
        """The next event of that kind in a topic."""
        while True:
            batch = self.hear("batch", topic=topic)
            for entry in batch["entries"]:
                if entry["event"]["event"]["kind"] == kind:
                    return entry["event"]["event"]

    def end(self):
        """Hears out the connection, and returns its close code and reason."""
        while self.next() is not None:
            pass
        return self.closed

    def hears_nothing(self, seconds, kind):
        self.socket.settimeout(seconds)
        try:
            while (message := self.next()) is not None:
                assert message["kind"] != kind, message
            raise AssertionError("ended")
        except TimeoutError:
            return True
        finally:
            self.socket.settimeout(PATIENCE)

    def close(self):
        self.socket.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


# Commands.


def room(kind, **fields):
    return {"kind": "room", "command": {"kind": kind, **fields}}


def people(kind, **fields):
    return {"kind": "people", "command": {"kind": kind, **fields}}


def page(kind, **fields):
    return {"kind": "page", "command": {"kind": kind, **fields}}


def topic(number):
    return {"kind": "topic", "topic": number}


STYLE = {"tool": "pen", "colour": {"kind": "palette", "index": 0}, "width": 24}


def stroke(chunk, on=4):
    """A whole stroke: its only chunk says that it is the last."""
    return page("beginStroke", page=topic(on), contact=0, style=STYLE, chunk=chunk)


def one_chunk():
    """The ink of a stroke in one chunk."""
    strokes = json.loads((ROOT / "protocol/vectors/ink-strokes.json").read_text())
    return next(s["hex"][0] for s in strokes if s["name"] == "one sample")


# Load.


class Hall:
    """`takhti bench hall`, running."""

    def __init__(self, house, ink, viewers, writers, seconds, *options):
        source = ["--ink", str(ink), *(["--source", "gm-wacom"] if ink == INK else [])] if ink else []
        self.process = subprocess.Popen(
            [BENCH, "bench", "hall", "--url", house.link, "--viewers", str(viewers), "--writers", str(writers), *source,
             "--seconds", str(seconds), *map(str, options)],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def report(self):
        """What it measured; nothing may be missing."""
        out, err = self.process.communicate()
        assert self.process.returncode == 0, out + err
        report = json.loads(out)
        print(out.strip())
        sound = {name: report[name] for name in ("lost", "out_of_order", "unequal", "missing_strokes", "unacknowledged")}
        assert not any(sound.values()), report
        assert report["compared"] > 0 and "rejected" not in report, report
        return report


def handwriting(folder):
    """Strokes to be written again: real ones in long runs, if there are any; else some of our own, which are read in no time."""
    if SOAK and INK.exists():
        return INK
    folder.mkdir(exist_ok=True)
    lines = []
    for number in range(40):
        points = [[100 + number * 20 + i * (2 + number % 5), 300 + (i * i * (number % 7)) % 90, 40 + i % 60, i * 8] for i in range(60)]
        lines.append(json.dumps({"source": "made", "page": "one", "points": points}))
    (folder / "made.jsonl").write_text("\n".join(lines) + "\n")
    return folder
