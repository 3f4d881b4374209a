"""A hall that comes in all at once, and comes back after the server was killed: `takhti bench join`, with fewer people than it is for."""

import json
import subprocess

from lesson import BENCH
from echo_server import TAKHTI


def test_everybody_comes_back_as_who_they_were(open_house):
    house = open_house()
    address = f"http://localhost:{house.port}/r/{house.code}"
    bench = subprocess.Popen(
        [BENCH, "bench", "join", "--url", address, "--people", "150", "--within", "3", "--return", "30"], stdout=subprocess.PIPE, text=True)
    joins = json.loads(bench.stdout.readline())
    assert joins["joined"] == 150
    # Presence is told a few times a second at most, whatever the number of people.
    assert joins["most_presence_bytes"] < 600, joins
    house.kill()
    house.start()
    returns = json.loads(bench.stdout.readline())
    assert (returns["returned"], returns["strangers"]) == (150, 0), returns
    assert bench.wait() == 0
    table = subprocess.run([TAKHTI, "export", "attendance", str(house.data)], capture_output=True, text=True, check=True).stdout
    assert len(table.splitlines()) == 1 + 150
    print(joins, returns)
