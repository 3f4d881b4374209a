"""A page of 10,000 strokes on the real server: how long it takes to fill, to join, and how it moves. Prints JSON.

    TAKHTI=.build/release/takhti python full_page_bench.py [--strokes 10000]
"""

import argparse
import json
import shutil
import tempfile
import time

from board_bench import RUN, summary
from conftest import PHONE, WALL
from handwriting import corpus, pen, placed, write
from person import LESSON, ROOM, STROKES, Person
from playwright.sync_api import sync_playwright
from takhti_server import TakhtiServer


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--strokes", type=int, default=10_000)
    count = options.parse_args().strokes
    strokes = [points for _, points in corpus()]
    lines = [placed(strokes[index % len(strokes)], (index // len(strokes) * 37) % 200, (index // len(strokes) * 53) % 180, 1, pen(index // 60 % 16)) for index in range(count)]
    server = TakhtiServer(tempfile.mkdtemp() + "/data")
    result = {"strokes": count, "samples": sum(len(line["points"]) for line in lines)}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        lecturer = Person(browser.new_context(**WALL)).teaches(server)
        began = time.monotonic()
        write(lecturer, lines)
        result["fill_s"] = round(time.monotonic() - began, 1)
        lecturer.close()
        for name, device in (("laptop", WALL), ("phone", PHONE)):
            for visit in ("first", "second"):
                context = browser.new_context(**device)
                received = [0]
                person = Person(context)
                person.page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: received.__setitem__(0, received[0] + len(frame))))
                person.open(server.address)
                person.page.fill("#room", server.code)
                person.page.fill("#name", "Amina")
                began = time.monotonic()
                person.page.click("button.primary")
                person.wait(f"{STROKES}.length === {count}", seconds=300)
                here = time.monotonic() - began
                person.wait(f"{ROOM}.board.isSettled", seconds=300)
                result[f"join_{name}_{visit}"] = {"page_s": round(here, 2), "drawn_s": round(time.monotonic() - began, 2), "bytes": received[0]}
                if visit == "second":
                    for move in ("pan", "zoom"):
                        result[f"{move}_{name}"] = summary(person.get(f"(() => {{ window.room = {ROOM}; return ({RUN})('{move}'); }})()"))
                person.close()
        browser.close()
    server.stop()
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
