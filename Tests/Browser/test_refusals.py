"""Bad input, refusals and two tabs, on the real server: each is said in plain words, and nothing is lost or doubled."""

import re

from conftest import LAPTOP, PHONE, WALL
from person import LESSON, ROOM, STROKES

FIELD_ERROR = "document.getElementById('{}-error')?.textContent"


def fills_in(person, code, name):
    person.page.fill("#room", code)
    person.page.fill("#name", name)
    person.page.click("button.primary")


def is_told(person, field, words):
    person.wait(f"{FIELD_ERROR.format(field)} === {words!r}")


def test_an_unknown_code_is_said_at_the_field_and_the_right_one_lets_in(somebody, server):
    person = somebody(PHONE).open(server.address)
    fills_in(person, "zzzz99", "Amina")
    is_told(person, "room", "There is no room with this code. Look at the board once more.")
    assert person.page.input_value("#name") == "Amina"
    fills_in(person, f" {server.code[:3].lower()}-{server.code[3:].lower()} ", "Amina")
    person.wait(f"{LESSON}?.link.kind === 'live'")


def test_a_wrong_key_says_that_the_link_is_not_valid(somebody, server):
    person = somebody(WALL).open(re.sub(r"#k=.*", "#k=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", server.link))
    is_told(person, "room", "This code or link is not valid any more.")
    assert "#k=" not in person.page.url


def test_names_are_cut_to_what_fits_and_odd_ones_are_refused_in_words(somebody, server):
    person = somebody(PHONE).open(server.address)
    person.page.fill("#name", "ط" * 40)
    assert person.page.input_value("#name") == "ط" * 32
    fills_in(person, server.code, "ط" * 40)
    person.wait(f"{LESSON}?.link.kind === 'live'")
    odd = somebody(PHONE).open(server.address)
    fills_in(odd, server.code, "\u202eabc")
    is_told(odd, "name", "This name cannot be used. Use 1 to 64 ordinary characters.")
    fills_in(odd, server.code, "abc")
    odd.wait(f"{LESSON}?.link.kind === 'live'")


def test_a_locked_room_says_so_and_lets_in_once_it_is_open(lecturer, student, somebody, server):
    lecturer.panel("People")
    lecturer.page.click("text=Lock the room")
    student.wait(f"{LESSON}.locked")
    late = somebody(PHONE).open(server.address)
    fills_in(late, server.code, "Late")
    late.reads("The room is locked: nobody new is let in. Ask the lecturer to open it.")
    # Who was in comes back.
    student.reload()
    student.wait(f"{LESSON}.link.kind === 'live'")
    lecturer.page.click("text=Lock the room")
    student.wait(f"!{LESSON}.locked")
    late.page.click("text=Try again")
    late.wait(f"{LESSON}?.link.kind === 'live'")
    late.wait("!document.body.innerText.includes('The room is locked')")


def test_a_page_that_goes_under_the_pen_is_told_in_words(somebody, server):
    lecturer, other = somebody(WALL).teaches(server), somebody(LAPTOP).teaches(server)
    lecturer.panel("Add a page")
    other.wait(f"{LESSON}.pages.length === 2")
    other.settle()
    places = [lecturer.at(300 + 60 * step, 400) for step in range(12)]
    lecturer.page.mouse.move(*places[0])
    lecturer.page.mouse.down()
    lecturer.page.mouse.move(*places[3], steps=5)
    other.get(f"{LESSON}.removePage({LESSON}.taught)")
    other.stored()
    for place in places[4:]:
        lecturer.page.mouse.move(*place, steps=2)
    lecturer.page.mouse.up()
    lecturer.reads("The page was removed.")
    lecturer.page.click("text=Discard")
    lecturer.wait(f"{LESSON}.refusals.length === 0")
    lecturer.stored()
    lecturer.draw((300, 300), (600, 300))
    other.sees(1)
    lecturer.sees(1)
    lecturer.agrees_with(server)


def in_front(person):
    """A tab behind another gets its pointer a second late."""
    person.page.bring_to_front()
    return person


def test_two_tabs_of_one_person_neither_lose_nor_double_anything(somebody, server):
    first = somebody(WALL).teaches(server)
    second = first.tab().open(first.page.url)
    second.wait(f"{LESSON}?.mayTeach && {LESSON}.link.kind === 'live'")
    second.wait("!!document.querySelector('takhti-tools .tool')")
    in_front(first).draws(3)
    in_front(second).draws(3, y=500)
    for tab in (first, second):
        tab.sees(6)
    first.context.set_offline(True)
    in_front(first).draws(3, x=800)
    in_front(second).draws(3, x=800, y=500)
    # One of them is closed while it has something to send: the other sends it.
    first.page.close()
    first.context.set_offline(False)
    second.sees(12)
    second.agrees_with(server)
    third = second.tab().open(second.page.url)
    third.wait(f"{LESSON}?.link.kind === 'live'")
    third.sees(12)
    third.agrees_with(server)


def test_a_page_of_another_revision_is_told_and_loads_itself_anew(somebody, server):
    """The server says `otherRevision` when a page from before an update comes back: here the page lies about its own."""
    person = somebody(LAPTOP)
    # The first byte of a Hello is the revision (protocol/README.md): made another one until the page was loaded anew.
    person.page.add_init_script("""
      if (!sessionStorage.getItem("takhti.renewed")) {
        const Real = WebSocket;
        window.WebSocket = class extends Real {
          constructor(url, protocols) {
            const hello = atob(protocols[1].slice(6).replace(/-/g, "+").replace(/_/g, "/"));
            const other = String.fromCharCode(hello.charCodeAt(0) + 1) + hello.slice(1);
            super(url, [protocols[0], "hello." + btoa(other).replace(/\\+/g, "-").replace(/\\//g, "_").replace(/=/g, "")]);
          }
        };
      }""")
    person.open(server.address)
    person.get("window.isOld = true")
    fills_in(person, server.code, "Amina")
    person.wait("!window.isOld && !!sessionStorage.getItem('takhti.renewed')")
    person.wait("document.readyState === 'complete' && !!document.querySelector('takhti-join, takhti-room')")
    if person.get("!!document.querySelector('takhti-join')"):
        fills_in(person, server.code, "Amina")
    person.wait(f"{LESSON}?.link.kind === 'live'")
