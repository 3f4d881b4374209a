"""A thin link: a TCP proxy that carries so many bytes a second each way, all of them late. (The browser's own emulation spares WebSockets.)"""

import queue
import socket
import threading
import time


class ThinLink:
    """
    Listens on a port of its own in front of `port`; `delay` one way in seconds, `rate` in bytes a second each way for all connections.
    With `handshake` the first request of each connection waits for a round trip, as after a connection that is opened far away.
    """

    def __init__(self, port, delay=0.3, rate=8_000, handshake=False):
        self.target, self.delay, self.rate, self.handshake = port, delay, rate, handshake
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.locks = {way: threading.Lock() for way in ("up", "down")}
        self.flows = threading.Event()
        self.flows.set()
        self._run(self._accept)

    def _run(self, action, *given):
        threading.Thread(target=action, args=given, daemon=True).start()

    def _accept(self):
        while True:
            try:
                near, _ = self.listener.accept()
            except OSError:
                return
            try:
                far = socket.create_connection(("127.0.0.1", self.target))
            except OSError:
                near.close()
                continue
            for source, sink, way in ((near, far, "up"), (far, near, "down")):
                pieces = queue.Queue(maxsize=16)
                self._run(self._read, source, pieces, way)
                self._run(self._write, sink, pieces, way)

    def _read(self, source, pieces, way):
        piece = b"-"
        opening = 2 * self.delay if self.handshake and way == "up" else 0
        while piece:
            try:
                piece = source.recv(1_000)
            except OSError:
                piece = b""
            with self.locks[way]:
                time.sleep(len(piece) / self.rate)
            pieces.put((time.monotonic() + opening + self.delay, piece))
            opening = 0

    def _write(self, sink, pieces, way):
        while True:
            due, piece = pieces.get()
            time.sleep(max(0, due - time.monotonic()))
            if way == "down":
                self.flows.wait()
            try:
                if not piece:
                    return sink.shutdown(socket.SHUT_RDWR)
                sink.sendall(piece)
            except OSError:
                if not piece:
                    return

    def hold(self):
        """Nothing that the server says from now on comes, until `go_on`."""
        self.flows.clear()

    def go_on(self):
        self.flows.set()

    def close(self):
        self.go_on()
        self.listener.close()
