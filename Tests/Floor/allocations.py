#!/usr/bin/env python3
"""Allocations of the server on the steady fan-out path, counted by a preloaded malloc (malloc_count.c).

    make bench-allocations   or   python3 Tests/Floor/allocations.py --takhti .build/release/takhti --counter .build/malloc_count.so

The same publisher is run to ten and to a thousand subscribers. What one more subscriber costs for each message is the slope between
the two; it must be nil, and what is left belongs to the message, however many get it. Exits with 1 when it is not.
"""

import argparse
import json
import mmap
import os
import struct
import subprocess
import sys
import tempfile
import time

RATE, SECONDS = 50, 4


def count(mapped):
    return struct.unpack("=Q", mapped[:8])[0]


def run(options, subscribers, port, extra):
    """Allocations and deliveries of a few seconds in the middle of a steady run."""
    with tempfile.NamedTemporaryFile() as file:
        environment = dict(os.environ, LD_PRELOAD=os.path.abspath(options.counter), MALLOC_COUNT=file.name)
        server = subprocess.Popen(
            [options.takhti, "echo", "--port", str(port), *extra], env=environment, stdout=subprocess.PIPE, text=True)
        server.stdout.readline()
        load = subprocess.Popen(
            [options.takhti, "bench", "ws", "--url", f"ws://127.0.0.1:{port}/fanout/a", "--mode", "fanout", "--connections",
             str(subscribers), "--rate", str(RATE), "--warm-up", "3", "--seconds", str(SECONDS + 2)], stdout=subprocess.PIPE, text=True)
        time.sleep(4)
        with mmap.mmap(file.fileno(), 8) as mapped:
            before = count(mapped)
            time.sleep(SECONDS)
            made = count(mapped) - before
        result = json.loads(load.communicate()[0])
        server.terminate()
        server.wait()
    messages = RATE * SECONDS
    assert result["lost"] == 0, result
    return made / messages


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--takhti", required=True)
    parser.add_argument("--counter", required=True)
    options = parser.parse_args()
    failed = False
    for number, (name, extra) in enumerate({"at once": (), "--tick 33": ("--tick", "33"), "--deflate": ("--deflate",)}.items()):
        few, many = (run(options, n, 9480 + number * 2 + i, extra) for i, n in enumerate((10, 1000)))
        slope = (many - few) / 990
        failed |= slope > 0.001
        print(f"{name:>10}: {few:.2f} allocations a message to 10, {many:.2f} to 1,000: {slope:.5f} for each delivered message")
    sys.exit(failed)


if __name__ == "__main__":
    main()
