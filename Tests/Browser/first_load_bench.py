"""A phone's first visit over a satellite link (600 ms, 64 kbit/s): when the form to join can be filled in, and when the board is there. Prints JSON.

    TAKHTI=.build/release/takhti python first_load_bench.py [--rounds 5] [--against OTHER-TAKHTI]

Every visit has a browser profile of its own. `form_s`: from asking for the page to a form that can be filled in. `eager_board_s`: from there to a
board with all its ink, for who has nothing to type (the browser knew the name); `board_s`: the same for who types for ten seconds first, from the
press on the button. Two programs take turns, so that both have the same machine.
"""

import argparse
import json
import shutil
import statistics
import tempfile
import time

import takhti_server
from conftest import PHONE, WALL
from person import LESSON, Person
from playwright.sync_api import sync_playwright
from thin_link import ThinLink

TYPING_SECONDS = 10


def visit(browser, server, typing):
    # Service workers have links of their own: this is the first visit, without one.
    person = Person(browser.new_context(**PHONE, service_workers="block"))
    link = ThinLink(server.port, handshake=True)
    began = time.monotonic()
    person.page.goto(f"http://localhost:{link.port}/r/{server.code}", wait_until="commit")
    person.page.wait_for_selector("button.primary")
    form = time.monotonic() - began
    person.page.wait_for_timeout(typing * 1_000)
    person.page.fill("#name", "Far away")
    began = time.monotonic()
    person.page.click("button.primary")
    person.wait(f"{LESSON}?.link.kind === 'live' || {LESSON}?.link.kind === 'slow'")
    person.sees(12)
    board = time.monotonic() - began
    person.context.close()
    link.close()
    return form, board


def taught(browser, program):
    takhti_server.TAKHTI = program
    server = takhti_server.TakhtiServer(tempfile.mkdtemp() + "/data")
    lecturer = Person(browser.new_context(**WALL)).teaches(server)
    lecturer.draws(12)
    lecturer.stored()
    lecturer.context.close()
    return server


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--against")
    chosen = options.parse_args()
    programs = [takhti_server.TAKHTI, *([chosen.against] if chosen.against else [])]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        servers = {program: taught(browser, program) for program in programs}
        times = {program: {"form_s": [], "eager_board_s": [], "board_s": []} for program in programs}
        for _ in range(chosen.rounds):
            for program, server in servers.items():
                form, eager = visit(browser, server, 0)
                again, board = visit(browser, server, TYPING_SECONDS)
                times[program]["form_s"] += [form, again]
                times[program]["eager_board_s"].append(eager)
                times[program]["board_s"].append(board)
        for server in servers.values():
            server.stop()
        browser.close()
    for program in programs:
        print(json.dumps({"program": program, **{name: round(statistics.median(values), 2) for name, values in times[program].items()}}))


if __name__ == "__main__":
    main()
