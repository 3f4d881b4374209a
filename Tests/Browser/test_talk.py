"""Everyone takes part: hands, questions and chat, between real browsers and the real server."""

from conftest import LAPTOP, PHONE
from person import LESSON, ROOM

HAND = "takhti-talk button >> nth=0"


def panel(person, kind):
    person.get(f"{ROOM}.toggle(undefined)")
    person.get(f"{ROOM}.toggle('{kind}')")


def may_talk(*people):
    for person in people:
        person.wait(f"{LESSON}.isTalking && !!document.querySelector('takhti-talk button, takhti-class button')")


HANDS = f"{LESSON}.hands.map(({{ participant }}) => participant)"


def write(person, text):
    person.page.fill(".foot textarea", text)
    person.page.keyboard.press("Enter")


def test_hands_wait_in_their_order_and_are_called_on(lecturer, student, somebody, server):
    second = somebody(LAPTOP).joins(server, "Thandiwe Dube")
    may_talk(student, second)
    student.page.click(HAND)
    lecturer.wait(f"{LESSON}.hands.length === 1")
    # By the keyboard alone.
    second.page.focus("takhti-board")
    second.page.keyboard.press("Space")
    for person in (lecturer, student, second):
        person.wait(f"{LESSON}.hands.length === 2")
        person.becomes(HANDS, lecturer.get(HANDS))
    student.reads("No. 1")
    second.reads("No. 2")
    lecturer.wait("document.querySelector('.class-bar .number').textContent === '2'")
    lecturer.panel("Hands")
    lecturer.reads("Amina Yusuf")
    # One tap gives the pen, another the word.
    lecturer.page.click("[aria-label='Give Thandiwe Dube the pen']")
    second.wait(f"{LESSON}.mayWrite")
    lecturer.page.click("[aria-label='Call on Thandiwe Dube']")
    second.reads("It is your turn to speak.")
    assert "your turn" not in student.text()
    lecturer.wait(f"{LESSON}.hands.length === 1")
    lecturer.page.click("text=Pick somebody")
    student.reads("It is your turn to speak.")
    lecturer.page.click("[aria-label='One more']")
    lecturer.wait(f"{LESSON}.hallHands === 1 && {LESSON}.counts.hands === 1")
    lecturer.page.click("text=Lower all")
    lecturer.wait(f"{LESSON}.hallHands === 0")
    student.wait(f"{LESSON}.counts.hands === 0")
    for person in (lecturer, student, second):
        person.agrees_with(server)


def test_a_hand_raised_without_a_link_goes_up_when_it_returns(lecturer, student):
    may_talk(student)
    student.context.set_offline(True)
    student.wait(f"{LESSON}.link.kind === 'offline'")
    student.page.click(HAND)
    student.reads("No. 1")
    assert lecturer.get(HANDS) == []
    student.context.set_offline(False)
    lecturer.wait(f"{LESSON}.hands.length === 1")
    student.reload()
    may_talk(student)
    student.wait(f"{LESSON}.hands.length === 1 && {LESSON}.hands[0].isMine")
    student.page.click(HAND)
    lecturer.wait(f"{LESSON}.hands.length === 0")


def test_questions_are_asked_without_a_name_voted_up_and_answered(lecturer, student, somebody, server):
    second = somebody(LAPTOP).joins(server, "Thandiwe Dube")
    may_talk(student, second)
    panel(student, "questions")
    student.page.click("text=Without my name for the class")
    write(student, "Why is the sky blue? <b>&amp;</b>")
    panel(second, "questions")
    second.reads("Why is the sky blue? <b>&amp;</b>")
    second.reads("Anonymous")
    assert "Amina" not in second.page.inner_text("takhti-questions")
    # Neither what is shown nor what the client was sent tells who asked.
    question = f"{LESSON}.questions[0]"
    assert second.get(f"{question}.participant") is None
    second.page.click(".vote")
    second.wait(f"{question}.votes === 1 && {question}.iVoted && {question}.state === 'stored'")
    student.wait(f"{question}.votes === 1 && !{question}.iVoted && {question}.isMine")
    lecturer.wait(f"{LESSON}.counts.questions === 1")
    lecturer.panel("Questions")
    lecturer.reads("Amina Yusuf")
    # Votes are there after a reload, and count once.
    second.reload()
    may_talk(second)
    panel(second, "questions")
    second.wait(f"{question}?.iVoted")
    second.page.click(".vote")
    student.wait(f"{question}.votes === 0")
    lecturer.page.click("[aria-label='Answer in writing']")
    lecturer.page.fill(".line textarea", "It scatters.")
    lecturer.page.keyboard.press("Enter")
    for person in (student, second):
        person.reads("It scatters.")
    # Those that most want to know come first, or the newest.
    write(second, "And at night?")
    for person in (student, second):
        person.wait(f"{LESSON}.questions.some(({{ text }}) => text === 'And at night?')")
    second.get(f"{LESSON}.voteUp({LESSON}.questions.find(({{ text }}) => text.startsWith('And')).key, true)")
    order = "[...document.querySelectorAll('takhti-questions li .text')].map((one) => one.innerText.split(' ')[0]).join()"
    student.wait(f"{order} === 'And,Why'")
    lecturer.page.click("takhti-questions li:has-text('And at night?') [aria-label='Take the question away']")
    student.wait("!document.body.innerText.includes('And at night?')")
    lecturer.page.click("text=Questions wait for approval")
    student.wait(f"{LESSON}.questionsWait")
    write(second, "And the sunset?")
    lecturer.reads("And the sunset?")
    lecturer.reads("Waits")
    assert "sunset" not in student.text()
    lecturer.page.click("text=Show it")
    student.reads("And the sunset?")
    lecturer.wait(f"{LESSON}.counts.questions === 1")
    student.page.click("text=Newest first")
    student.wait(f"{order} === 'And,Why'")


def test_lines_reach_those_who_may_read_them(lecturer, student, somebody, server):
    second = somebody(PHONE, locale="ar").joins(server, "فاطمة الزهراء")
    may_talk(lecturer, student, second)
    for person in (lecturer, student, second):
        panel(person, "chat")
    write(student, "Hello all")
    second.reads("Hello all")
    second.reads("Amina Yusuf")
    second.page.select_option("takhti-chat .foot select", "staff")
    write(second, "لا أسمع شيئًا")
    lecturer.reads("لا أسمع شيئًا")
    assert "لا أسمع" not in student.text()
    lecturer.page.click("text=Pause the chat")
    student.reads("Only those who teach may write now.")
    student.wait("document.querySelector('takhti-chat .composer').hidden")
    write(lecturer, "One moment")
    student.reads("One moment")
    lecturer.page.click("text=Pause the chat")
    student.wait("!document.querySelector('takhti-chat .composer').hidden")
    # A line stays in sight, one goes, and nobody writes two in a row where it is slow.
    write(student, "Nonsense")
    lecturer.reads("Nonsense")
    lecturer.get(f"{LESSON}.pinLine({LESSON}.chat.lines.find(({{ text }}) => text === 'One moment').key, true)")
    lecturer.get(f"{LESSON}.removeLine({LESSON}.chat.lines.find(({{ text }}) => text === 'Nonsense').key)")
    for person in (student, second):
        person.wait(f"{LESSON}.chat.lines.some(({{ text, pinned }}) => text === 'One moment' && pinned)")
        person.wait("!document.body.innerText.includes('Nonsense')")
    lecturer.get(f"{LESSON}.slowChat(30_000)")
    student.wait(f"{LESSON}.chat.slow === 30000")
    write(student, "At once")
    student.wait(f"{LESSON}.chat.lines.some(({{ state }}) => state === 'refused')")
    assert "At once" not in lecturer.text()
    lecturer.get(f"{LESSON}.slowChat(0)")
    student.wait(f"{LESSON}.chat.slow === 0")
    student.get(f"{LESSON}.refusals.forEach((one) => {LESSON}.discard(one))")
    # Without a link a line waits, over a reload too, and is sent once.
    student.works_offline()
    student.context.set_offline(True)
    student.wait(f"{LESSON}.link.kind === 'offline'")
    write(student, "Are you there?")
    student.reads("will be sent when the link returns")
    student.page.reload()
    student.wait(f"{LESSON}?.pendingCount === 1")
    student.context.set_offline(False)
    lecturer.reads("Are you there?")
    may_talk(student)
    panel(student, "chat")
    student.stored()
    student.wait(f"{LESSON}.chat.lines.filter(({{ text }}) => text === 'Are you there?').length === 1")
    lecturer.page.click("[aria-label='Keep in sight'] >> nth=0")
    second.wait(f"{LESSON}.chat.lines.some(({{ text, pinned }}) => text === 'Hello all' && pinned)")


def test_who_asks_finds_a_question_that_waits_after_a_reload_and_learns_what_became_of_it(lecturer, student, somebody, server):
    other = somebody(PHONE, locale="ar").joins(server, "فاطمة الزهراء")
    may_talk(lecturer, student, other)
    lecturer.panel("Questions")
    lecturer.page.click("text=Questions wait for approval")
    student.wait(f"{LESSON}.questionsWait")
    panel(student, "questions")
    for text in ("Is zero a number?", "Is one?"):
        write(student, text)
        student.wait(f"{LESSON}.questions.some(({{ text, waits, state }}) => text === {text!r} && waits && state === 'stored')")
    panel(other, "questions")
    student.reload()
    may_talk(student)
    panel(student, "questions")
    student.reads("Is zero a number?")
    student.reads("Waits")
    assert student.get(f"{LESSON}.questions.map(({{ waits, isMine }}) => [waits, isMine])") == [[True, True], [True, True]]
    # The panel is closed: the news come all the same.
    student.get(f"{ROOM}.toggle(undefined)")
    lecturer.page.click("takhti-questions li:has-text('Is zero a number?') [aria-label='Take the question away']")
    student.reads("Your question was not shown.")
    lecturer.page.click("takhti-questions li:has-text('Is one?') >> text=Show it")
    other.reads("Is one?")
    assert "zero" not in other.text() and other.get(f"{LESSON}.questions.length") == 1
    student.reload()
    may_talk(student)
    panel(student, "questions")
    student.reads("Not shown")
    student.page.click("takhti-questions li:has-text('Is zero a number?') [aria-label='Take it back']")
    student.wait(f"{LESSON}.questions.map(({{ text }}) => text).join() === 'Is one?'")
    for person in (lecturer, student, other):
        person.agrees_with(server)
