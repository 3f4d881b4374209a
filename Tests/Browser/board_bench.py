"""Frame times of the board with many strokes: pans, then zooms, by real input in headless Chromium. Prints JSON.

    make web-dev && python board_bench.py [--strokes 10000] [--width 1920 --height 1080]
"""

import argparse
import functools
import http.server
import json
import pathlib
import statistics
import threading

from playwright.sync_api import sync_playwright

SITE = pathlib.Path(__file__).parents[2] / "web-client/dist/dev"

RECORD = """() => {
  window.frames_ = []; window.running_ = true; let last = performance.now();
  const step = (now) => { frames_.push(now - last); last = now; if (running_) requestAnimationFrame(step); };
  requestAnimationFrame((now) => { last = now; requestAnimationFrame(step); });
}"""
STOP = "() => { running_ = false; return frames_; }"


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
        page.wait_for_timeout(500)
        first = page.evaluate("performance.now()")
        result = {"strokes": page.evaluate("lesson.page(lesson.taught).strokes.length"), "idle": measure(page, lambda: page.wait_for_timeout(2_000))}
        result["pan"] = measure(page, lambda: pan(page, given))
        result["zoom"] = measure(page, lambda: zoom(page, given))
        result["settled_after_ms"] = round(settle(page))
        browser.close()
    server.shutdown()
    print(json.dumps(result, indent=1))


def measure(page, act):
    page.evaluate(RECORD)
    act()
    return summary(page.evaluate(STOP))


def pan(page, given):
    x, y = given.width / 2, given.height / 2
    page.mouse.move(x, y)
    page.mouse.down(button="middle")
    for step in range(180):
        page.mouse.move(x + 500 * ((step % 60) / 60 - 0.5), y + 3 * (step % 90))
        page.wait_for_timeout(8)
    page.mouse.up(button="middle")


def zoom(page, given):
    page.mouse.move(given.width / 2, given.height / 2)
    page.keyboard.down("Control")
    for step in range(180):
        page.mouse.wheel(0, -40 if step % 60 < 30 else 40)
        page.wait_for_timeout(8)
    page.keyboard.up("Control")


def settle(page):
    start = page.evaluate("performance.now()")
    page.wait_for_function("room.board.isSettled", timeout=60_000)
    return page.evaluate("performance.now()") - start


main()
