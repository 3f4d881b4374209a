"""Chromium, as Debian has it, on the page at `/`."""

import shutil

import pytest
from playwright.sync_api import expect, sync_playwright

from echo_server import PATIENCE

CHROMIUM = shutil.which("chromium")
expect.set_options(timeout=1_000 * PATIENCE)
DEFLATE = "permessage-deflate; server_no_context_takeover; client_no_context_takeover"


@pytest.fixture(scope="module")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def page(chromium):
    """A page whose console stays empty."""
    context = chromium.new_context(ignore_https_errors=True, viewport={"width": 1920, "height": 1080})
    context.set_default_timeout(1_000 * PATIENCE)
    page = context.new_page()
    complaints = []
    page.on("console", lambda message: complaints.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.complaints = complaints
    yield page
    context.close()


def send(page, words):
    page.get_by_label("Message").fill(words)
    page.get_by_role("button", name="Send").click()


@pytest.fixture(params=["plain", "tls"])
def served(request, start, tmp_path):
    return start("--deflate", *(["--tls-self-signed", tmp_path / "tls"] if request.param == "tls" else []))


def test_what_is_sent_through_the_form_comes_back(page, served):
    page.goto(served.http())
    expect(page.get_by_role("status")).to_have_text("live")
    for words in ("hello", "سلام دنیا", "<b>not markup</b>", "x" * 2000):
        send(page, words)
        expect(page.locator("#log li").last.locator("span")).to_have_text(words)
    expect(page.locator("#log li")).to_have_count(4)
    assert page.complaints == []


def test_compression_is_agreed_on_without_context_takeover(page, served):
    page.goto(served.http())
    expect(page.get_by_role("status")).to_have_text("live")
    agreed = page.evaluate("socket.extensions")
    assert sorted(agreed.split("; ")) == sorted(DEFLATE.split("; "))
    assert page.complaints == []


def test_messages_of_every_size_come_back_equal_in_a_browser(page, served):
    page.goto(served.http())
    outcome = page.evaluate(
        """async (sizes) => {
          const socket = new WebSocket(location.href.replace(/^http/, "ws") + "echo");
          socket.binaryType = "arraybuffer";
          await new Promise((open) => socket.onopen = open);
          const next = () => new Promise((message) => socket.onmessage = ({ data }) => message(data));
          const wrong = [];
          for (const size of sizes) {
            const bytes = Uint8Array.from({ length: size }, (_, index) => (index * index) >> 3);
            socket.send(bytes);
            const back = new Uint8Array(await next());
            if (back.length !== size || back.some((byte, index) => byte !== bytes[index])) wrong.push(size);
            socket.send("ж".repeat(size));
            if (await next() !== "ж".repeat(size)) wrong.push(`text ${size}`);
          }
          const closed = new Promise((event) => socket.onclose = event);
          socket.close(3001, "done");
          const { code, wasClean } = await closed;
          return { wrong, code, wasClean };
        }""",
        [0, 1, 125, 126, 65535, 65536, 1 << 20],
    )
    assert outcome == {"wrong": [], "code": 3001, "wasClean": True}
    assert page.complaints == []


def test_a_stopped_server_says_goodbye_with_1001(page, served):
    page.goto(served.http())
    expect(page.get_by_role("status")).to_have_text("live")
    page.evaluate("() => { window.ended = new Promise((event) => socket.addEventListener('close', event)); }")
    served.terminate()
    assert page.evaluate("ended.then(({ code, wasClean }) => [code, wasClean])") == [1001, True]
    expect(page.get_by_role("status")).to_have_text("the server is stopping")
    assert served.wait() == 0


def test_the_page_fits_a_projector_and_a_phone(page, start, tmp_path):
    served = start()
    page.goto(served.http())
    expect(page.get_by_role("status")).to_have_text("live")
    for number in range(3):
        send(page, f"message {number}, with words enough to need a second line on the screen of a telephone")
        expect(page.locator("#log li")).to_have_count(number + 1)
    for width, height in ((1920, 1080), (390, 844)):
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        box = page.get_by_role("button", name="Send").bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= width and box["y"] + box["height"] <= height
        assert min(box["width"], box["height"]) >= 44  # a finger's width
        shot = tmp_path / f"echo-{width}x{height}.png"
        page.screenshot(path=shot)
        print(f"screenshot: {shot}")
    assert page.complaints == []
