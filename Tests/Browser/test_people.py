"""Who is here, what they may do, and how the lesson feels to them: between real browsers and the real server."""

import csv
import io
import subprocess

from conftest import LAPTOP, PHONE
from person import LESSON, ROOM
from takhti_server import TAKHTI
from test_talk import may_talk, panel, write

CURVE = f"{LESSON}.paceCurve[{LESSON}.paceCurve.length - 1]"


def feels(person, feeling):
    person.page.click(f"takhti-react .paces >> text={feeling}")


def test_reactions_are_counted_and_how_it_feels_is_nobodys_but_the_lecturers_to_know(lecturer, student, somebody, server):
    second = somebody(LAPTOP, locale="fr").joins(server, "Thandiwe Dube")
    may_talk(lecturer, student, second)
    for person in (student, second):
        # What an expression gives is called, if it is a function: here it would be what ends the subscription.
        person.get(f"(window.heard = [], {LESSON}.subscribe((change) => change.kind === 'signal' && heard.push(change)), true)")
        panel(person, "react")
    for person in (lecturer, student, second):
        for sign in ("applause", "heart"):
            person.notes(sign, f"document.querySelector(`takhti-burst .sign[data-reaction='{sign}']`)")
    student.page.click("takhti-react [aria-label='Applause']")
    for person in (lecturer, student, second):
        person.noted("applause")
    # By the keyboard alone.
    second.page.focus("takhti-react [data-focus='heart']")
    second.page.keyboard.press("Enter")
    for person in (lecturer, student, second):
        person.noted("heart")
    assert [change["from"] for change in student.get("heard")] == [0, 0]
    # A sign stays for a while, and goes.
    lecturer.wait("document.querySelectorAll('takhti-burst .sign').length === 0")
    feels(student, "Lost")
    feels(second, "Trop vite")
    lecturer.wait(f"{CURVE}?.lost === 1 && {CURVE}.tooFast === 1")
    student.wait(f"{LESSON}.feeling === 'lost'")
    assert all(change["signal"]["kind"] == "reaction" for person in (student, second) for change in person.get("heard"))
    lecturer.page.click(".pulse")
    lecturer.reads("Each feeling counts for a minute.")
    lecturer.wait("[...document.querySelectorAll('takhti-pace .number')].map((one) => one.textContent).join() === '1,0,1'")
    # The same tap takes it back.
    feels(student, "Lost")
    lecturer.wait(f"{CURVE}.lost === 0")
    # The lecturer may switch it all off.
    panel(lecturer, "people")
    lecturer.page.click("[data-focus='class react']")
    student.reads("The lecturer has switched reactions off.")
    student.wait("document.querySelector('.bottom [aria-expanded=true]:not([hidden])') === null")
    student.get(f"({LESSON}.feel('lost'), {LESSON}.react('laugh'))")
    second.page.wait_for_timeout(1_500)
    assert lecturer.get(f"{CURVE}.lost") == 0
    assert not any(change["signal"].get("reaction") == "laugh" for change in second.get("heard"))


def test_the_curve_of_the_pace_is_there_after_a_reload_and_for_a_second_lecturer(lecturer, student, somebody, server):
    may_talk(lecturer, student)
    panel(student, "react")
    for feeling, kind in (("Lost", "lost"), ("Too fast", "tooFast")):
        feels(student, feeling)
        lecturer.wait(f"{CURVE}?.{kind} === 1")
        # Until its step is over: each is of five seconds.
        lecturer.wait(f"{LESSON}.roomTime() > {CURVE}.at + 6_000")
    curve = lecturer.get(f"{LESSON}.paceCurve")
    assert [(step["lost"], step["tooFast"]) for step in curve] == [(1, 0), (0, 1)]
    lecturer.reload()
    second = somebody(LAPTOP).open(server.link)
    for person in (lecturer, second):
        person.wait(f"{LESSON}.isTalking && {LESSON}.paceCurve.length === 2")
        assert person.get(f"{LESSON}.paceCurve") == curve
        panel(person, "pace")
        person.page.wait_for_selector("takhti-pace .line.pace-lost[d^='M']", state="attached")


def test_a_new_name_is_seen_at_once_where_the_former_was(lecturer, student, somebody, server):
    second = somebody(LAPTOP).joins(server, "Thandiwe Dube")
    may_talk(lecturer, student, second)
    panel(student, "chat")
    write(student, "Salam")
    student.page.click("takhti-talk button >> nth=0")
    panel(second, "chat")
    second.reads("Amina Yusuf")
    lecturer.panel("Hands")
    lecturer.reads("Amina Yusuf")
    student.get(f"{LESSON}.rename('Amina Khan')")
    for person in (lecturer, second):
        person.reads("Amina Khan")
        person.wait("!document.body.innerText.includes('Amina Yusuf')")
    # Also for whom the link was gone meanwhile.
    second.context.set_offline(True)
    second.wait(f"{LESSON}.link.kind === 'offline'")
    student.get(f"{LESSON}.rename('Amina Z.')")
    lecturer.reads("Amina Z.")
    second.context.set_offline(False)
    second.reads("Amina Z.")
    assert second.get(f"{LESSON}.people.length") == 0, "nobody follows the list of people for it"


def test_names_come_with_what_was_said_and_not_with_the_list_of_all(lecturer, student, somebody, server):
    second = somebody(LAPTOP).joins(server, "Thandiwe Dube")
    may_talk(lecturer, student, second)
    panel(student, "chat")
    write(student, "Salam")
    panel(second, "chat")
    second.reads("Amina Yusuf")
    # Nobody else's name came, and nobody is told who comes and goes.
    assert second.get(f"{LESSON}.people.length") == 0
    assert second.get(f"{LESSON}.replicas.roster.people.length") == 0
    panel(second, "people")
    second.wait(f"{LESSON}.people.length === 3")


def test_how_many_are_here_is_seen_by_all_as_they_come(lecturer, student, somebody, server):
    may_talk(lecturer, student)
    student.page.click("[aria-label=More]:visible")
    laptop = somebody(LAPTOP).joins(server, "Mei Chen")
    for here, name in enumerate(["Thandiwe Dube", "Ali Raza"], 4):
        somebody(LAPTOP).joins(server, name)
        for person in (lecturer, laptop):
            person.page.wait_for_selector(f"button:visible >> text=/^{here}$/")
        student.page.wait_for_selector(f".ways >> text={here} here")
    assert "here" not in student.get("document.querySelector('takhti-talk button').ariaLabel")
    student.reads("Hand")


def test_rights_are_changed_for_the_class_and_for_one_person(lecturer, student, somebody, server):
    second = somebody(LAPTOP).joins(server, "Thandiwe Dube")
    may_talk(lecturer, student, second)
    panel(lecturer, "people")
    lecturer.page.click("[data-focus='class chat']")
    for person in (student, second):
        person.wait(f"!{LESSON}.may('chat')")
    # The class may not, one person may.
    lecturer.page.click("[aria-label='More about Amina Yusuf']")
    lecturer.page.click("takhti-people .details >> text=Chat")
    student.wait(f"{LESSON}.may('chat')")
    assert not second.get(f"{LESSON}.may('chat')")
    # An assistant moderates, and does not teach.
    lecturer.page.select_option("takhti-people .details select", "assistant")
    student.wait(f"{LESSON}.mayModerate && {LESSON}.mayWrite && !{LESSON}.mayTeach")
    panel(student, "people")
    student.page.wait_for_selector("[aria-label='More about Thandiwe Dube']")
    assert not student.get("!!document.querySelector('[aria-label=\"More about Lecturer\"]')")
    # Sending out takes a second tap.
    student.page.click("[aria-label='More about Thandiwe Dube']")
    student.page.click("takhti-people .details >> text=For good")
    student.reads("Tap again to do it")
    assert second.get(f"{LESSON}.link.kind") == "live"
    student.page.click("text=Tap again to do it")
    second.reads("The lecturer sent you out of this room.")
    lecturer.wait("document.querySelector('takhti-people').innerText.includes('Let in again')")
    second.page.reload()
    second.reads("The lecturer sent you out of this room.")
    lecturer.page.click("text=Let in again")
    lecturer.wait(f"!{LESSON}.people.some(({{ banned }}) => banned)")
    second.reload()
    second.wait(f"{LESSON}.link.kind === 'live'")
    for person in (lecturer, student, second):
        person.agrees_with(server)


def test_where_people_sit_and_how_long_they_were_here(lecturer, student, server):
    may_talk(lecturer, student)
    panel(student, "settings")
    student.page.click("text=In the hall")
    lecturer.wait(f"{LESSON}.counts.hall === 1")
    panel(lecturer, "people")
    lecturer.reads("1 in the hall")
    student.get(f"{LESSON}.raiseHand(true)")
    lecturer.page.click("takhti-people .tabs >> text=Attendance")
    row = f"{LESSON}.attendance?.find(({{ participant }}) => participant === 2)"
    lecturer.wait(f"{row}?.hands === 1 && {row}.here")
    lecturer.reads("Amina Yusuf")
    student.get(f"{LESSON}.rename('=HYPERLINK(1)')")
    lecturer.reads("=HYPERLINK(1)")
    # Nobody but those who teach gets it, whatever their client asks for.
    student.get(f"({LESSON}.followAttendance(true), {LESSON}.raiseHand(false))")
    student.stored()
    assert student.get(f"{LESSON}.attendance") is None
    with lecturer.page.expect_download() as download:
        lecturer.page.click("text=Save as a table (CSV)")
    saved = read_csv(open(download.value.path(), "rb").read())
    assert download.value.suggested_filename.endswith(".csv")
    assert [row[0] for row in saved] == ["Name", "Lecturer", "'=HYPERLINK(1)"] and saved[2][2] == "In the hall" and saved[2][6] == "1"
    # The same from the log, while the server runs; a restart counts for nobody.
    server.kill()
    lecturer.wait(f"{LESSON}.link.kind !== 'live'")
    server.start()
    lecturer.stored()
    exported = subprocess.run([TAKHTI, "export", "attendance", str(server.data), "--room", server.code], capture_output=True, check=True)
    table = read_csv(exported.stdout)
    assert table[0][0] == "name" and table[2][0] == "'=HYPERLINK(1)" and table[2][2] == "hall" and table[2][6] == "1"
    lecturer.wait(f"{row}?.hands === 1")


def read_csv(data):
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_who_loses_and_regains_moderation_follows_what_goes_with_it(lecturer, student):
    may_talk(lecturer, student)
    moderate = f"{LESSON}.people.find(({{ name }}) => name === 'Amina Yusuf').participant, 'moderate'"
    panel(lecturer, "people")
    lecturer.wait(f"{LESSON}.people.some(({{ name }}) => name === 'Amina Yusuf')")
    # Asked for before it may be read.
    student.get(f"{LESSON}.followChat()")
    lecturer.get(f"({LESSON}.say('Among us', 'staff'), {LESSON}.say('To all', 'everyone'))")
    among = lambda words: f"{LESSON}.chat.lines.some(({{ text }}) => text === {words!r})"
    student.wait(among("To all"))
    assert student.get(among("Among us")) is False
    lecturer.get(f"{LESSON}.grant({moderate}, true)")
    student.wait(among("Among us"))
    lecturer.get(f"{LESSON}.grant({moderate}, false)")
    student.wait(f"!{LESSON}.mayModerate && !{among('Among us')}")
    lecturer.get(f"({LESSON}.say('Once more', 'staff'), {LESSON}.say('To all again', 'everyone'))")
    student.wait(among("To all again"))
    assert student.get(among("Once more")) is False
    lecturer.get(f"{LESSON}.grant({moderate}, true)")
    student.wait(f"{among('Among us')} && {among('Once more')}")
