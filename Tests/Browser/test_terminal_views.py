"""The terminal in a real browser: `make web`, `node web-client/build/dev.mjs`, pytest."""

from dev_pages import becomes, calm, reads, wait
from lab_pages import TERMINAL, TEXT, asked, focus_terminal, lab, phone, site, typed  # noqa: F401  (fixtures among them)


def test_keys_go_to_the_machine_and_what_they_do_is_drawn_and_readable(lab):
    page = lab("role=student")
    focus_terminal(page)
    page.keyboard.type("echo hi")
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Control+c")
    page.keyboard.press("Tab")
    assert typed(page) == "echo hi\r\x1b[A\x03\t"
    wait(page, f"{TEXT}.some((line) => line.endsWith('$ echo hi'))")
    assert page.evaluate("document.activeElement.matches('.typing')")


def test_the_keyboard_is_no_trap(lab):
    page = lab("role=student")
    focus_terminal(page)
    page.keyboard.press("Control+Shift+.")
    assert page.evaluate("document.activeElement.closest('.term-tools') !== null")
    assert typed(page) == ""
    page = lab("role=student&other")
    page.focus("takhti-terminal .scroller")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('takhti-terminal') === null")


def test_who_does_not_drive_types_nothing(lab):
    page = lab("role=student&other")
    page.click("takhti-terminal .scroller", position={"x": 300, "y": 300})
    page.keyboard.type("rm -rf")
    assert typed(page) == ""
    assert page.is_hidden(".key-row")


def test_the_drivers_window_sets_the_size_and_a_watchers_screen_fits(lab):
    page = lab("role=student")
    wait(page, "desk.asked.some((one) => one.startsWith('resize'))")
    columns, rows = map(int, [one for one in asked(page) if one.startswith("resize")][-1].split(" ")[1].split("×"))
    assert columns > 90 and rows > 25
    before = len([one for one in asked(page) if one.startswith("resize")])
    page.click(".term-tools [title='Larger letters']")
    wait(page, f"desk.asked.filter((one) => one.startsWith('resize')).length > {before}")
    page = lab("role=student&other", width=1000, height=500)
    assert not [one for one in asked(page) if one.startswith("resize")]
    assert page.evaluate(f"(() => {{ const s = {TERMINAL}.querySelector('.scroller'); return s.scrollWidth <= s.clientWidth; }})()")


def test_letters_of_the_text_stand_over_their_pictures(lab):
    """Every row of text is as wide as its cells, whatever is in it: what is selected is what is seen."""
    page = lab("role=student")
    off = page.evaluate(
        f"""(() => {{
          const cell = parseFloat({TERMINAL}.style.getPropertyValue('--cell'));
          const screen = desk.machines.get(first).terminal;
          return [...{TERMINAL}.querySelectorAll('.cells')].map((line, row) => {{
            const range = document.createRange();
            range.selectNodeContents(line);
            const glyphs = [...screen.line(row)];
            while (glyphs.length && (glyphs[glyphs.length - 1].text.trim() === '')) glyphs.pop();
            const cells = glyphs.reduce((sum, glyph) => sum + glyph.width, 0);
            return Math.abs(range.getBoundingClientRect().width - cells * cell);
          }});
        }})()"""
    )
    assert max(off) < 2, off


def test_only_rows_that_changed_are_drawn(lab):
    page = lab("role=student&other")
    page.evaluate(f"window.lines = 0; const painter = {TERMINAL}.painter; const line = painter.line; painter.line = function (...all) {{ window.lines++; return line.apply(this, all); }}; true")
    page.evaluate("feed('x')")
    calm(page)
    assert 1 <= page.evaluate("lines") <= 2
    page.evaluate("lines = 0; feed('\\r\\n'.repeat(1))")
    calm(page)
    assert page.evaluate("lines") <= 3


def test_scrolling_moves_the_picture(lab):
    page = lab("role=student&other&lines")
    page.evaluate(f"window.lines = 0; const painter = {TERMINAL}.painter; const line = painter.line; painter.line = function (...all) {{ window.lines++; return line.apply(this, all); }}; true")
    page.evaluate("feed('one more\\r\\n')")
    calm(page)
    assert 1 <= page.evaluate("lines") <= 4
    # The picture is the same as if all were drawn anew.
    crop = {"x": 0, "y": 120, "width": 900, "height": 500}
    moved = page.screenshot(clip=crop)
    page.evaluate(f"{TERMINAL}.layOut()")
    calm(page)
    assert page.screenshot(clip=crop) == moved


def test_several_lines_are_pasted_only_after_a_question(lab):
    page = lab("role=student")
    focus_terminal(page)
    paste = "(text) => { const data = new DataTransfer(); data.setData('text/plain', text); document.querySelector('.typing').dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })); }"
    page.evaluate(paste, "one line")
    assert typed(page) == "one line"
    page.evaluate(paste, "first\nsecond\x1b[201~\n")
    assert typed(page) == "one line"
    assert page.inner_text(".term-bar pre") == "first\nsecond[201~"
    page.click(".term-bar .primary")
    assert typed(page) == "one linefirst\rsecond[201~\r"
    page.evaluate(paste, "a\nb")
    page.click(".term-bar [title=Cancel]")
    assert typed(page) == "one linefirst\rsecond[201~\r"


def test_what_is_selected_is_copied_by_lines(lab):
    page = lab("role=student&other")
    copied = page.evaluate(
        f"""(() => {{
          const lines = [...{TERMINAL}.querySelectorAll('.cells')];
          const from = lines.findIndex((line) => line.textContent.includes('notes.txt'));
          getSelection().setBaseAndExtent(lines[from].firstChild, 0, lines[from + 1], lines[from + 1].childNodes.length);
          lines[from].toggleAttribute('data-wrapped', false);
          let text; document.addEventListener('copy', (event) => (text = event.clipboardData.getData('text/plain')));
          document.execCommand('copy');
          return text;
        }})()"""
    )
    assert [line[:10] for line in copied.split("\n")] == ["-rw-r--r--", "drwxr-xr-x"]
    assert all(not line.endswith(" ") for line in copied.split("\n"))


def test_earlier_lines_are_fetched_when_one_looks_back_and_found_by_a_search(lab):
    page = lab("role=student&other&lines")
    assert page.evaluate("desk.machines.get(first).fetched") == 0
    page.mouse.move(300, 400)
    page.mouse.wheel(0, -400)
    wait(page, "desk.machines.get(first).fetched === 1")
    wait(page, f"{TERMINAL}.querySelectorAll('.cells').length > 200")
    page.click(".term-tools [title=Search]")
    page.fill(".term-bar input", "needle")
    # Upwards among the lines that are here, then among all, and from the first to the last again.
    for found in ("2 / 2", "1 / 2", *(f"{shown} / 10" for shown in range(8, 0, -1)), "10 / 10"):
        reads(page, ".term-bar [role=status]", found)
        page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    assert page.is_hidden(".term-bar")


def test_what_comes_while_one_looks_back_does_not_move_what_is_read(lab):
    page = lab("role=student&other&lines")
    page.mouse.move(300, 400)
    page.mouse.wheel(0, -400)
    wait(page, f"{TERMINAL}.querySelectorAll('.cells').length > 200")
    page.evaluate(f"{TERMINAL}.querySelector('.scroller').scrollTop = 900")
    calm(page)
    seen = f"(() => {{ const s = {TERMINAL}.querySelector('.scroller').getBoundingClientRect(); return [...{TERMINAL}.querySelectorAll('.cells')].find((line) => line.getBoundingClientRect().top >= s.top).textContent; }})()"
    before = page.evaluate(seen)
    page.evaluate("for (let line = 0; line < 30; line++) feed(`later ${line}\\r\\n`)")
    # All of it is here, below what is read.
    wait(page, f"!{TERMINAL}.scrollback.isBehind && {TERMINAL}.scrollback.rows.length > 224")
    calm(page)
    assert page.evaluate(seen) == before
    page.evaluate(f"{TERMINAL}.querySelector('.scroller').scrollTop = 1e6")
    wait(page, f"{TEXT}.join('|').includes('later 29')")


def test_a_link_is_shown_before_it_is_opened_and_only_the_web_is(lab):
    page = lab("role=student&other")
    page.click("[data-link='https://example.org/vitals']")
    link = page.locator(".term-bar a")
    assert page.inner_text(".term-bar .address") == "https://example.org/vitals"
    assert (link.get_attribute("rel"), link.get_attribute("target")) == ("noopener noreferrer", "_blank")
    page.click("[data-link='javascript:alert(1)']")
    assert page.locator(".term-bar a").count() == 0


def test_a_screen_reader_is_told_what_is_new(lab):
    page = lab("role=student&other")
    page.click(".term-tools [aria-label^='For screen']")
    page.evaluate("feed('total 3\\r\\nfour files\\r\\n')")
    wait(page, "document.querySelector('takhti-terminal [role=log]').textContent.includes('four files')")


def rings(page, selector):
    """Whether a bell is seen there as soon as it rang: it is for a moment."""
    return page.evaluate(f"(feed('\\x07'), [...document.querySelectorAll({selector!r})].map((one) => one.checkVisibility()))")


def test_a_bell_is_seen_and_not_heard(lab):
    page = lab("role=student&other")
    assert rings(page, "takhti-terminal .bell") == [True]
    wait(page, "!document.querySelector('takhti-terminal .bell[data-rings]')")
    page = lab("role=lecturer&machines=4")
    assert rings(page, ".tile .bell") == [True, False, False, False]


def test_the_keys_of_the_screen_hold_ctrl_for_one_key(lab):
    page = phone(lab, "role=student")
    page.tap(".key-row >> text=Ctrl")
    page.wait_for_selector(".key-row [aria-pressed=true] >> text=Ctrl")
    page.evaluate("{ const field = document.querySelector('.typing'); field.value += 'c'; field.dispatchEvent(new InputEvent('input', { data: 'c', inputType: 'insertText', bubbles: true })); }")
    page.tap(".key-row >> text=Esc")
    page.tap(".key-row >> text=↑")
    becomes(page, "desk.machines.get(first).typed", "\x03\x1b\x1b[A")
    assert page.get_attribute(".key-row >> text=Ctrl", "aria-pressed") == "false"


def test_a_phones_keyboard_types_deletes_and_composes(lab):
    page = phone(lab, "role=student")
    page.evaluate(
        """() => {
          const field = document.querySelector('.typing');
          const input = (type, data) => field.dispatchEvent(new InputEvent(type, { data, inputType: 'insertText', bubbles: true, cancelable: true }));
          field.focus();
          field.value += 'ls';
          input('input', 'ls');
          field.dispatchEvent(new InputEvent('beforeinput', { inputType: 'deleteContentBackward', bubbles: true, cancelable: true }));
          field.dispatchEvent(new CompositionEvent('compositionstart'));
          field.value = '漢字';
          field.dispatchEvent(new InputEvent('input', { data: '漢字', inputType: 'insertCompositionText', isComposing: true, bubbles: true }));
          window.during = desk.machines.get(first).typed;
          field.dispatchEvent(new CompositionEvent('compositionend', { data: '漢字' }));
        }"""
    )
    assert page.evaluate("during") == "ls\x7f"
    assert typed(page) == "ls\x7f漢字"


def test_a_program_that_listens_hears_the_mouse_and_with_shift_it_selects(lab):
    page = lab("role=student")
    page.evaluate("feed('\\x1b[?1000h')")
    calm(page)
    box = page.evaluate(f"(() => {{ const box = {TERMINAL}.querySelectorAll('.cells')[2].getBoundingClientRect(); return [box.left, box.top, parseFloat({TERMINAL}.style.getPropertyValue('--cell'))]; }})()")
    page.mouse.click(box[0] + 5.5 * box[2], box[1] + 3)
    assert [one for one in typed(page).split("<") if one[:5] in ("press", "relea")] == ["press 0 2 5>", "release 0 2 5>"]
    page.evaluate("desk.machines.get(first).typed = ''")
    page.keyboard.down("Shift")
    page.mouse.click(box[0] + 5.5 * box[2], box[1] + 3)
    page.keyboard.up("Shift")
    assert typed(page) == ""
