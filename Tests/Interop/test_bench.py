"""The loads of a class against the server as it is built: small here, every result exact."""

import json
import subprocess

import pytest
from lesson import TAKHTI


@pytest.mark.parametrize("load", [["poll", "--voters", "40"], ["quiz", "--players", "40", "--questions", "3"]])
def test_everything_is_stored_and_exact(open_house, load):
    house = open_house()
    link = f"http://localhost:{house.port}/r/{house.code}#k={house.key}"
    bench = subprocess.run([TAKHTI, "bench", load[0], "--url", link, *load[1:], "--seconds", "0.5"], capture_output=True, text=True)
    assert bench.returncode == 0, bench.stdout + bench.stderr
    report = json.loads(bench.stdout)
    assert report["rejected"] == report["lost"] == report["wrong_tallies"] == 0
