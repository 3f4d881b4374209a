"""The loads of a class against the server as it is built: small here, every result exact."""

import json
import subprocess

import pytest
from lesson import TAKHTI, handwriting


@pytest.mark.parametrize("load", [["poll", "--voters", "40"], ["quiz", "--players", "40", "--questions", "3"]])
def test_everything_is_stored_and_exact(open_house, load):
    house = open_house()
    link = f"http://localhost:{house.port}/r/{house.code}#k={house.key}"
    bench = subprocess.run([TAKHTI, "bench", load[0], "--url", link, *load[1:], "--seconds", "0.5"], capture_output=True, text=True)
    assert bench.returncode == 0, bench.stdout + bench.stderr
    report = json.loads(bench.stdout)
    assert report["rejected"] == report["lost"] == report["wrong_tallies"] == 0


def test_what_a_hall_recorded_is_replayed_on_the_bare_engine(open_house, server, tmp_path):
    house, trace, ink = open_house(), tmp_path / "trace", handwriting(tmp_path)
    link = f"http://localhost:{house.port}/r/{house.code}#k={house.key}"
    run = lambda *command: json.loads(subprocess.run([TAKHTI, "bench", *command], capture_output=True, text=True, check=True).stdout)
    hall = run("hall", "--url", link, "--ink", str(ink), "--viewers", "2", "--warm-up", "0.2", "--seconds", "2", "--record", str(trace))
    lines = [tuple(map(int, line.split())) for line in trace.read_text().splitlines()]
    # A message at the edges of the window comes to some inside it and to others outside.
    assert lines and abs(sum(size for _, size in lines) - hall["bytes_per_s_per_viewer"] * 2) <= 2 * max(size for _, size in lines)
    assert lines == sorted(lines, key=lambda line: line[0]) and lines[-1][0] < 2_500_000
    replay = run("ws", "--url", f"ws://127.0.0.1:{server.port}/fanout/a", "--mode", "fanout", "--connections", "3", "--replay", str(trace), "--warm-up", "0", "--seconds", "4")
    assert replay["lost"] == replay["duplicates"] == 0
    # In the end it may just have begun anew.
    assert 0 <= replay["delivered"] - 3 * len(lines) <= 3 * 2
