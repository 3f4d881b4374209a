"""Somebody in a lesson: a browser's page, and what hands and eyes do with it."""

import json
import pathlib
import tempfile
import time

from dev_pages import PATIENCE, calm
from ink_picture import InkPicture

# The client's own elements are the handle of the tests: nothing is built in for them.
ROOM = "document.querySelector('takhti-room')"
LESSON = f"{ROOM}?.lesson"
STROKES = f"({LESSON}?.taught ? {LESSON}.page({LESSON}.taught).strokes : [])"


class Person:
    def __init__(self, context, expected=(), problems=None):
        self.context = context
        self.expected = expected
        self.page = context.new_page()
        self.problems = [] if problems is None else problems
        self.page.on("pageerror", lambda error: self.problems.append(str(error)))
        self.page.on("console", lambda message: self._hear(message, expected))

    def _hear(self, message, expected):
        # A link that breaks is told by the browser, too.
        usual = ("net::ERR_", "WebSocket connection to", *expected)
        if message.type == "error" and not any(words in message.text for words in usual):
            self.problems.append(message.text)

    def tab(self):
        """Another tab of the same person."""
        return Person(self.context, self.expected, self.problems)

    # --- coming in ---

    def open(self, address):
        self.page.goto(address)
        return self

    def teaches(self, server):
        self.open(server.link)
        self.wait(f"{LESSON}?.mayTeach && {LESSON}.link.kind === 'live'")
        self.wait("!!document.querySelector('takhti-tools .tool') && !!document.querySelector('takhti-class .tool')")
        self.settle()
        return self

    def joins(self, server, name):
        self.open(server.address)
        self.page.fill("#room", server.code.lower())
        self.page.fill("#name", name)
        self.page.click("button.primary")
        self.wait(f"{LESSON}?.link.kind === 'live'")
        self.settle()
        return self

    def works_offline(self):
        """Waits until a reload needs no link."""
        self.wait("navigator.serviceWorker.ready.then(({ active }) => active.state === 'activated')")

    def reload(self):
        self.page.reload()
        self.wait(f"!!{LESSON}?.taught && {LESSON}.page({LESSON}.taught).isLoaded")
        return self

    # --- looking ---

    def get(self, expression):
        return self.page.evaluate(expression)

    def wait(self, condition, seconds=PATIENCE):
        """Until `condition` holds. The limit is for what never comes."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                if self.page.evaluate(condition):
                    return
            except Exception as error:  # The page is being loaded anew.
                if "context was destroyed" not in str(error) and "navigat" not in str(error):
                    raise
            self.page.wait_for_timeout(50)
        raise AssertionError(f"never: {condition}; {self.get(f'JSON.stringify([{LESSON}?.link, {LESSON}?.pendingCount])')}; {self.text()[:300]}")

    def becomes(self, expression, expected):
        """Until `expression` is `expected`, a value that JSON has."""
        self.wait(f"JSON.stringify(({expression}) ?? null) === JSON.stringify({json.dumps(expected)})")

    def text(self):
        return self.get("document.body.innerText")

    def reads(self, words):
        self.wait(f"document.body.innerText.replace(/\\s+/g, ' ').includes({words!r})")

    def settle(self):
        """Until the board shows all that there is."""
        self.wait(f"{ROOM}?.board.isSettled && {LESSON}.taught && {LESSON}.page({LESSON}.taught).isLoaded")
        calm(self.page)
        self.wait(f"{ROOM}.board.isSettled")

    @property
    def strokes(self):
        """The keys of the strokes on the page that is taught, in their order."""
        return self.get(f"{STROKES}.map(({{ key }}) => key)")

    def sees(self, count):
        self.wait(f"{STROKES}.filter(({{ isOpen }}) => !isOpen).length === {count} && {STROKES}.length === {count}")
        self.settle()

    def stored(self):
        self.wait(f"{LESSON}.link.kind === 'live' && {LESSON}.pendingCount === 0")

    def agrees_with(self, server):
        """The replicas that this tab has are the host's."""
        self.stored()
        mine = "Object.fromEntries([0, ...[...lesson.replicas.pages.keys()]].map((topic) => [topic, lesson.replicas.fingerprint(topic)]))"
        mine = f"(() => {{ const lesson = {LESSON}; return {mine}; }})()"
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            host, here = server.fingerprints(), {int(topic): value for topic, value in self.get(mine).items()}
            if here == {topic: host.get(topic) for topic in here}:
                return
            self.page.wait_for_timeout(100)
        raise AssertionError(f"{here} is not {host}")

    def picture(self):
        """The page as this screen shows it, without what lies over it."""
        self.settle()
        self.page.mouse.move(3, 3)
        hide = "(on) => { for (const part of document.querySelectorAll('takhti-room > :not(takhti-board)')) part.style.visibility = on ? 'hidden' : ''; document.activeElement.blur(); }"
        self.page.evaluate(hide, True)
        calm(self.page)
        left, top, right, bottom, density = self.get(f"""(() => {{
          const {{ board }} = {ROOM}, {{ x, y, scale }} = board.view, place = board.getBoundingClientRect();
          // Without the paper's edge, which is no ink.
          return [place.left + (120 - x) * scale, place.top + (120 - y) * scale, place.left + (15240 - x) * scale, place.top + (8520 - y) * scale, devicePixelRatio]; }})()""")
        png = self.page.screenshot()
        self.page.evaluate(hide, False)
        return InkPicture(png, tuple(density * side for side in (left, top, right, bottom)))

    def shows_again(self, before):
        """Waits until the screen shows what it showed before."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if self.picture().same_as(before):
                return
            self.page.wait_for_timeout(100)
        raise AssertionError("another picture")

    def shows_the_same_as(self, other):
        """Waits until both screens show the same ink, and some."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            mine, theirs = self.picture(), other.picture()
            if mine.ink > 100 and mine.same_as(theirs):
                return
            self.page.wait_for_timeout(100)
        folder = pathlib.Path(tempfile.mkdtemp(prefix="takhti-"))
        mine.picture.save(folder / "mine.png")
        theirs.picture.save(folder / "theirs.png")
        raise AssertionError(f"{mine.lacks(theirs)} and {theirs.lacks(mine)} pixels of ink are on one screen only; see {folder}")

    def notes(self, name, condition):
        """From now on `condition` is looked at in each frame, for what is there for a moment only; `noted` waits until it held."""
        self.get(f"(() => {{ const look = () => ({condition}) ? (window.{name} = true) : requestAnimationFrame(look); look(); }})()")

    def noted(self, name):
        self.wait(f"window.{name} === true")

    # --- hands ---

    def at(self, x, y):
        """Where a point of the page (1920 × 1080) is on the screen."""
        return self.get(f"(() => {{ const {{ board }} = {ROOM}, {{ left, top }} = board.getBoundingClientRect(), {{ view }} = board; return [left + ({x * 8} - view.x) * view.scale, top + ({y * 8} - view.y) * view.scale]; }})()")

    def draw(self, *points, steps=6):
        """One stroke through points of the page."""
        places = [self.at(*point) for point in points]
        mouse = self.page.mouse
        mouse.move(*places[0])
        mouse.down()
        for place in places[1:]:
            mouse.move(*place, steps=steps)
        mouse.up()

    def draws(self, count, x=300, y=250):
        """Some strokes side by side, each with a place of its own."""
        for index in range(count):
            left, top = x + 90 * (index % 12), y + 110 * (index // 12)
            self.draw((left, top), (left + 30, top + 60), (left + 60, top))

    def panel(self, name):
        self.page.click(f"[aria-label='{name}']:visible")

    def close(self):
        self.context.close()
