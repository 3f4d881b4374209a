"""The real `takhti echo`, run as a process of its own."""

import os
import pathlib
import re
import resource
import signal
import ssl
import subprocess
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
TAKHTI = os.environ.get("TAKHTI", str(ROOT / ".build/debug/takhti"))

# For what never comes, in seconds: a busy machine is no reason to fail. A closed connection may linger for five.
PATIENCE = 120

TRUSTING = ssl.create_default_context()
TRUSTING.check_hostname = False
TRUSTING.verify_mode = ssl.CERT_NONE


class EchoServer:
    """Listens on a port of the system's choice. `expected` are regular expressions for the log lines that are in order."""

    def __init__(self, *options, expected=(), until_it_listens_only=False):
        command = [TAKHTI, "echo", "--port", "0", *map(str, options)]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.expected = list(expected)
        self.log = []
        self.news = threading.Condition()
        self.reader = threading.Thread(target=self._read_log, daemon=True)
        self.reader.start()
        self.expected_status = 0
        announced = re.fullmatch(r"takhti echo: (https?)://127\.0\.0\.1:(\d+)/\n", self.process.stdout.readline())
        if not announced:
            self.process.kill()
            self.reader.join()
            raise AssertionError(f"did not start: {self.log}")
        self.is_secure = announced[1] == "https"
        self.port = int(announced[2])
        self.fingerprint = self.process.stdout.readline().removeprefix("certificate SHA-256 ").strip() if self.is_secure else None
        while not until_it_listens_only and not self._heeds_signals():
            assert self.process.poll() is None, f"ended at once: {self.log}"

    def _heeds_signals(self):
        """Whether it is through with its start: its signals are the last that it takes care of."""
        caught = int(re.search(r"^SigCgt:\s+(\w+)$", pathlib.Path(f"/proc/{self.pid}/status").read_text(), re.M)[1], 16)
        return all(caught & 1 << (number - 1) for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP))

    @property
    def pid(self):
        return self.process.pid

    @property
    def address(self):
        return ("127.0.0.1", self.port)

    def http(self, path="/"):
        return f"http{'s' if self.is_secure else ''}://127.0.0.1:{self.port}{path}"

    def ws(self, path="/echo"):
        return f"ws{'s' if self.is_secure else ''}://127.0.0.1:{self.port}{path}"

    def _read_log(self):
        for line in self.process.stderr:
            with self.news:
                self.log.append(line.rstrip("\n"))
                self.news.notify_all()

    def logged(self, pattern):
        """Waits for a log line, and returns it. Such a line is in order from then on."""
        self.expected.append(pattern)
        with self.news:
            while True:
                for line in self.log:
                    if re.search(pattern, line):
                        return line
                assert self.process.poll() is None, f"ended without saying {pattern!r}: {self.log}"
                self.news.wait(0.1)

    # What the process costs now.

    def descriptors(self):
        """Open descriptors, but for the one that libuv opens with its first stream as a reserve against EMFILE."""
        targets = []
        for descriptor in os.listdir(f"/proc/{self.pid}/fd"):
            try:
                targets.append(os.readlink(f"/proc/{self.pid}/fd/{descriptor}"))
            except FileNotFoundError:
                pass  # closed meanwhile
        return len(targets) - targets.count("/dev/null")

    def pss(self):
        """Bytes of memory, its share of what it shares."""
        rollup = pathlib.Path(f"/proc/{self.pid}/smaps_rollup").read_text()
        return int(re.search(r"^Pss:\s+(\d+) kB", rollup, re.M)[1]) * 1024

    def processor_time(self):
        """Seconds that its threads have worked so far."""
        times = [path.read_text().split()[0] for path in pathlib.Path(f"/proc/{self.pid}/task").glob("*/schedstat")]
        return sum(map(int, times)) / 1e9

    def settle(self, descriptors):
        """Waits until no more than so many descriptors are open; gives up when that seems to be never."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if self.descriptors() <= descriptors:
                return
            time.sleep(0.02)
        raise AssertionError(f"{self.descriptors()} descriptors are open, not {descriptors} as before")

    def limit_descriptors(self, count):
        resource.prlimit(self.pid, resource.RLIMIT_NOFILE, (count, count))

    # The end.

    def terminate(self):
        self.process.send_signal(signal.SIGTERM)

    def wait(self):
        """The exit status."""
        status = self.process.wait()
        self.reader.join()
        self.process.stdout.close()
        return status

    def finish(self):
        """Stops it if it still runs, and checks how it left."""
        if self.process.poll() is None:
            self.terminate()
        status = self.wait()
        unexpected = [line for line in self.log if not any(re.search(pattern, line) for pattern in self.expected)]
        assert unexpected == [], unexpected
        assert status == self.expected_status
