"""The views in a real browser, on the lesson that nobody gives (web-client/tests/ui-dev.ts): `make web`, `node web-client/build/dev.mjs`, pytest."""

import pytest

from dev_pages import calm, dev_site, pages, wait


@pytest.fixture(scope="module")
def site():
    with dev_site() as address:
        yield address


@pytest.fixture
def lesson(browser, site):
    with pages(browser) as open_page:

        def open_lesson(query="", width=1280, height=720, **options):
            page = open_page(f"{site}?{query}", width, height, **options)
            if "join" not in query:
                wait(page, "!!window.room?.board.isSettled")
            return page

        yield open_lesson


COUNT = "lesson.page(lesson.taught).strokes.length"
LAST = "lesson.page(lesson.taught).strokes[lesson.page(lesson.taught).strokes.length - 1]"


def tools(page):
    wait(page, "!!document.querySelector('takhti-tools .tool') && (!room.lesson.mayTeach || !!document.querySelector('takhti-class .tool'))")
    calm(page)
    wait(page, "room.board.isSettled")


def draw(page, points):
    page.mouse.move(*points[0])
    page.mouse.down()
    for point in points[1:]:
        page.mouse.move(*point, steps=6)
    page.mouse.up()


def test_a_stroke_is_drawn_stays_and_is_undone(lesson):
    page = lesson(width=1440)
    tools(page)
    before = page.evaluate(COUNT)
    clean = page.screenshot()
    draw(page, [(700, 420), (800, 500), (900, 400)])
    assert page.evaluate(COUNT) == before + 1
    assert page.evaluate(f"{LAST}.samples.length") > 5
    wait(page, "room.board.isSettled && " + LAST + ".state === 'stored'")
    page.keyboard.press("Control+z")
    wait(page, "room.board.isSettled")
    assert page.evaluate(COUNT) == before
    page.keyboard.press("Control+Shift+z")
    assert page.evaluate(COUNT) == before + 1
    page.keyboard.press("Control+z")
    page.mouse.move(5, 300)
    wait(page, "room.board.isSettled")
    calm(page)
    assert near(page.screenshot(), clean)


def near(a, b):
    import io

    from PIL import Image, ImageChops

    # The board alone is compared, without its ring of focus and above both rows of bars: the edges of their icons, which stand at parts of a
    # pixel, are drawn anew when the layers of ink come and go, a shade lighter or darker.
    first, second = (Image.open(io.BytesIO(data)).convert("L").crop((10, 200, 1270, 540)) for data in (a, b))
    return ImageChops.difference(first, second).getbbox() is None


def test_the_local_stroke_is_on_the_screen_in_the_frame_of_its_event(lesson):
    page = lesson()
    tools(page)
    page.mouse.move(640, 400)
    page.mouse.down()
    inked = page.evaluate("""() => {
      const board = room.board;
      const event = (type, x, y) => new PointerEvent(type, { pointerId: 1, pointerType: "mouse", clientX: x, clientY: y, buttons: 1, bubbles: true });
      board.hand.move(event("pointermove", 700, 430)); board.hand.move(event("pointermove", 760, 430)); board.hand.move(event("pointermove", 820, 400));
      const seen = (name, x, y) => { const c = document.querySelector(name); return c.hidden ? 0 : c.getContext("2d").getImageData(x - 3, y - 3, 7, 7).data.some((v, i) => i % 4 === 3 && v > 0); };
      return [seen(".wet", 690, 425) , seen(".tips", 815, 402)];
    }""")
    page.mouse.up()
    assert inked == [True, True]


def test_the_eraser_takes_whole_strokes_or_an_area(lesson):
    page = lesson()
    tools(page)
    draw(page, [(700, 190), (1100, 190)])
    count = page.evaluate(COUNT)
    page.keyboard.press("e")
    page.click("takhti-tools [aria-pressed=true]")
    page.click("takhti-tools .choice >> nth=1")
    draw(page, [(900, 175), (900, 205)])
    wait(page, "room.board.isSettled")
    assert page.evaluate(COUNT) == count
    assert page.evaluate(f"{LAST}.cuts.length") == 1
    page.click("takhti-tools [aria-pressed=true]")
    page.click("takhti-tools .choice >> nth=0")
    draw(page, [(750, 175), (750, 205)])
    assert page.evaluate(COUNT) == count - 1


def test_two_fingers_move_the_paper_and_write_nothing(lesson):
    page = lesson(has_touch=True)
    tools(page)
    before, scale = page.evaluate(f"[{COUNT}, room.board.view.scale]")
    touch = page.context.new_cdp_session(page)
    points = lambda *all: [{"x": x, "y": y, "id": index} for index, (x, y) in enumerate(all)]
    touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": points((500, 300), (700, 300))})
    for step in range(1, 8):
        touch.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": points((500 - 20 * step, 300), (700 + 20 * step, 300))})
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    # They went from 200 px to 480 px.
    wait(page, f"room.board.view.scale > {2 * scale}")
    assert page.evaluate(COUNT) == before


def test_a_finger_writes(lesson):
    page = lesson(has_touch=True)
    tools(page)
    before = page.evaluate(COUNT)
    touch = page.context.new_cdp_session(page)
    touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": 500, "y": 300}]})
    for step in range(1, 8):
        touch.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [{"x": 500 + 20 * step, "y": 300}]})
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    wait(page, f"{COUNT} === {before + 1}")


def test_ink_of_others_is_played_out_and_dries(lesson):
    page = lesson("role=student")
    before = page.evaluate(COUNT)
    frames = page.evaluate("""async () => {
      const seen = []; let going = true;
      const step = () => { const wet = [...room.board.wet.strokes.values()][0]; if (wet) seen.push(wet.drawn); if (going) requestAnimationFrame(step); };
      requestAnimationFrame(step);
      await write(2, 200, 0, 33, 10); while (!room.board.isSettled) await new Promise(requestAnimationFrame); going = false; return seen; }""")
    assert page.evaluate(COUNT) == before + 1
    assert len(frames) > 4 and frames == sorted(frames)


def test_pages_are_added_removed_and_put_back_by_keys_and_panel(lesson):
    page = lesson()
    tools(page)
    page.click("takhti-class [aria-label='Add a page']")
    assert page.evaluate("lesson.pages.length") == 6
    page.keyboard.press("PageUp")
    page.click("takhti-class [aria-label='Pages']")
    page.click("[aria-label='Remove page 2']")
    assert page.evaluate("lesson.pages.length") == 5
    page.click("text=Put it back")
    assert page.evaluate("lesson.pages.length") == 6
    page.keyboard.press("Escape")
    assert page.query_selector("takhti-pages") is None


def test_who_looks_around_can_return(lesson):
    page = lesson("role=student")
    page.mouse.move(600, 300)
    page.mouse.wheel(0, 200)
    page.click(".return button")
    assert page.query_selector(".return button") is None
    assert page.query_selector("takhti-tools") is None


def test_the_language_changes_in_one_tap_and_mirrors(lesson):
    page = lesson()
    tools(page)
    page.click("[aria-label='More']")
    page.click("text=العربية")
    wait(page, "document.documentElement.dir === 'rtl'")
    wait(page, "document.querySelector('takhti-tools [aria-label=\"ممحاة\"]') !== null")
    # The bar is mirrored, ink is not: what is written stays where it was written.
    pen, undo = (page.query_selector(f"takhti-tools [aria-label='{name}']").bounding_box() for name in ("ممحاة", "تراجع"))
    assert undo["x"] < pen["x"]


def test_a_refused_change_says_why_and_can_be_discarded(lesson):
    page = lesson("refused=notYours")
    wait(page, "document.body.textContent.includes('It belongs to somebody else.')")
    page.click("text=Discard")
    wait(page, "!document.querySelector('takhti-refused')")


def test_the_chip_says_what_waits(lesson):
    page = lesson("role=student&link=offline")
    assert "20 changes waiting" in page.text_content(".chip.link")
    page.click(".chip.link")
    page.click("text=Try now")
    wait(page, "document.querySelector('.chip.link').textContent.includes('Live')")


def test_the_join_page_says_at_the_field_what_is_missing(lesson):
    page = lesson("join=")
    page.click("button.primary")
    assert page.text_content("#room-error") == "Type the code that is on the board."
    assert page.evaluate("document.activeElement.id") == "room"


def test_a_room_that_is_put_in_again_writes_each_stroke_once(lesson):
    page = lesson()
    page.evaluate("document.body.replaceChildren(room)")
    page.evaluate("room.setLanguage('en')")
    tools(page)
    before = page.evaluate(COUNT)
    draw(page, [(700, 420), (800, 500)])
    assert page.evaluate(COUNT) == before + 1
    wait(page, "room.board.isSettled")


def test_the_hall_screen_shows_what_it_is_told_and_takes_no_touch(lesson):
    page = lesson("role=screen&code&hands&poll=1", width=1920, height=1080)
    wait(page, "!!document.querySelector('takhti-display .join .code')")
    for words in ("K7M 4QX", "5 hands", "Thandiwe Dube", "and 2 more", "What happens to the energy", "It grows fourfold", "97 of 146 answered"):
        wait(page, f"document.querySelector('takhti-display').innerText.includes({words!r})")
    # From the last row of a hall of 20 m a letter has to be a 50th of the picture's height or more.
    sizes = page.evaluate("[...document.querySelectorAll('takhti-display li, takhti-display .code, takhti-display h2')].map((part) => parseFloat(getComputedStyle(part).fontSize))")
    assert min(sizes) >= 1080 / 50
    assert page.evaluate("document.elementFromPoint(960, 540).closest('takhti-display')") is None
    assert page.evaluate("document.querySelector('.bottom').hidden && !document.querySelector('takhti-poll')")
    page.evaluate("lesson.setDisplay({ code: false, hands: false, results: false, blank: true })")
    assert page.evaluate("getComputedStyle(document.querySelector('takhti-display .blank')).backgroundColor") == "rgb(0, 0, 0)"
    assert page.evaluate("[...document.querySelectorAll('takhti-display section')].every(({ hidden }) => hidden)")


def test_the_lecturer_says_what_the_hall_screen_shows(lesson):
    page = lesson("role=lecturer", width=1920, height=1080)
    page.click("[aria-label=More]")
    page.click("text=Who waits to speak")
    assert page.evaluate("lesson.display.hands && !lesson.display.code")


@pytest.mark.parametrize("touch", [False, True])
def test_what_floats_over_the_page_takes_taps_and_no_ink(lesson, touch):
    page = lesson("role=lecturer", width=1920, height=1080, has_touch=touch)
    tools(page)
    before = page.evaluate(COUNT)
    stroke = swipe if touch else draw
    card = page.locator(".join-corner").bounding_box()
    # On the card itself, from the button that puts it away, and from what is left of it.
    for index, place in enumerate([".join-corner img", ".join-corner .plain", ".join-corner .chip"]):
        if ".plain" in place:
            page.click(".join-corner .chip")
            assert page.locator(".join-corner").bounding_box() == card
        box = page.locator(place).bounding_box()
        at = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        stroke(page, [at, (at[0] + 60, at[1] + 90), (at[0] + 160, at[1] + 40)])
        wait(page, f"{COUNT} === {before + 1 + index}")
        first = page.evaluate(f"(() => {{ const {{ x, y }} = {LAST}.samples[0], {{ view }} = room.board; return [(x - view.x) * view.scale, (y - view.y) * view.scale]; }})()")
        assert max(abs(first[0] - at[0]), abs(first[1] - at[1])) < 2, place
        page.locator(".join-corner.small .chip").wait_for(state="visible" if index == 0 else "hidden")
        if index == 1:
            page.click("[aria-label='Show how to join']")
            draw(page, [(900, 700), (950, 750)])
            before += 1
    page.click("[aria-label='Show how to join']")
    page.click(".join-corner .plain")
    assert not page.locator(".join-corner").is_visible() and page.evaluate(COUNT) == before + 3


def swipe(page, points):
    touch = page.context.new_cdp_session(page)
    for index, (x, y) in enumerate(points):
        touch.send("Input.dispatchTouchEvent", {"type": "touchMove" if index else "touchStart", "touchPoints": [{"x": x, "y": y}]})
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


SEEN = "[...document.querySelectorAll('.bottom .item')].filter((item) => item.checkVisibility()).map((item) => item.innerText)"


@pytest.mark.parametrize("width, height", [(390, 844), (844, 390)])
def test_a_phone_has_four_things_in_its_bar_and_the_rest_behind_one_chip(lesson, width, height):
    page = lesson("role=student", width=width, height=height, has_touch=True)
    wait(page, "!!document.querySelector('takhti-talk .item')")
    assert page.evaluate(SEEN) == ["No. 1", "Ask", "React", "Chat"]
    assert page.get_attribute("takhti-talk .item >> nth=0", "aria-label") == "Your hand is up, number 1. Lower it"
    more = page.locator("button[aria-label=More]:visible")
    assert more.count() == 1 and more.bounding_box()["height"] >= 44
    more.click()
    assert more.get_attribute("aria-expanded") == "true"
    page.click(".ways >> text=148 here")
    page.wait_for_selector("takhti-people")
    page.keyboard.press("Escape")
    more.click()
    page.click(".ways [aria-label='Page 1 of 5']")
    page.wait_for_selector("takhti-pages")
    page.keyboard.press("Escape")
    # A lab comes by itself, and stays beside the chip.
    page.evaluate("(lesson.labCount = 1, room.update())")
    box = page.locator(".notice").bounding_box()
    assert page.inner_text(".notice button") == "Lab" and 0 <= box["y"] <= 100 and box["x"] >= 0
    page.click(".notice", position={"x": 8, "y": 8})
    assert page.locator(".seldom-chips .lab-opener").is_visible()
    assert page.evaluate(SEEN) == ["No. 1", "Ask", "React", "Chat"]


def test_a_laptop_has_everything_in_its_bar_by_keyboard_too(lesson):
    page = lesson("role=student", width=1366, height=768)
    wait(page, "!!document.querySelector('takhti-talk .item')")
    assert page.evaluate(SEEN) == ["No. 1", "Ask", "React", "Chat", "1 / 5", "148", "More"]
    reached = []
    for _ in range(12):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.getAttribute('aria-label') ?? document.activeElement.innerText"))
    assert [name for name in reached if name in ("Ask", "React", "Chat", "Page 1 of 5", "148 here", "More")] == ["Ask", "React", "Chat", "Page 1 of 5", "148 here", "More"]
    assert page.locator("button[aria-label=More]:visible").count() == 0


def test_formulas_are_drawn_and_nothing_else_in_them_is(lesson):
    page = lesson("role=student&poll=formula", width=390, height=844)
    wait(page, "!!document.querySelector('takhti-poll h2 math mfrac')")
    assert page.evaluate("document.querySelector('takhti-poll h2 mfrac').getBoundingClientRect().height") > 20
    assert page.evaluate("document.querySelector('takhti-poll .option math mfrac') !== null")
    # Markup is text, an unfinished formula too; what a formula brings beside itself is gone.
    options = page.evaluate("[...document.querySelectorAll('takhti-poll .option')].map((option) => option.innerText)")
    assert options[1:] == ["<b>no markup</b>", "<math>"]
    assert page.evaluate("document.querySelectorAll('takhti-poll script, takhti-poll img, takhti-poll maction').length") == 0
    assert page.evaluate("[...document.querySelectorAll('takhti-poll math *')].every((part) => part.getAttributeNames().length === 0)")
    assert page.evaluate("document.querySelector('takhti-poll h2').textContent").startswith("What is 12 of x")
    assert page.get_attribute("takhti-poll .options", "aria-label").startswith("What is 12 of x")


def test_the_bars_of_those_who_teach_never_cover_each_other(lesson):
    page = lesson("role=lecturer")
    tools(page)
    for width in (1920, 1500, 1440, 1366, 1280, 1024, 900):
        page.set_viewport_size({"width": width, "height": 768})
        wait(page, f"innerWidth === {width}")
        calm(page)
        covered = page.evaluate("""[...document.querySelectorAll('.bar')].map((bar) => bar.getBoundingClientRect()).some((one, at, bars) => bars.slice(at + 1).some((other) =>
            one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom))""")
        assert not covered, width
