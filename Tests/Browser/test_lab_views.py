"""The views of labs in a real browser, with machines that nobody runs (web-client/tests/ui-dev-lab.ts): `make web`, `node web-client/build/dev.mjs`, pytest."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from dev_pages import calm, wait
from lab_pages import TERMINAL, asked, focus_terminal, lab, phone, site, typed  # noqa: F401  (fixtures among them)
from test_access import RULES

# --- a student's machine ---


def test_the_keyboard_is_asked_for_given_on_and_taken_with_one_tap(lab):
    page = lab("role=student&other")
    page.click("text=Ask for the keyboard")
    assert page.inner_text("takhti-keyboard-line b") == "You are number 1 in the queue"
    page.evaluate("desk.giveKeyboard(first, 2)")
    assert page.inner_text("takhti-keyboard-line b") == "It is your keyboard now"
    page.evaluate("desk.machine(first).queue = [3]; desk.tell()")
    page.click("text=Give it to Bilal Khan")
    assert page.inner_text("takhti-keyboard-line b") == "Bilal Khan types"
    page = lab("role=student&free")
    page.click("text=Take the keyboard")
    assert page.inner_text("takhti-keyboard-line b") == "It is your keyboard now"
    page.keyboard.type("x")
    assert typed(page) == "x"


def test_who_is_in_no_group_chooses_one(lab):
    page = lab("role=student&machines=4&alone")
    page.click("text=Join Group 2")
    assert asked(page)[-1] == "assign 2"
    assert page.inner_text("takhti-keyboard-line b") == "Dalia Haddad types"


def test_a_machine_is_started_and_stopping_asks_first(lab):
    page = lab("role=student&state=failed")
    assert "bwrap" in page.inner_text(".machine-state")
    assert page.is_hidden("takhti-terminal")
    page.click(".machine-state >> text=Start")
    wait(page, "desk.machine(first).state === 'running'")
    page.wait_for_selector("takhti-terminal")
    page.click(".power >> text=Stop")
    assert "stop" not in asked(page)
    page.click(".power >> text=Really stop it?")
    assert "stop" in asked(page)


def test_a_sheet_has_steps_that_are_checked_and_code_that_is_typed(lab):
    page = lab("role=student")
    page.click("[aria-label='Check step 2']")
    wait(page, "document.querySelectorAll('[data-done]').length === 1")
    assert page.inner_text(".progress") == "1 of 4 steps done"
    page.click(".lab-sheet >> text=Type it >> nth=1")
    assert typed(page) == "python3 -m http.server 8000"
    page.evaluate("desk.machine(first).driver = 3; desk.tell()")
    assert page.locator(".lab-sheet >> text=Type it >> visible=true").count() == 0


def test_a_hostile_sheet_makes_no_element_but_those_of_a_sheet(lab):
    page = lab("role=student&other")
    pieces = ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "[a](javascript:alert(1))", "[a](https://a.example/\"onclick=alert(1))", "![x](https://a.example/x)", "`<b>`", "**<i>**", "- [ ] <a href=x>", "| <td> |\n|---|\n| [b](data:text/html,x) |", "<https://a.example/'\"><svg onload=alert(1)>", "> <iframe src=//a.example>", "# <style>*{}</style>", "https://a.example/<script>", "<!--", "]]>", "&lt;img&gt;"]
    allowed = {"takhti-sheet", "div", "progress", "span", "h2", "h3", "h4", "h5", "p", "pre", "code", "blockquote", "ul", "ol", "li", "hr", "table", "thead", "tbody", "tr", "th", "td", "a", "em", "strong", "s", "br", "svg", "path", "button"}
    attributes = {"class", "dir", "role", "aria-label", "aria-hidden", "tabindex", "href", "target", "rel", "title", "value", "max", "type", "viewbox", "d", "start", "data-done", "data-checks", "data-types", "hidden"}
    for seed in range(40):
        order = pieces[seed % len(pieces):] + pieces[: seed % len(pieces)]
        sheet = ("\n\n" if seed % 2 else " ").join(order[: 3 + seed % 9])
        tags, names, links = page.evaluate(
            "(sheet) => { desk.labs = desk.labs.map((lab) => ({ ...lab, state: { ...lab.state, sheet } })); desk.tell(); const all = [document.querySelector('takhti-sheet'), ...document.querySelectorAll('takhti-sheet *')];"
            " return [[...new Set(all.map((one) => one.localName))], [...new Set(all.flatMap((one) => one.getAttributeNames().map((name) => name.toLowerCase())))], all.filter((one) => one.localName === 'a').map((one) => one.protocol)]; }",
            sheet,
        )
        assert set(tags) <= allowed and set(names) <= attributes and set(links) <= {"http:", "https:"}, sheet


def test_use_ports_and_files_are_behind_their_tabs(lab):
    page = lab("role=student")
    page.click("[data-tab=use]")
    wait(page, "(document.querySelector('[data-kind=cpu] .line').getAttribute('d') ?? '').includes('L')")
    link = page.locator("takhti-ports a")
    assert (link.get_attribute("href"), link.get_attribute("rel")) == ("https://preview.example/8000/", "noopener noreferrer")
    page.fill(".port-form input", "9000")
    page.click("text=Allow this port")
    assert "allowPort 9000 true" in asked(page)
    page.click("[data-tab=files]")
    with page.expect_file_chooser() as chosen:
        page.click("text=Put a file in")
    chosen.value.set_files({"name": "small.txt", "mimeType": "text/plain", "buffer": b"hello"})
    page.wait_for_selector("takhti-files li >> text=small.txt")
    with page.expect_file_chooser() as chosen:
        page.click("text=Put a file in")
    chosen.value.set_files({"name": "huge.bin", "mimeType": "text/plain", "buffer": b"0" * 1_048_577})
    page.wait_for_selector("text=huge.bin is too large")


# --- who teaches ---


def test_a_lab_is_opened_from_a_template(lab):
    page = lab("role=lecturer&empty")
    page.click("text=Web server")
    page.fill("[aria-label='Number of groups']", "3")
    page.click(".open-lab .primary")
    assert asked(page)[-1] == "prepare web 3 queue Web server"
    assert page.locator("takhti-lab-overview li").count() == 3
    page.click("text=Start all")
    assert asked(page).count("start") == 3


def test_a_tile_is_entered_and_left(lab):
    page = lab("role=lecturer&machines=8")
    page.click("[data-key] >> nth=1 >> button")
    assert page.locator("takhti-terminal").count() == 1
    page.click("text=All machines")
    assert page.locator(".lab-tiles li").count() == 8
    assert page.evaluate("document.activeElement.closest('li').dataset.key") == page.evaluate("document.querySelectorAll('.lab-tiles li')[1].dataset.key")


def test_people_are_dealt_and_moved(lab):
    page = lab("role=lecturer&machines=4")
    page.evaluate("for (const { state } of desk.labs) for (const machine of state.machines) machine.group = []; desk.tell()")
    page.click(".tools >> text=Groups")
    page.click("text=Deal 12 people evenly")
    assert page.evaluate("desk.labs[0].state.machines.map(({ group }) => group.length)") == [3, 3, 3, 3]
    page.select_option("[aria-label='Group of Amina Yusuf']", label="Group 3")
    assert page.evaluate("desk.labs[0].state.machines.map(({ group }) => group.length)") == [2, 3, 4, 3]
    page.keyboard.press("Escape")
    assert page.is_hidden(".lab-over")


def test_a_line_for_all_is_shown_before_it_is_typed(lab):
    page = lab("role=lecturer&machines=8")
    page.click(".tools >> text=To all")
    page.keyboard.type("uptime")
    page.keyboard.press("Enter")
    assert "5 running machines" in page.inner_text(".sheet-card")
    assert not [one for one in asked(page) if one.startswith("broadcast")]
    page.keyboard.press("Enter")
    assert asked(page)[-1] == "broadcast uptime"
    assert typed(page) == "uptime\r"


def test_the_rule_of_all_keyboards_and_the_end_of_a_lab(lab):
    page = lab("role=lecturer&machines=4")
    page.click(".tools >> text=Keyboards")
    page.click("text=Only those who teach")
    assert asked(page).count("ruleKeyboard locked") == 4
    page.click("text=End the lab")
    assert "dissolve" not in asked(page)
    page.click("text=Really stop all machines?")
    assert asked(page)[-1] == "dissolve"
    assert page.is_visible(".open-lab")


def test_thirty_tiles_are_drawn_four_times_a_second_at_most_and_only_when_seen(lab):
    page = lab("role=lecturer&machines=30", width=1366, height=768)
    page.evaluate("window.tiles = () => [...document.querySelector('takhti-lab-overview').tiles.values()].map(({ tile }) => tile.count)")
    page.evaluate("window.flood = setInterval(() => { for (const machine of desk.machines.values()) machine.feed('All machines print a line at once.\\r\\n'); }, 16)")
    before = page.evaluate("[performance.now(), tiles()]")
    # Ten times at least, of which each is a moment after the one before.
    wait(page, f"Math.max(...tiles()) >= {max(before[1]) + 10}")
    after = page.evaluate("[performance.now(), tiles()]")
    seconds = (after[0] - before[0]) / 1_000
    drawn = [now - then for then, now in zip(before[1], after[1])]
    assert max(drawn) <= seconds * 4 + 1
    assert drawn[-1] == 0
    assert page.evaluate("[...desk.machines.values()].map(({ listeners }) => listeners.size)")[-1] == 0


def test_a_hall_sees_the_machine_alone(lab):
    page = lab("role=screen&show=htop", width=1920, height=1080)
    assert page.locator("button:visible").count() == 0
    assert page.locator("takhti-terminal").count() == 1
    page.evaluate("desk.machine(first).state = 'failed'; desk.machine(first).reason = 'no space left'; desk.tell()")
    assert page.inner_text(".hall-state") == "Failed: no space left"
    page.evaluate("desk.delay = undefined; desk.tell()")
    assert page.inner_text(".hall-away") == "No connection"
    page.evaluate("desk.hide()")
    assert not page.evaluate("document.querySelector('takhti-display').hasAttribute('data-lab')")


@pytest.mark.parametrize("count, across", [(2, 2), (8, 3), (30, 6)])
def test_a_hall_sees_all_machines_at_once(lab, count, across):
    page = lab(f"role=screen&all&machines={count}", width=1920, height=1080)
    boxes = page.evaluate("[...document.querySelectorAll('takhti-hall-tiles li')].map((one) => one.getBoundingClientRect()).map(({ left, top, right, bottom }) => [left, top, right, bottom])")
    assert len(boxes) == count and len({box[0] for box in boxes}) == across
    assert max(box[2] for box in boxes) <= 1920 and max(box[3] for box in boxes) <= 1080
    sizes = page.evaluate("[...document.querySelectorAll('takhti-hall-tiles :is(b, .doing, .number, h2)')].map((one) => parseFloat(getComputedStyle(one).fontSize))")
    assert min(sizes) >= 1080 / 50
    pictures = page.evaluate("[...document.querySelectorAll('takhti-hall-tiles canvas')].map((one) => one.getBoundingClientRect().width / one.closest('li').getBoundingClientRect().width)")
    assert min(pictures) > 0.9


def test_the_lecturer_chooses_what_the_hall_sees(lab):
    page = lab("role=lecturer&machines=4")
    page.click(".on-display")
    assert asked(page)[-1] == "show all" and page.get_attribute("button.on-display", "aria-pressed") == "true"
    page.click(".tile >> nth=1")
    assert page.get_attribute("button.on-display", "aria-pressed") == "false"
    page.keyboard.press("Tab")
    page.click("button.on-display")
    assert asked(page)[-1].startswith("show 0:")
    assert page.evaluate("document.activeElement.matches('button.on-display')")
    page.click("takhti-lab header button >> nth=0")
    assert page.locator(".tile .on-display").count() == 1
    assert "On the hall’s display" in page.get_attribute(".tile >> nth=1", "aria-label")
    page.click(".tile >> nth=1")
    page.click("button.on-display")
    assert asked(page)[-1] == "hide"


# --- the link ---


def test_what_is_typed_without_a_link_goes_nowhere_and_that_is_said(lab):
    page = lab("role=student")
    focus_terminal(page)
    page.evaluate("desk.delay = undefined; desk.tell()")
    assert "does not reach the machine" in page.inner_text(".lab-link")
    page.keyboard.type("rm -rf")
    assert typed(page) == ""
    # Whoever typed types on when it is back.
    page.evaluate("desk.delay = 0; desk.tell()")
    assert page.is_hidden(".lab-link")
    page.keyboard.type("ls")
    assert typed(page) == "ls"
    page.evaluate("desk.delay = 4; desk.tell()")
    assert page.inner_text(".lab-link") == "Slow link: what is seen is 4 s old."


def test_what_is_asked_without_a_link_says_that_it_waits(lab):
    page = lab("role=student")
    machine = "desk.labs[0].state.machines[0].name"
    page.evaluate(f"desk.waiting = ['stop', 'giveKeyboard', 'stop', 'resize'].map((kind) => ({{ kind, machine: `${{{machine}.outbox}}:${{{machine}.counter}}` }})); desk.tell()")
    # On a good link it is gone before it is read.
    assert page.is_hidden(".waits")
    page.evaluate("desk.delay = undefined; desk.tell()")
    assert page.inner_text(".waits") == "Stop, Give the keyboard to …: will be sent when the link returns."
    page.evaluate("desk.delay = 4; desk.tell()")
    assert page.inner_text(".waits") == "Stop, Give the keyboard to …: being sent …"
    page.evaluate("desk.waiting = []; desk.tell()")
    assert page.is_hidden(".waits")
    page = lab("role=lecturer&machines=8")
    page.evaluate(f"desk.delay = undefined; desk.waiting = [{{ kind: 'start', machine: `${{{machine}.outbox}}:${{{machine}.counter}}` }}, {{ kind: 'dissolve' }}]; desk.tell()")
    assert "Start: will be sent" in page.inner_text(".lab-tiles li >> nth=0")
    assert "End the lab: will be sent when the link returns." in page.inner_text(".lab-link")


def test_the_way_out_of_the_terminal_is_written_there(lab):
    page = lab("role=student")
    assert page.is_hidden(".leave")
    focus_terminal(page)
    assert page.inner_text(".leave") == "Ctrl, Shift and the full stop leave the terminal."


def test_a_button_on_the_keyboards_line_can_be_read_when_it_is_pointed_at(lab):
    page = lab("role=student&waiting", bypass_csp=True)
    page.hover("takhti-keyboard-line button")
    calm(page)
    assert violations(page) == []


# --- preparing ---


def test_a_sheet_is_looked_at_before_a_lab_is_opened(lab):
    page = lab("role=lecturer&empty&broken", height=1000)
    assert page.inner_text(".open-lab .broken span") == "The template “department” cannot be used. It has the key “limit”, which there is not.\nthere is no key “limit”"
    page.click(".pick >> text=Web server")
    assert "The sheet has 2 steps; 2 of them checked." in page.inner_text(".preview")
    assert "The template has 3 checks, but its sheet has 2 steps" in page.inner_text(".preview .broken")
    page.click(".preview summary")
    assert page.is_visible(".preview >> text=Make a page")
    page.click(".pick >> text=Linux shell")
    assert page.is_hidden(".preview")
    # The button stands where it is seen, however long the form is.
    page.set_viewport_size({"width": 1366, "height": 600})
    wait(page, "innerHeight === 600")
    page.click(".pick >> text=Web server")
    box = page.locator(".open-lab button.primary").bounding_box()
    assert box["y"] + box["height"] <= 600


# --- everybody ---


def violations(page):
    found = Axe().run(page, options=RULES).response["violations"]
    return [(one["id"], [node["html"][:160] for node in one["nodes"]][:4]) for one in found]


@pytest.mark.parametrize("query", ["role=student", "role=student&other", "role=student&state=failed", "role=lecturer&machines=8", "role=lecturer&empty", "role=lecturer&enter", "role=student&lines", "role=student&alone", "role=student&away", "role=lecturer&machines=4&away", "role=lecturer&empty&broken", "role=screen", "role=screen&all&machines=8", "role=screen&away"])
@pytest.mark.parametrize("look", ["language=en&theme=light", "language=ar&theme=dark", "language=ur&theme=contrast"])
def test_axe_finds_nothing(lab, query, look):
    page = lab(f"{query}&{look}", bypass_csp=True)
    assert violations(page) == []


@pytest.mark.parametrize("tab", ["sheet", "use", "files"])
def test_axe_finds_nothing_on_a_phone(lab, tab):
    page = phone(lab, "role=student&waiting", bypass_csp=True)
    page.tap(f"[data-tab={tab}]")
    page.wait_for_selector(f"[data-tab={tab}][aria-selected=true]")
    calm(page)
    assert violations(page) == []


@pytest.mark.parametrize("query", ["role=student", "role=student&other", "role=lecturer&machines=4", "role=lecturer&enter", "role=lecturer&empty"])
def test_targets_are_large_enough_for_a_thumb(lab, query):
    page = phone(lab, query)
    small = page.evaluate(
        "[...document.querySelectorAll('takhti-lab :is(button, select, input:not([type=radio]), a.plain)')].filter((one) => one.offsetParent && !one.closest('[hidden]')).map((one) => [one.textContent || one.getAttribute('aria-label'), one.getBoundingClientRect()]).filter(([, box]) => box.width < 43.9 || box.height < 43.9).map(([name, box]) => [name, box.width, box.height])"
    )
    assert small == []


def test_nothing_is_wider_than_a_phone_and_the_terminal_is_never_mirrored(lab):
    for language in ("en", "ar"):
        for query in ("role=student&waiting", "role=lecturer&machines=4", "role=lecturer&enter", "role=lecturer&empty"):
            page = phone(lab, f"{query}&language={language}")
            assert page.evaluate("document.documentElement.scrollWidth") <= 390
            wide = page.evaluate("[...document.querySelectorAll('takhti-lab > *, .lab-body > *, takhti-machine > *, takhti-terminal-panel > *')].filter((one) => one.offsetParent).map((one) => [one.localName + '.' + one.className, one.getBoundingClientRect()]).filter(([, box]) => box.left < -0.5 || box.right > 390.5).map(([name]) => name)")
            assert wide == []
        page = phone(lab, f"role=student&language={language}")
        assert page.evaluate(f"getComputedStyle({TERMINAL}).direction") == "ltr"
