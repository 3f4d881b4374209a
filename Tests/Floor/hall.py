#!/usr/bin/env python3
"""The lesson on top of the bare engine, in one run: halls of `takhti bench hall`, and `takhti bench ws` with the same messages at the same moments.

What came to a viewer of the hall, when and how large, is recorded and replayed on the bare engine, to as many, for as long: handwriting comes in
bursts, and the kernel answers a burst after a pause with acknowledgements at once, which cost more than those of an even stream.

    make bench-hall        or    python3 Tests/Floor/hall.py --takhti .build/release/takhti --ink ../shared/ink/corpus [--only one]

Where there are two processors, a server of one loop has the first to itself and the load generator the second. Times and processor time are
medians over the repeats; a run that lost anything, or whose replicas differ from the server, is named.
"""

import argparse
import json
import os
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile

CPU = "server_cpu_us_per_delivered"


class Hall:
    """A house of its own for one measurement."""

    def __init__(self, options, loops=1):
        self.options = options
        self.folder = tempfile.mkdtemp()
        options.port += 1
        command = [options.takhti, "serve", "--port", str(options.port), "--data", self.folder, "--loops", str(loops)]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, preexec_fn=pin(0) if loops == 1 else None)
        for line in self.process.stdout:
            found = re.search(r"http://localhost\S*/r/\S*#k=\S+", line)
            if found:
                self.link = found.group(0)
            if "is a key" in line:
                break

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(15)
        self.process.stdout.close()
        shutil.rmtree(self.folder)

    def load(self, *arguments, pinned=True):
        return load([self.options.takhti, "bench", "hall", "--url", self.link, "--pid", str(self.process.pid), "--ink", self.options.ink, *arguments], pinned)


def pin(index):
    processors = sorted(os.sched_getaffinity(0))
    return (lambda: os.sched_setaffinity(0, {processors[index]})) if len(processors) > 1 else None


def load(command, pinned=True):
    done = subprocess.run(command, capture_output=True, text=True, preexec_fn=pin(1) if pinned else None)
    if done.returncode:
        print("NOT SOUND:", " ".join(command), done.stdout, done.stderr)
    return json.loads(done.stdout)


def bare(options, trace):
    options.port += 1
    server = subprocess.Popen([options.takhti, "echo", "--port", str(options.port)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, preexec_fn=pin(0))
    server.stdout.readline()
    try:
        return load([options.takhti, "bench", "ws", "--url", f"ws://127.0.0.1:{options.port}/fanout/a", "--mode", "fanout", "--connections", "1000", "--publishers", "1",
                     "--replay", trace, "--seconds", str(options.seconds), "--pid", str(server.pid)])
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(15)
        server.stdout.close()


def median(results, key):
    return statistics.median(result[key] for result in results)


def one(options):
    halls, engines = [], []
    with tempfile.TemporaryDirectory() as folder:
        trace = os.path.join(folder, "trace")
        for _ in range(options.repeat):
            with Hall(options) as hall:
                halls.append(hall.load("--viewers", "1000", "--writers", "1", "--source", "gm-wacom", "--seconds", str(options.seconds), "--replicas", "4", "--record", trace))
            engines.append(bare(options, trace))
    ratios = [hall["server_cpu_share"] / engine["server_cpu_share"] for hall, engine in zip(halls, engines)]
    print("one writer (gm-wacom) to 1,000 viewers, one loop")
    print(f"  lesson   {median(halls, CPU):.2f} µs of CPU per delivered update; p50 {median(halls, 'p50_us') / 1000:.1f} ms, p99 {median(halls, 'p99_us') / 1000:.1f} ms (wanted: 53)")
    print(f"  engine   {median(engines, CPU):.2f} µs for the same messages at the same moments")
    print(f"  ratio    {statistics.median(ratios):.2f}  ({min(ratios):.2f} to {max(ratios):.2f}; wanted: at most 1.3)")


def many(options):
    results = []
    for _ in range(options.repeat):
        with Hall(options) as hall:
            results.append(hall.load("--viewers", "60", "--writers", "40", "--seconds", str(options.seconds), "--replicas", "100"))
    print("40 writers in a room of 100, one loop")
    print(f"  {median(results, CPU):.2f} µs of CPU per delivered update, {median(results, 'server_cpu_share') * 100:.0f} % of a core, "
          f"{median(results, 'bytes_per_s_per_viewer') / 1000:.1f} kB/s a viewer; p50 {median(results, 'p50_us') / 1000:.1f} ms, p99 {median(results, 'p99_us') / 1000:.1f} ms")


def memory(options):
    with Hall(options) as hall:
        crowd = hall.load("--viewers", "5000", "--writers", "0", "--seconds", "2", "--warm-up", "0", "--replicas", "0")
    with Hall(options) as hall:
        rooms = hall.load("--viewers", "5000", "--writers", "0", "--rooms", "500", "--seconds", "2", "--warm-up", "0", "--replicas", "0")
    each, spread = crowd["server_pss_per_viewer"], rooms["server_pss_per_viewer"]
    print(f"5,000 viewers in one room: {each:.0f} bytes (PSS) a viewer (wanted: at most 4000)")
    print(f"500 rooms of 10: {spread:.0f} bytes a viewer, hence {(spread - each) * 10:.0f} a room")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    measurements = {f.__name__: f for f in (one, many, memory)}
    parser.add_argument("--takhti", required=True)
    parser.add_argument("--ink", required=True)
    parser.add_argument("--seconds", type=float, default=8)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--port", type=int, default=9500)
    parser.add_argument("--only", nargs="*", choices=list(measurements))
    options = parser.parse_args()
    for name in options.only or measurements:
        measurements[name](options)
        sys.stdout.flush()


if __name__ == "__main__":
    main()
