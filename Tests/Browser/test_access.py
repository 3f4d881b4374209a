"""WCAG 2.2 AA as far as axe-core can tell: the join page, both roles and each panel, light and dark, left-to-right and right-to-left."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import PHONE, WALL
from dev_pages import calm
from person import LESSON, ROOM

# What comes into a panel after it was opened.
CONTENT = {"people": "Amina Yusuf", "attendance": "Amina Yusuf", "hands": "Amina Yusuf", "questions": "Why?", "chat": "Salam"}
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def violations(person):
    calm(person.page)
    found = Axe().run(person.page, options=RULES).response["violations"]
    return [(one["id"], [node["html"][:160] for node in one["nodes"]][:4]) for one in found]


@pytest.mark.parametrize("language", ["en-GB", "ar"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_stands_in_the_way(somebody, server, language, scheme):
    found = {}
    looks = {"locale": language, "color_scheme": scheme}
    person = somebody(PHONE, bypass_csp=True, **looks).open(server.address)
    person.page.wait_for_selector("button.primary")
    found["join"] = violations(person)
    person.page.click("button.primary")
    found["join, incomplete"] = violations(person)
    student = somebody(PHONE, bypass_csp=True, **looks).joins(server, "Amina Yusuf")
    student.wait("document.querySelectorAll('.bottom .item:not([hidden], .seldom)').length === 4")
    found["student"] = violations(student)
    lecturer = somebody(WALL, bypass_csp=True, **looks).teaches(server)
    found["lecturer"] = violations(lecturer)
    student.get(f"{LESSON}.raiseHand(true)")
    student.get(f"({LESSON}.ask('Why?', true), {LESSON}.say('Salam', 'everyone'))")
    for person, who, panels in ((student, "student", ("pages", "people", "questions", "react", "chat", "settings")), (lecturer, "lecturer", ("pages", "people", "attendance", "pace", "hands", "questions", "chat", "polls", "settings"))):
        for panel in panels:
            person.get(f"{ROOM}.toggle('{panel}')")
            person.wait(f"document.querySelector('.panel')?.innerText.includes({CONTENT.get(panel, '')!r})")
            found[f"{who}, {panel}"] = violations(person)
            person.get(f"{ROOM}.toggle('{panel}')")
    lecturer.get(f"{ROOM}.toggle('polls')")
    lecturer.page.click(".quick .option >> nth=1")
    student.page.wait_for_selector("takhti-poll .option")
    found["poll, student"] = violations(student)
    found["poll, lecturer"] = violations(lecturer)
    lecturer.get(f"{LESSON}.closePoll({LESSON}.polls[0].key)")
    lecturer.wait(f"{LESSON}.polls[0].phase.kind === 'closed'")
    lecturer.get(f"{LESSON}.hidePoll({LESSON}.polls[0].key)")
    student.wait("document.querySelector('takhti-poll').hidden")
    rules = "{ secrecy: 'staff', live: false, neighbours: false, changes: true, moderated: false, seconds: 60, points: 100 }"
    content = f"{{ pollKind: 'multiple', rules: {rules}, prompt: 'Which?', options: [{{ text: 'One' }}, {{ text: 'Two' }}] }}"
    lecturer.get(f"{LESSON}.draftPoll({content}, {{ kind: 'options', options: [1] }}, 'Because.')")
    lecturer.page.click(".quizzes .plain >> nth=0")
    found["quiz, made"] = violations(lecturer)
    lecturer.get(f"{LESSON}.startQuiz({LESSON}.draftQuiz('lecturer', true, 'Energy', [{{ content: {content}, key: {{ kind: 'options', options: [1] }}, explanation: 'Because.' }}]))")
    lecturer.page.click(".editor .row:last-child .plain >> nth=-1")
    student.page.wait_for_selector("takhti-quiz:not([hidden])")
    for person, who in ((student, "student"), (lecturer, "lecturer")):
        found[f"quiz begins, {who}"] = violations(person)
    lecturer.page.click(".quiz-now .primary")
    student.page.click("takhti-quiz .option >> nth=1")
    student.page.click("takhti-quiz .options > .primary")
    student.wait(f"{LESSON}.quiz.after !== undefined")
    for step in ("asked", "over", "explained"):
        if step != "asked":
            lecturer.page.click(".quiz-now .primary")
            student.wait(f"{LESSON}.quiz.question.phase.kind {'!== ' + repr('running') if step == 'over' else '=== ' + repr('revealed')}")
        for person, who in ((student, "student"), (lecturer, "lecturer")):
            found[f"quiz {step}, {who}"] = violations(person)
    lecturer.get(f"{ROOM}.toggle('polls')")
    lecturer.page.keyboard.press("?")
    lecturer.page.wait_for_selector("takhti-keys")
    found["keys"] = violations(lecturer)
    lecturer.page.keyboard.press("Escape")
    for index in (0, 3, 4):
        lecturer.page.click(f"takhti-tools .tool >> nth={index}")
        if lecturer.get("document.querySelector('.tool-settings').hidden"):
            lecturer.page.click(f"takhti-tools .tool >> nth={index}")
        found[f"tool {index}"] = violations(lecturer)
    lecturer.page.click(".chip.link")
    lecturer.wait("document.querySelector('.chip.link[aria-expanded=true]')?.nextElementSibling.childElementCount > 0")
    found["link"] = violations(lecturer)
    assert {place: problems for place, problems in found.items() if problems} == {}
