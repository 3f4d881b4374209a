"""Polls between real browsers and the real server: asked in two taps, answered on a phone, by keys alone and in Arabic, over broken links."""

import subprocess
import urllib.error
import urllib.request

import pytest
from conftest import LAPTOP, PHONE
from person import LESSON, ROOM
from takhti_server import TAKHTI
from test_access import violations
from test_talk import may_talk, panel

POLL = f"{LESSON}.polls[{LESSON}.polls.length - 1]"
OPTION = "takhti-poll .option >> nth={}"


def asked(*people):
    for person in people:
        person.page.wait_for_selector("takhti-poll:not([hidden])")


def rows(person, expected):
    """Each row with its votes, and hands in the hall."""
    person.becomes(f"{POLL}.tally?.rows.map(({{ row, votes, hall }}) => [row, votes, hall])", expected)


def is_stored(person):
    person.wait(f"{POLL}.own?.state === 'stored'")


def test_a_poll_in_two_taps_is_answered_closed_and_shown(lecturer, student, somebody, server):
    second = somebody(LAPTOP).joins(server, "Thandiwe Dube")
    third = somebody(PHONE, locale="ar").joins(server, "فاطمة الزهراء")
    may_talk(lecturer, student, second, third)
    lecturer.panel("Polls")
    lecturer.page.click("text=A · B · C · D")
    asked(student, second, third)
    student.page.click(OPTION.format(1))
    student.reads("Stored. You may change it until the end.")
    # By the keyboard alone.
    second.page.focus("takhti-poll .option")
    second.page.keyboard.press("Tab")
    second.page.keyboard.press("Tab")
    second.page.keyboard.press("Enter")
    third.page.click(OPTION.format(1))
    third.reads("حُفظ. يمكنك تغييره حتى النهاية.")
    lecturer.wait(f"{POLL}.tally?.answered === 3")
    rows(lecturer, [[1, 2, 0], [2, 1, 0]])
    # A vote that is changed counts once; the result is withheld from those who answer.
    student.page.click(OPTION.format(2))
    lecturer.wait(f"{POLL}.tally.rows.find(({{ row }}) => row === 2)?.votes === 2")
    assert student.get(f"{POLL}.tally") is None
    # Hands of those without a device.
    lecturer.page.click("text=Hands in the hall")
    lecturer.page.click("[aria-label='One more: A']")
    lecturer.wait(f"{POLL}.tally.rows.some(({{ row, hall }}) => row === 0 && hall === 1)")
    # Who comes late, or anew, finds the poll and the own answer.
    student.reload()
    asked(student)
    student.wait(f"{POLL}.own?.answer.option === 2")
    lecturer.page.click("text=End voting")
    student.reads("votes under way still count")
    lecturer.page.click("text=Show the result")
    for person in (lecturer, student, second, third):
        person.wait(f"{POLL}.tally?.answered === 3 && {POLL}.phase.kind === 'revealed'")
        rows(person, [[0, 0, 1], [1, 1, 0], [2, 2, 0]])
        person.agrees_with(server)
    student.reads("50% 2")
    lecturer.page.click("text=Put away")
    student.wait("document.querySelector('takhti-poll').hidden")


def test_votes_survive_broken_links_reloads_and_a_killed_server(lecturer, student, somebody, server):
    second = somebody(LAPTOP).joins(server, "Thandiwe Dube")
    may_talk(lecturer, student, second)
    lecturer.panel("Polls")
    lecturer.page.click("text=True · False")
    asked(student, second)
    student.context.set_offline(True)
    student.wait(f"{LESSON}.link.kind === 'offline'")
    student.page.click(OPTION.format(0))
    student.reads("will be sent when the link returns")
    second.page.click(OPTION.format(1))
    is_stored(second)
    server.kill()
    second.page.click(OPTION.format(0))
    second.reads("will be sent when the link returns")
    server.start()
    student.context.set_offline(False)
    for person in (student, second):
        person.get(f"{LESSON}.reconnectNow()")
        is_stored(person)
    lecturer.wait(f"{POLL}.tally?.answered === 2")
    rows(lecturer, [[0, 2, 0]])
    # Two tabs of one person have one vote.
    tab = second.tab().open(second.page.url)
    tab.wait(f"{LESSON}?.isTalking && {POLL}?.own?.answer.option === 0")
    asked(tab)
    tab.page.click(OPTION.format(1))
    second.wait(f"{POLL}.own?.answer.option === 1")
    rows(lecturer, [[0, 1, 0], [1, 1, 0]])


def test_a_prepared_poll_keeps_its_answer_until_it_is_shown(lecturer, student, server):
    may_talk(lecturer, student)
    lecturer.panel("Polls")
    lecturer.page.click("text=Prepare a poll")
    lecturer.page.fill(".editor textarea", "What is <i>energy</i>?")
    lecturer.page.fill("[aria-label='Answer 1']", "A place")
    lecturer.page.fill("[aria-label='Answer 2']", "A quantity")
    lecturer.page.click("[aria-label='Right: A quantity'], [aria-label='Right: Answer 2']")
    lecturer.page.fill("[aria-label^='Explanation']", "It is conserved.")
    lecturer.page.click("text=Keep for later")
    lecturer.reads("What is <i>energy</i>?")
    lecturer.get(f"{LESSON}.nameRoom('After it')")
    student.wait(f"{LESSON}.name === 'After it'")
    assert student.get(f"{LESSON}.polls.length") == 0
    lecturer.page.click("text=Ask now")
    asked(student)
    student.reads("What is <i>energy</i>?")
    everything = f"JSON.stringify([...{LESSON}.replicas.others.values(), {LESSON}.replicas.core.polls])"
    assert "conserved" not in student.get(everything)
    student.page.click(OPTION.format(1))
    is_stored(student)
    lecturer.page.click("text=End voting")
    lecturer.page.click("text=Show the result")
    student.reads("It is conserved.")
    student.reads("Right")
    student.wait("document.querySelector('takhti-poll .result [data-right]')?.textContent.includes('A quantity')")


def test_words_become_a_cloud_and_may_be_hidden(lecturer, student, somebody, server):
    second = somebody(LAPTOP).joins(server, "Thandiwe Dube")
    may_talk(lecturer, student, second)
    lecturer.panel("Polls")
    lecturer.page.click(".quick >> text=Words")
    asked(student, second)
    for person, words in ((student, "Energy, réson"), (second, "ENERGY، rude")):
        person.page.fill("takhti-poll input", words)
        person.page.keyboard.press("Enter")
        is_stored(person)
    lecturer.becomes(f"{POLL}.tally?.rows.map(({{ word, votes }}) => word + votes)", ["Energy2", "réson1", "rude1"])
    lecturer.page.click("[aria-label='Hide the word: rude']")
    lecturer.wait(f"{POLL}.tally.rows.length === 2")


QUESTIONS = """// a file as Moodle writes it
::Boiling::Water boils at {#100:2####At sea level.}

Which is a slate? {
    ~Qalam
    =Takhti#as every child knows
}

Match them. {=one -> 1 =two -> 2}
"""


def test_questions_come_from_a_file_and_what_is_lost_is_named(lecturer, student, server, tmp_path):
    may_talk(lecturer, student)
    lecturer.panel("Polls")
    file = tmp_path / "questions.txt"
    file.write_text(QUESTIONS)
    lecturer.page.set_input_files(".library input[type=file]", file)
    lecturer.reads("2 questions were read.")
    lecturer.reads("pairs to match")
    assert lecturer.page.locator(".losses li").count() == 3
    lecturer.wait(f"{LESSON}.drafts.length === 2")
    with lecturer.page.expect_download() as saved:
        lecturer.page.click("text=Save as GIFT")
    written = saved.value.path().read_text()
    assert "[plain]Water boils at {#100:2####At sea level.}" in written and "=Takhti" in written
    # It is asked, and answered nearly right: within what is allowed.
    lecturer.page.click("text=Ask now >> nth=0")
    asked(student)
    student.page.fill("takhti-poll input", "101.5")
    student.page.keyboard.press("Enter")
    is_stored(student)
    lecturer.page.click("text=End voting")
    lecturer.page.click("text=Show the result")
    student.reads("Right")
    student.reads("100 ± 2")
    student.reads("At sea level.")


def test_a_place_is_tapped_on_the_page_for_oneself_and_a_neighbour(lecturer, student, somebody, server):
    second = somebody(LAPTOP).joins(server, "Thandiwe Dube")
    may_talk(lecturer, student, second)
    lecturer.panel("Polls")
    lecturer.page.click("text=Prepare a poll")
    lecturer.page.select_option(".editor select >> nth=0", "spot")
    lecturer.page.fill(".editor textarea", "Where does it turn?")
    lecturer.page.click("text=Mark the right place")
    box = lecturer.page.locator("takhti-board").bounding_box()
    middle = (box["x"] + box["width"] * 0.3, box["y"] + box["height"] * 0.45)
    strokes = lecturer.get(f"{LESSON}.page({LESSON}.taught).strokes.length")
    lecturer.page.mouse.click(*middle)
    lecturer.reads("The right place is marked")
    assert lecturer.get(f"{LESSON}.page({LESSON}.taught).strokes.length") == strokes, "the tap drew"
    lecturer.page.click("text=Ask now")
    asked(student, second)

    def points_at(person, share):
        person.page.click("text=Tap the place on the page")
        area = person.page.locator("takhti-board").bounding_box()
        person.page.mouse.click(area["x"] + area["width"] * share, area["y"] + area["height"] * 0.3)

    points_at(student, 0.3)
    is_stored(student)
    student.page.click("text=Answer for a neighbour")
    student.page.fill(".voters input", "Bilal")
    student.page.keyboard.press("Enter")
    points_at(student, 0.6)
    lecturer.wait(f"{POLL}.tally?.answered === 2")
    # The board is one's own again, and a poll that ends takes nothing more from it.
    second.page.click("text=Tap the place on the page")
    second.wait("document.querySelector('takhti-board.aiming')")
    lecturer.page.click("text=End voting")
    second.wait("!document.querySelector('takhti-board.aiming')")
    lecturer.page.click("text=Show the result")
    for person in (lecturer, student):
        person.page.wait_for_selector(".spot-map[aria-label='2 places were pointed at']")
        person.agrees_with(server)


def test_words_that_wait_are_seen_by_nobody_until_they_are_approved(lecturer, student, server):
    may_talk(lecturer, student)
    lecturer.panel("Polls")
    lecturer.page.click("text=Prepare a poll")
    lecturer.page.select_option(".editor select >> nth=0", "words")
    lecturer.page.fill(".editor textarea", "In a word?")
    lecturer.page.click("text=How it is held")
    for rule in ("Everybody sees the result as it comes", "Words wait until you approve them"):
        lecturer.page.get_by_role("switch", name=rule).click()
    lecturer.page.click("text=Ask now")
    asked(student)
    student.page.fill("takhti-poll input", "energy, rude")
    student.page.keyboard.press("Enter")
    is_stored(student)
    lecturer.page.click("[aria-label='Show: energy']")
    student.wait(f"{POLL}.tally?.rows.length === 1 && {POLL}.tally.rows[0].word === 'energy'")
    lecturer.becomes(f"{LESSON}.waitingWords", ["rude"])
    assert "rude" not in student.get(f"JSON.stringify([{POLL}.tally, {LESSON}.waitingWords])")
    # What was approved may be hidden again.
    lecturer.page.click("[aria-label='Hide the word: energy']")
    student.wait(f"{POLL}.tally.rows.length === 0")


def test_results_are_tables_for_those_who_keep_the_room(lecturer, student, somebody, server, tmp_path):
    second = somebody(LAPTOP).joins(server, "=cmd|' /C calc'!A0")
    may_talk(lecturer, student, second)
    lecturer.panel("Polls")
    lecturer.page.click("text=Prepare a poll")
    lecturer.page.fill(".editor textarea", 'Which "one"?')
    for option, text in enumerate(("Wave", "Ray"), 1):
        lecturer.page.fill(f"[aria-label='Answer {option}']", text)
    lecturer.page.click("[aria-label='Right: Wave'], [aria-label='Right: Answer 1']")
    lecturer.page.click("text=How it is held")
    lecturer.page.select_option("label:has-text('Who knows') select", "staff")
    lecturer.page.click("text=Ask now")
    asked(student, second)
    student.page.click(OPTION.format(0))
    second.page.click(OPTION.format(1))
    for person in (student, second):
        is_stored(person)
    lecturer.page.click("text=End voting")

    def table(rows):
        with lecturer.page.expect_download() as saved:
            lecturer.page.evaluate(f"(() => {{ const link = document.createElement('a'); link.href = '/api/rooms/{server.code}/results/{rows}'; link.download = ''; link.click(); }})()")
        return saved.value.path().read_text("utf-8-sig").splitlines()

    assert table("lesson") == ['in,question,kind,who may know,answered,right,most frequent answer', 'poll,"Which ""one""?",single,staff,2,1,Wave']
    assert table("poll")[1:] == ['1,"Which ""one""?",Wave,yes,1,0,0', '1,"Which ""one""?",Ray,no,1,0,0']
    exported = subprocess.run([TAKHTI, "export", "results", server.data, "--by", "person"], capture_output=True, text=True, check=True)
    assert exported.stdout.removeprefix("\ufeff").splitlines() == table("person")
    # A name that a spreadsheet would run is a text.
    assert sorted(table("person")[1:]) == ["'=cmd|' /C calc'!A0,,Ray", "Amina Yusuf,,Wave"]
    assert student.page.evaluate("location.origin") == server.address
    with pytest.raises(urllib.error.HTTPError, match="401"):
        urllib.request.urlopen(f"{server.address}/api/rooms/{server.code}/results/person")


def test_who_answered_what_is_shown_to_those_who_may_know(lecturer, student, somebody, server):
    second = somebody(LAPTOP).joins(server, "Thandiwe Dube")
    may_talk(lecturer, student, second)
    lecturer.panel("Polls")
    rules = "{ secrecy: 'named', live: false, neighbours: true, changes: true, moderated: false }"
    content = f"{{ pollKind: 'single', rules: {rules}, prompt: 'Where?', options: [{{ text: 'Here' }}, {{ text: 'There' }}] }}"
    lecturer.get(f"{LESSON}.startPoll({LESSON}.draftPoll({content}, {{ kind: 'unmarked' }}, ''))")
    asked(student, second)
    student.reads("Everybody")
    student.page.click(OPTION.format(1))
    is_stored(student)
    # For a neighbour: what is said below is the state of the neighbour's vote, not of the own one.
    student.page.click("text=Answer for a neighbour")
    student.page.fill(".voters input", "Nadia")
    student.page.press(".voters input", "Enter")
    assert student.page.get_attribute("takhti-poll .state", "data-state") == ""
    student.page.click(OPTION.format(0))
    student.wait("document.querySelector('takhti-poll .state').dataset.state === 'stored'")
    lecturer.page.click("text=Who answered what")
    # Names are asked for as they are needed.
    lecturer.becomes("[...document.querySelectorAll('.who-answered :is(dt, dd)')].map((one) => one.innerText.trim())", ["Here 1", "Nadia, beside Amina Yusuf", "There 1", "Amina Yusuf"])
    # As votes come and change.
    second.page.click(OPTION.format(0))
    lecturer.wait("document.querySelector('.who-answered').innerText.includes('Thandiwe Dube')")
    assert violations(lecturer) == []
    # The server says no before the result is shown, whatever a page asks.
    second.get(f"({LESSON}.followBallots({POLL}.key, true), {LESSON}.raiseHand(true))")
    second.stored()
    assert second.get(f"{LESSON}.ballotsOf({POLL}.key)") is None
    lecturer.page.click("text=End voting")
    lecturer.page.click("text=Show the result")
    second.wait(f"{POLL}.phase.kind === 'revealed'")
    second.page.click("takhti-poll >> text=Who answered what")
    second.wait("document.querySelector('takhti-poll .who-answered dl')?.innerText.includes('Amina Yusuf')")
    assert violations(second) == []


def test_who_votes_for_a_neighbour_finds_it_again_after_a_reload(lecturer, student):
    may_talk(lecturer, student)
    lecturer.panel("Polls")
    rules = "{ secrecy: 'staff', live: false, neighbours: true, changes: true, moderated: false }"
    content = f"{{ pollKind: 'single', rules: {rules}, prompt: 'Where?', options: [{{ text: 'Here' }}, {{ text: 'There' }}] }}"
    lecturer.get(f"{LESSON}.startPoll({LESSON}.draftPoll({content}, {{ kind: 'unmarked' }}, ''))")
    asked(student)
    student.page.click("text=Answer for a neighbour")
    student.page.fill(".voters input", "Nadia")
    student.page.press(".voters input", "Enter")
    student.page.click(OPTION.format(0))
    student.wait("document.querySelector('takhti-poll .state').dataset.state === 'stored'")
    student.stored()
    student.reload()
    student.page.click(".voters >> text=Nadia")
    student.becomes("[...document.querySelectorAll('takhti-poll .option')].map(({ ariaChecked }) => ariaChecked)", ["true", "false"])
    # Oneself said nothing yet.
    student.page.click(".voters .choice >> nth=0")
    assert student.get("document.querySelectorAll('takhti-poll [aria-checked=true]').length") == 0
    student.page.click(OPTION.format(1))
    is_stored(student)
    lecturer.page.click("text=End voting")
    student.wait(f"{POLL}.phase.kind === 'closed'")
    student.reads("Nadia: Here")
    # When the poll is taken away the device forgets the name.
    lecturer.get(f"{LESSON}.hidePoll({POLL}.key)")
    student.wait("document.querySelector('takhti-poll').hidden")
    student.becomes("localStorage.getItem('takhti.neighbours')", "")


def test_of_an_anonymous_poll_nobody_learns_who(lecturer, student):
    may_talk(lecturer, student)
    lecturer.panel("Polls")
    lecturer.page.click("text=True · False")
    asked(student)
    student.page.click(OPTION.format(0))
    is_stored(student)
    lecturer.wait(f"{POLL}.tally?.answered === 1")
    assert lecturer.page.locator(".who-answered").count() == 0
    lecturer.get(f"({LESSON}.followBallots({POLL}.key, true), {LESSON}.nameRoom('After it'))")
    lecturer.stored()
    assert lecturer.get(f"{LESSON}.ballotsOf({POLL}.key)") is None
