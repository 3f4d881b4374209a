#!/usr/bin/env python3
"""The engine beside the floor (floor.c), in one run: each measurement is repeated, the two servers in turn, and medians are printed.

    make bench            or    python3 Tests/Floor/compare.py --takhti .build/release/takhti --floor .build/floor [--only echo]

Where there are two processors, a server of one loop has the first to itself and the load generator the second. Every line of
`takhti bench ws` is kept with --raw FILE. Loads that lost or doubled a message are named: their times do not count.
"""

import argparse
import json
import os
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time


class Server:
    """One server process for the length of one measurement."""

    def __init__(self, command, cpus):
        self.process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
            preexec_fn=(lambda: os.sched_setaffinity(0, cpus)) if cpus else None)
        self.process.stdout.readline()

    def __enter__(self):
        return self.process.pid

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process.stdout.close()


class Bench:
    def __init__(self, options):
        self.options = options
        self.port = options.port
        self.raw = open(options.raw, "a") if options.raw else None
        self.faults = []
        processors = sorted(os.sched_getaffinity(0))
        self.server_cpus, self.load_cpus = ({processors[0]}, {processors[1]}) if len(processors) > 1 else (None, None)

    def load(self, command, url, arguments, pinned=True):
        """Starts a server, runs the load against it and returns what it printed."""
        with Server(command, self.server_cpus if pinned else None) as pid:
            output = subprocess.run(
                [self.options.takhti, "bench", "ws", "--url", url, "--pid", str(pid), "--seconds", str(self.options.seconds), *arguments],
                check=True, capture_output=True, text=True,
                preexec_fn=(lambda: os.sched_setaffinity(0, self.load_cpus)) if pinned and self.load_cpus else None).stdout
        result = json.loads(output)
        if self.raw:
            self.raw.write(json.dumps({"command": command, "url": url, **result}) + "\n")
            self.raw.flush()
        if result["lost"] or result["duplicates"]:
            self.faults.append(f"{' '.join(command)}: {output.strip()}")
        return result

    def floor(self, path, *arguments):
        self.port += 1
        return self.load([self.options.floor, str(self.port)], f"ws://127.0.0.1:{self.port}{path}", arguments)

    def takhti(self, path, *arguments, server=(), scheme="ws", pinned=True):
        self.port += 1
        command = [self.options.takhti, "echo", "--port", str(self.port), *server]
        return self.load(command, f"{scheme}://127.0.0.1:{self.port}{path}", arguments, pinned)

    def alternate(self, *runs):
        """Runs each in turn, as often as asked for, and returns the list of results of each."""
        results = [[] for _ in runs]
        for _ in range(self.options.repeat):
            for kept, run in zip(results, runs):
                kept.append(run())
        return results


def median(results, key):
    return statistics.median(result[key] for result in results)


def spread(results, key):
    values = sorted(result[key] for result in results)
    return f"{statistics.median(values):8.3f}  ({values[0]:.3f} to {values[-1]:.3f})"


CPU = "server_cpu_us_per_delivered"
MEMORY = "server_pss_per_connection"


def beside_floor(bench, title, limit, path, *arguments):
    floor, takhti = bench.alternate(lambda: bench.floor(path, *arguments), lambda: bench.takhti(path, *arguments))
    ratio = median(takhti, CPU) / median(floor, CPU)
    print(f"{title}\n  floor   {spread(floor, CPU)} µs of CPU per delivered message")
    print(f"  takhti  {spread(takhti, CPU)} µs, p99 {median(takhti, 'p99_us') / 1000:.1f} ms\n  ratio   {ratio:8.3f}  (wanted: at most {limit})")


def fanout(bench):
    beside_floor(bench, "fan-out, 64 bytes, 1 publisher at 60/s to 2,000", 1.10, "/fanout/a",
                 "--mode", "fanout", "--connections", "2000", "--rate", "60")


def echo(bench):
    beside_floor(bench, "echo, 64 bytes, 1,000 connections", 1.25, "/echo", "--mode", "echo", "--connections", "1000")


def tick(bench):
    arguments = ("--mode", "fanout", "--connections", "100", "--publishers", "30", "--rate", "30")
    each, merged = bench.alternate(
        lambda: bench.takhti("/fanout/a", *arguments), lambda: bench.takhti("/fanout/a", *arguments, server=("--tick", "33")))
    print("fan-out, 30 publishers at 30/s to 100")
    print(f"  at once    {spread(each, CPU)} µs of CPU per delivered message")
    print(f"  --tick 33  {spread(merged, CPU)} µs\n  ratio   1/{median(each, CPU) / median(merged, CPU):.1f}  (wanted: at most 1/12)")


def idle(bench):
    folder = tempfile.mkdtemp()
    arguments = ("--mode", "idle", "--connections", "5000", "--warm-up", "2")
    plain, secure = bench.alternate(
        lambda: bench.takhti("/echo", *arguments),
        lambda: bench.takhti("/echo", *arguments, server=("--tls-self-signed", folder), scheme="wss"))
    shutil.rmtree(folder)
    print("idle connections, 5,000, bytes of memory (PSS) each")
    print(f"  plain  {spread(plain, MEMORY)}  (wanted: at most 1500)\n  TLS    {spread(secure, MEMORY)}  (wanted: at most 18000)")


def storm(bench):
    folder = tempfile.mkdtemp()
    arguments = ("--mode", "storm", "--connections", "32")
    secure = {"server": ("--tls-self-signed", folder), "scheme": "wss"}
    plain, full, resumed = bench.alternate(
        lambda: bench.takhti("/echo", *arguments), lambda: bench.takhti("/echo", *arguments, **secure),
        lambda: bench.takhti("/echo", *arguments, "--resume", **secure))
    shutil.rmtree(folder)
    print("handshakes, 32 at a time, µs of server CPU each")
    for name, results in [("plain", plain), ("TLS 1.3", full), ("TLS 1.3 resumed", resumed)]:
        print(f"  {name:<16}{spread(results, CPU)}, {median(results, 'delivered_per_s'):.0f} a second")


def loops(bench):
    arguments = ("--mode", "fanout", "--connections", "1000", "--rate", "30")
    one, two = bench.alternate(
        lambda: bench.takhti("/fanout/a", *arguments, pinned=False),
        lambda: bench.takhti("/fanout/a", *arguments, server=("--loops", "2"), pinned=False))
    shares = [min(result["connections_by_loop"]) / result["connections"] for result in two]
    print("two loops, fan-out of 1 publisher at 30/s to 1,000")
    print(f"  one loop   {spread(one, CPU)} µs of CPU per delivered message\n  two loops  {spread(two, CPU)} µs")
    print(f"  ratio   {median(two, CPU) / median(one, CPU):8.3f}  (wanted: at most 1.1); "
          f"the smaller loop has {min(shares) * 100:.0f} % of the connections or more (wanted: 40 to 60 %)")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    measurements = {f.__name__: f for f in (fanout, echo, tick, idle, storm, loops)}
    parser.add_argument("--takhti", required=True)
    parser.add_argument("--floor", required=True)
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--port", type=int, default=9300)
    parser.add_argument("--raw")
    parser.add_argument("--only", nargs="*", choices=list(measurements))
    bench = Bench(parser.parse_args())
    for name in bench.options.only or measurements:
        measurements[name](bench)
        sys.stdout.flush()
    for fault in bench.faults:
        print(f"lost or doubled: {fault}")


if __name__ == "__main__":
    main()
