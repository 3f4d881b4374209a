"""A small monitor with a page of its own, as students install them: styles, a WebSocket, events, forms. Runs inside a machine."""

import base64
import hashlib
import http.server
import json
import struct
import sys
import time

# What the page loads and asks for: as a program at the root of its host does, or one that may lie anywhere.
PAGE = """<!doctype html><title>Dashboard</title><link rel="stylesheet" href="{root}static/app.css">
<h1>up</h1><a href="{root}other">other</a><form method="post" action="{root}form"><button>send</button></form>
<ul></ul><script type="module" src="{root}static/app.js"></script>"""
SCRIPT = """const say = (text) => document.querySelector("ul").append(Object.assign(document.createElement("li"), { textContent: text }));
const root = new URL("%s", document.baseURI);
fetch(new URL("api", root), { method: "PUT", headers: { "Content-Type": "application/json" }, body: "{}" }).then((answer) => answer.json()).then(({ api }) => say(`api ${api}`), (error) => say(`api failed: ${error}`));
const socket = new WebSocket(Object.assign(new URL("ws", root), { protocol: location.protocol.replace("http", "ws") }), ["chart"]);
socket.binaryType = "arraybuffer";
socket.onopen = () => { socket.send("hello"); socket.send(new Uint8Array(200000).fill(7)); };
socket.onmessage = ({ data }) => say(typeof data === "string" ? `ws ${data} ${socket.protocol}` : `ws bytes ${data.byteLength}`);
socket.onerror = () => say("ws failed");
socket.onclose = () => say("ws closed");
let count = 0;
new EventSource(new URL("events", root)).onmessage = ({ data }) => { count += 1; if (count <= 3) say(`event ${data}`); };
try { localStorage.setItem("a", "b"); say("storage"); } catch { say("no storage"); }
"""


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self, body, kind="text/html", status=200, **fields):
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **fields}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        root = sys.argv[2]
        if self.headers.get("Upgrade"):
            return self.chart()
        if self.path == "/":
            return self.answer(b"", status=302, Location="/app/")
        if self.path == "/app/":
            return self.answer(PAGE.format(root=root).encode())
        if self.path.endswith("static/app.css"):
            return self.answer(b"h1 { color: rgb(1, 2, 3) }", "text/css")
        if self.path.endswith("static/app.js"):
            return self.answer((SCRIPT % root).encode(), "text/javascript")
        if self.path.endswith("/events"):
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            self.end_headers()
            self.close_connection = True
            for number in range(1000):
                self.wfile.write(f"data: {number}\n\n".encode())
                self.wfile.flush()
                time.sleep(0.1)
        if self.path.endswith("/other"):
            return self.answer(f"<p>other {self.headers.get('Cookie')} {self.headers['Host']}".encode())
        if self.path.endswith("/moved"):
            return self.answer(b"<p>moved")
        self.answer(b"none", status=404)

    def do_PUT(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.answer(json.dumps({"api": self.headers.get("Origin")}).encode(), "application/json")

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.answer(b"", status=303, Location={"/app/form": "../app/moved", "/form": f"http://{self.headers['Host']}/moved"}[self.path])

    def chart(self):
        key = self.headers["Sec-WebSocket-Key"] + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
        self.send_response(101)
        self.send_header("Upgrade", "websocket")
        self.send_header("Connection", "Upgrade")
        self.send_header("Sec-WebSocket-Accept", base64.b64encode(hashlib.sha1(key.encode()).digest()).decode())
        self.send_header("Sec-WebSocket-Protocol", "chart")
        self.end_headers()
        self.close_connection = True
        while True:
            head = self.rfile.read(2)
            if len(head) < 2 or head[0] & 15 == 8:
                return
            size = head[1] & 127
            if size == 126:
                size = struct.unpack(">H", self.rfile.read(2))[0]
            elif size == 127:
                size = struct.unpack(">Q", self.rfile.read(8))[0]
            mask = self.rfile.read(4)
            body = bytes(byte ^ mask[at % 4] for at, byte in enumerate(self.rfile.read(size)))
            length = bytes([size]) if size < 126 else b"\x7e" + struct.pack(">H", size) if size < 65536 else b"\x7f" + struct.pack(">Q", size)
            self.wfile.write(bytes([head[0]]) + length + body)


http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
