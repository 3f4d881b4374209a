"""The dev pages (web-client/build/dev.mjs) behind the server's content policy, and how they are opened."""

import contextlib
import functools
import http.server
import pathlib
import threading
import time

SITE = pathlib.Path(__file__).parents[2] / "web-client/dist/dev"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self' ws: wss:; manifest-src 'self'; "
    "worker-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)


class Site(http.server.SimpleHTTPRequestHandler):
    def end_headers(self):
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, *_):
        pass


@contextlib.contextmanager
def dev_site():
    """Its address."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Site, directory=str(SITE)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


@contextlib.contextmanager
def pages(browser):
    """Opens pages; what goes wrong in them fails at the end."""
    contexts = []

    def open_page(address, width, height, **options):
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        context.set_default_timeout(1_000 * PATIENCE)
        page = context.new_page()
        problems = []
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
        page.goto(address)
        contexts.append((context, problems))
        return page

    yield open_page
    for context, problems in contexts:
        context.close()
        assert problems == []


# For what never comes, in seconds: a busy machine is no reason to fail.
PATIENCE = 120


def wait(page, condition):
    """Until `condition` holds."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if page.evaluate(condition):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"never: {condition}")


def becomes(page, expression, expected):
    """Until `expression` is `expected`; what it is else is said."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if (found := page.evaluate(expression)) == expected:
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"{expression} is {found!r}, never {expected!r}")


def reads(page, selector, expected):
    """Until what one reads there is `expected`."""
    becomes(page, f"document.querySelector({selector!r})?.innerText", expected)


def calm(page):
    """Until what was changed is drawn, and what moves has come to its end. What moves for ever is no concern of it."""
    page.evaluate("""async () => {
      const frame = () => new Promise(requestAnimationFrame);
      const isUnderWay = (one) => Number.isFinite(one.effect?.getComputedTiming().endTime) && one.playState === "running";
      do for (const _ of "123") await frame(); while (document.getAnimations().some(isUnderWay));
    }""")
