"""The real `takhti serve`, run as a process of its own on a data folder that outlives it."""

import json
import os
import pathlib
import re
import socket
import subprocess
import threading
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
TAKHTI = os.environ.get("TAKHTI", str(ROOT / ".build/debug/takhti"))


class TakhtiServer:
    """Listens on a port of the system's choice, and on the same one when it is started again: nobody else gets it meanwhile."""

    def __init__(self, data, *options):
        self.data, self.options, self.port = data, options, 0
        # Shares the port and does not listen.
        self.holder = socket.socket()
        self.holder.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        self.log = []
        self.start()

    def start(self):
        command = [TAKHTI, "serve", "--port", str(self.port), "--data", str(self.data), "--loops", "2", *self.options]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        threading.Thread(target=self._read_log, args=(self.process.stderr,), daemon=True).start()
        for line in self.process.stdout:
            if found := re.search(r"lecturer\s+(http://localhost:(\d+)/r/(\w+)#k=(\S+))", line):
                if not self.port:
                    self.holder.bind(("127.0.0.1", int(found[2])))
                self.link, self.port, self.code, self.key = found[1], int(found[2]), found[3], found[4]
            if line.startswith("The first link is a key"):
                return
        raise AssertionError(f"did not start: {self.log}")

    def _read_log(self, stderr):
        for line in stderr:
            self.log.append(line.rstrip("\n"))

    @property
    def address(self):
        # Browsers give a page from here what they give one with a certificate: a service worker, locks.
        return f"http://localhost:{self.port}"

    def kill(self):
        """As a power cut would."""
        self.process.kill()
        self._ended()

    def stop(self):
        """Politely; it has to leave with status 0."""
        if self.process.poll() is None:
            self.process.terminate()
            assert self._ended() == 0, self.log

    def _ended(self):
        status = self.process.wait()
        self.process.stdout.close()
        return status

    def fingerprints(self):
        """What the host has, as `{topic: fingerprint}`."""
        request = urllib.request.Request(f"{self.address}/api/rooms/{self.code}/fingerprints", headers={"Authorization": f"Bearer {self.key}"})
        with urllib.request.urlopen(request) as answer:
            return {entry["topic"]: entry["fingerprint"] for entry in json.load(answer)}
