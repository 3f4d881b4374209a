"""Frame times of the board with many strokes: pans, then zooms, in headless Chromium. Prints JSON.

    make web-dev && python board_bench.py [--strokes 10000] [--width 1920 --height 1080]
"""

import argparse
import functools
import http.server
import json
import os
import pathlib
import re
import statistics
import threading

from playwright.sync_api import sync_playwright

SITE = pathlib.Path(__file__).parents[2] / "web-client/dist/dev"

# Moves the view in each frame, as fingers would, and returns the times between frames.
RUN = """(move) => new Promise((done) => {
  const times = []; let last = performance.now();
  const moves = {
    none: () => undefined,
    pan: (i) => room.board.move((view) => view.panned(10 * Math.cos(i / 20), 6 * Math.sin(i / 33))),
    zoom: (i) => room.board.move((view) => view.zoomed(i % 60 < 30 ? 1.04 : 1 / 1.04, innerWidth / 2, innerHeight / 2)),
  };
  const step = () => {
    const now = performance.now(); times.push(now - last); last = now; moves[move](times.length);
    if (times.length < 240) requestAnimationFrame(step); else done(times.slice(1));
  };
  requestAnimationFrame(() => { last = performance.now(); requestAnimationFrame(step); });
})"""


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


def summary(frames):
    frames = sorted(frames)
    return {
        "frames": len(frames),
        "median_ms": round(statistics.median(frames), 1),
        "p95_ms": round(frames[int(len(frames) * 0.95)], 1),
        "worst_ms": round(frames[-1], 1),
        "per_s": round(1000 * len(frames) / sum(frames), 1),
    }


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--strokes", type=int, default=10_000)
    options.add_argument("--width", type=int, default=1920)
    options.add_argument("--height", type=int, default=1080)
    options.add_argument("--site", default=str(SITE))
    given = options.parse_args()
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=given.site))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": given.width, "height": given.height})
        page.goto(f"http://127.0.0.1:{server.server_port}/?strokes={given.strokes}")
        page.wait_for_function("window.room?.board.isSettled", timeout=60_000)
        page.wait_for_timeout(1_000)
        result = {"strokes": page.evaluate("lesson.page(lesson.taught).strokes.length"), "load": os.getloadavg()[0]}
        for move in ("none", "pan", "zoom"):
            before = threads(os.getpid())
            result[move] = summary(page.evaluate(RUN, move))
            result[move]["cpu_ms_per_frame"] = spent(before, threads(os.getpid()), result[move]["frames"])
        browser.close()
    server.shutdown()
    print(json.dumps(result, indent=1))


def threads(root):
    """CPU ticks of each thread of the processes below `root`: on a busy machine they say more than the clock."""
    children, ticks = {}, {}
    for stat in pathlib.Path("/proc").glob("[0-9]*/stat"):
        try:
            children.setdefault(int(stat.read_text().rsplit(")", 1)[1].split()[1]), []).append(int(stat.parent.name))
        except OSError:
            pass
    rest = [root]
    while rest:
        process = rest.pop()
        rest += children.get(process, [])
        try:
            command = pathlib.Path(f"/proc/{process}/cmdline").read_text()
            kind = re.search(r"--type=([\w-]+)", command)
            for task in pathlib.Path(f"/proc/{process}/task").iterdir():
                name, fields = (task / "stat").read_text().split("(", 1)[1].rsplit(")", 1)
                if kind:
                    ticks[kind[1], name, task.name] = sum(map(int, fields.split()[11:13]))
        except OSError:
            pass
    return ticks


def spent(before, after, frames):
    sums = {}
    for (kind, name, task), ticks in after.items():
        sums[f"{kind} {name}"] = sums.get(f"{kind} {name}", 0) + ticks - before.get((kind, name, task), 0)
    return {name: round(10 * ticks / frames, 1) for name, ticks in sorted(sums.items(), key=lambda entry: -entry[1])[:4]}


if __name__ == "__main__":
    main()
