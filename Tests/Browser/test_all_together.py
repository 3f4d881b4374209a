"""One lesson with everybody at once: a lecturer on a laptop, the hall's display, a student on a phone, one in Arabic, one by the keyboard alone."""

import os
import pathlib
import re

from conftest import PHONE, WALL
from person import LESSON, ROOM
from test_access import violations
from test_polls import OPTION, POLL, asked, is_stored
from test_talk import may_talk, panel, write

SMALL_LAPTOP = {"viewport": {"width": 1366, "height": 768}}
LOOKS = os.environ.get("LOOKS")


def look(name, **people):
    """For somebody who wants to look at it: LOOKS names a folder. And axe looks at each view."""
    for who, person in people.items():
        assert violations(person) == [], f"{name}, {who}"
        if LOOKS:
            person.page.screenshot(path=pathlib.Path(LOOKS) / f"{name}-{who}.png")


def comes_to(person, selector):
    """By the Tab key alone."""
    for _ in range(60):
        if person.get(f"document.activeElement?.matches({selector!r}) ?? false"):
            return
        person.page.keyboard.press("Tab")
    raise AssertionError(f"Tab never came to {selector}")


def let_in_the_display(lecturer, display, server):
    display.open(f"{server.address}/screen")
    display.wait("document.querySelector('.screen-code')?.innerText.length >= 6")
    code = re.sub(r"\s", "", display.page.inner_text(".screen-code"))
    lecturer.panel("More")
    lecturer.page.fill("#display-code", code)
    lecturer.page.get_by_role("button", name="Let it in").click()
    display.wait(f"{LESSON}?.me?.role === 'screen' && {LESSON}.isTalking")
    for name in ("Code to join", "Who waits to speak"):
        lecturer.page.get_by_role("switch", name=name).click()
    lecturer.panel("More")
    lecturer.wait("!document.querySelector('.panel')")


def test_everybody_takes_part_in_one_lesson(somebody, server):
    lecturer = somebody(SMALL_LAPTOP, expected=("404",), bypass_csp=True).teaches(server)
    display = somebody(WALL, expected=("404",), bypass_csp=True)
    let_in_the_display(lecturer, display, server)
    phone = somebody(PHONE, bypass_csp=True).joins(server, "Amina Yusuf")
    arabic = somebody(PHONE, locale="ar", bypass_csp=True).joins(server, "فاطمة الزهراء")
    keys = somebody(SMALL_LAPTOP, bypass_csp=True).joins(server, "Thandiwe Dube")
    students = {"phone": phone, "arabic": arabic, "keys": keys}
    everybody = {"lecturer": lecturer, "display": display, **students}
    may_talk(*(person for who, person in everybody.items() if who != "display"))
    lecturer.settle()
    lecturer.draws(3, x=500, y=700)
    for person in everybody.values():
        person.sees(3)

    # Hands.
    phone.page.click("takhti-talk button >> nth=0")
    keys.page.focus("takhti-board")
    keys.page.keyboard.press("Space")
    arabic.page.click("takhti-talk button >> nth=0")
    display.reads("3 hands")
    lecturer.panel("Hands")
    lecturer.reads("فاطمة الزهراء")
    look("hands", **everybody)
    lecturer.page.click("[aria-label='Call on Thandiwe Dube']")
    keys.reads("It is your turn to speak.")
    lecturer.page.click("text=Lower all")
    display.wait("!document.body.innerText.includes('hands')")

    # Questions: asked by the keyboard alone, wanted in Arabic, answered.
    comes_to(keys, "takhti-talk .item[aria-expanded]")
    keys.page.keyboard.press("Enter")
    comes_to(keys, "takhti-questions textarea")
    keys.page.keyboard.type("Why is it so?")
    keys.page.keyboard.press("Enter")
    panel(arabic, "questions")
    arabic.reads("Why is it so?")
    arabic.page.click(".vote")
    lecturer.panel("Questions")
    lecturer.wait(f"{LESSON}.questions[0]?.votes === 1")
    look("questions", lecturer=lecturer, arabic=arabic, keys=keys)
    lecturer.page.click("[aria-label='Answered aloud']")
    keys.reads("Answered")

    # Chat and signs.
    panel(arabic, "chat")
    write(arabic, "السلام عليكم")
    panel(phone, "chat")
    phone.reads("السلام عليكم")
    panel(phone, "react")
    lecturer.notes("applause", "document.querySelector(`takhti-burst .sign[data-reaction='applause']`)")
    phone.page.click("takhti-react [aria-label='Applause']")
    lecturer.noted("applause")
    phone.page.click("takhti-react .paces >> text=Lost")
    panel(lecturer, "pace")
    lecturer.wait(f"{LESSON}.paceCurve.at(-1)?.lost === 1")
    look("chat", lecturer=lecturer, arabic=arabic, phone=phone)

    # A poll.
    for person in students.values():
        person.get(f"{ROOM}.toggle(undefined)")
    panel(lecturer, "polls")
    lecturer.page.click("text=A · B · C · D")
    asked(*students.values())
    phone.page.click(OPTION.format(1))
    arabic.page.click(OPTION.format(1))
    comes_to(keys, "takhti-poll .option")
    keys.page.keyboard.press("Enter")
    for person in students.values():
        is_stored(person)
    look("poll", **everybody)
    lecturer.page.click("text=End voting")
    lecturer.page.click("text=Show the result")
    lecturer.get(f"{LESSON}.setDisplay({{ ...{LESSON}.display, results: true }})")
    for person in everybody.values():
        person.wait(f"{POLL}.tally?.answered === 3 && {POLL}.phase.kind === 'revealed'")
        person.agrees_with(server)
    look("result", **everybody)
