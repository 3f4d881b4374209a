"""Signing in, rooms of one's own, invitations and the hall's display, in a real browser against the real server."""

import re
import urllib.error
import urllib.request

import pytest
from conftest import LAPTOP, PHONE, WALL
from person import LESSON, ROOM
from test_access import violations

PASSWORD = "correct horse battery"


def opens_the_house(person, server):
    """By the owner's link."""
    person.open(f"{server.address}/house#k={server.key}")
    person.reads("Set a password")
    assert "#k=" not in person.page.url
    return person


def sets_a_password(person, login="asma"):
    card = person.page.locator(".notice-card")
    card.get_by_label("Your name").fill("Asma")
    card.get_by_label("Sign-in name").fill(login)
    card.get_by_label("New password").fill(PASSWORD)
    card.get_by_role("button", name="Save the password").click()
    person.wait("!document.body.innerText.includes('Set a password')")
    return person


def signs_in(person, server, login="asma", password=PASSWORD):
    person.open(f"{server.address}/house")
    person.page.get_by_label("Sign-in name").fill(login)
    person.page.get_by_label("Password").fill(password)
    person.page.get_by_role("button", name="Sign in").click()
    return person


def has_a_room(person, name):
    person.page.get_by_label("Name of a new room").fill(name)
    person.page.get_by_role("button", name="Make room").click()
    person.reads(name)
    return person.page.locator("li", has_text=name).locator(".room-code").first.inner_text()


def surely(button):
    """Taps twice what asks first: at once, as it waits for the second tap for a while only."""
    button.dblclick()


def test_the_owner_sets_a_password_and_comes_back_with_it(somebody, server):
    owner = sets_a_password(opens_the_house(somebody(LAPTOP), server))
    code = has_a_room(owner, "Physics")
    owner.page.get_by_role("button", name="Sign out", exact=True).click()
    owner.reads("For lecturers.")
    again = signs_in(somebody(PHONE), server)
    again.reads("Physics")
    again.page.get_by_role("link", name="Open: Physics").click()
    again.wait(f"{LESSON}?.mayTeach && {LESSON}.link.kind === 'live'")
    assert again.page.url.endswith(f"/r/{code}") and again.get(f"{LESSON}.name") == "Physics"
    # A reload needs no link: the sign-in says who it is.
    again.reload()
    again.wait(f"{LESSON}.mayTeach && {LESSON}.link.kind === 'live'")


def test_a_wrong_password_is_said_in_the_same_words_as_an_unknown_name(somebody, server):
    sets_a_password(opens_the_house(somebody(LAPTOP), server))
    person = signs_in(somebody(PHONE, expected=("401",)), server, password="wrong password")
    person.reads("Name or password is wrong.")
    signs_in(person, server, login="nobody").reads("Name or password is wrong.")


def test_an_invited_lecturer_has_rooms_of_their_own_and_sees_no_others(somebody, server):
    owner = sets_a_password(opens_the_house(somebody(LAPTOP), server))
    has_a_room(owner, "Owner's room")
    owner.page.get_by_label("For whom").fill("Dr Bilal")
    owner.page.get_by_role("button", name="Make an invitation").click()
    owner.wait("!!document.querySelector('.made-link input')")
    link = owner.page.input_value(".made-link input")
    lecturer = somebody(PHONE, expected=("400",)).open(link)
    lecturer.reads("You are invited")
    assert lecturer.page.get_by_label("Your name").input_value() == "Dr Bilal"
    lecturer.page.get_by_label("Sign-in name").fill("Bilal")
    lecturer.page.get_by_label("New password").fill("short")
    lecturer.page.get_by_role("button", name="Begin").click()
    lecturer.wait("document.querySelector('.error').textContent !== ''")
    assert "#i=" in lecturer.page.url
    lecturer.page.get_by_label("New password").fill(PASSWORD)
    lecturer.page.get_by_role("button", name="Begin").click()
    lecturer.reads("No rooms yet.")
    has_a_room(lecturer, "Optics")
    assert "Owner's room" not in lecturer.text()
    # The link opens once.
    second = somebody(LAPTOP, expected=("410",)).open(link)
    second.reads("This invitation is used, revoked or too old.")
    # The owner sees all rooms and whose they are; who is removed is signed out at once, in lessons too.
    owner.page.reload()
    owner.reads("Optics")
    lecturer.page.get_by_role("link", name="Open: Optics").click()
    lecturer.wait(f"{LESSON}?.mayTeach && {LESSON}.link.kind === 'live'")
    surely(owner.page.locator("section", has_text="Make an invitation").locator("li", has_text="Dr Bilal").get_by_role("button", name="Remove"))
    lecturer.reads("You were signed out.")
    lecturer.page.reload()
    lecturer.wait("!!document.querySelector('takhti-join, takhti-room')")
    lecturer.wait(f"!{LESSON}?.mayTeach")


def test_signing_out_everywhere_ends_lessons_on_other_devices(somebody, server):
    owner = sets_a_password(opens_the_house(somebody(LAPTOP), server))
    wall = somebody(WALL).teaches(server)
    owner.page.reload()
    owner.reads("Signed in on")
    surely(owner.page.get_by_role("button", name="Sign out everywhere"))
    owner.reads("For lecturers.")
    wall.reads("You were signed out.")


def test_a_new_code_lets_nobody_new_in_by_the_old_one_and_those_who_were_in_stay(somebody, server):
    owner = opens_the_house(somebody(LAPTOP), server)
    code = has_a_room(owner, "Physics")
    student = somebody(PHONE).open(f"{server.address}/r/{code}")
    student.page.fill("#name", "Amina")
    student.page.click("button.primary")
    student.wait(f"{LESSON}?.link.kind === 'live'")
    surely(owner.page.locator("li", has_text="Physics").get_by_role("button", name="New join code"))
    owner.wait(f"!document.body.innerText.includes('{code}')")
    student.reload()
    student.wait(f"{LESSON}.link.kind === 'live'")
    late = somebody(PHONE).open(f"{server.address}/r/{code}")
    late.page.fill("#name", "Late")
    late.page.click("button.primary")
    late.reads("There is no room with this code.")


def test_a_display_shows_a_code_and_is_let_in_to_the_room(somebody, server):
    owner = opens_the_house(somebody(LAPTOP, expected=("404",)), server)
    has_a_room(owner, "Physics")
    display = somebody(WALL, expected=("404",)).open(f"{server.address}/screen")
    display.wait("document.querySelector('.screen-code')?.innerText.length >= 6")
    code = re.sub(r"\s", "", display.page.inner_text(".screen-code"))
    row = owner.page.locator("li", has_text="Physics")
    row.get_by_role("button", name="Connect a display").click()
    row.get_by_label("Code on the display").fill("AAAAAA")
    row.get_by_role("button", name="Let it in").click()
    owner.reads("No display shows this code.")
    row.get_by_label("Code on the display").fill(code.lower())
    row.get_by_role("button", name="Let it in").click()
    owner.reads("The display is let in.")
    display.wait(f"{LESSON}?.me?.role === 'screen' && {LESSON}.link.kind === 'live'")
    display.wait(f"{LESSON}.name === 'Physics'")
    # It comes back by itself, and goes when its sign-in is ended.
    display.page.reload()
    display.wait(f"{LESSON}?.me?.role === 'screen' && {LESSON}.link.kind === 'live'")
    owner.page.reload()
    owner.reads("Hall display in")
    surely(owner.page.locator("li", has_text="Hall display in").get_by_role("button", name="End"))
    display.wait("!!document.querySelector('.screen-code')")


def test_the_pages_speak_the_reader_s_language_and_direction(somebody, server):
    person = somebody(PHONE, locale="ar").open(f"{server.address}/house")
    person.reads("للمحاضرين")
    assert person.get("document.documentElement.dir") == "rtl"
    person.page.select_option("select", "fr")
    person.reads("Pour les enseignants.")
    assert person.get("document.documentElement.scrollWidth <= innerWidth")


def test_questions_of_other_lessons_are_at_hand(somebody, server):
    lecturer = sets_a_password(opens_the_house(somebody(WALL), server))
    names = ("Waves", "Optics")
    for name in names:
        has_a_room(lecturer, name)
    for name in names:
        lecturer.open(f"{server.address}/house")
        lecturer.page.get_by_role("link", name=f"Open: {name}").click()
        lecturer.wait(f"{LESSON}?.mayTeach && {LESSON}.isTalking")
        lecturer.panel("Polls")
        if name == names[0]:
            lecturer.page.click("text=Prepare a poll")
            lecturer.page.select_option(".editor select >> nth=0", "truth")
            lecturer.page.fill(".editor textarea", "Light is a wave.")
            lecturer.page.click("[aria-label='Right: True']")
            lecturer.page.click("text=Keep for later")
            lecturer.wait(f"{LESSON}.drafts.length === 1 && {LESSON}.pendingCount === 0")
    lecturer.page.click("text=From my other lessons")
    lecturer.page.click("summary:has-text('Waves')")
    lecturer.page.click("[aria-label='Take: Light is a wave.']")
    lecturer.wait(f"{LESSON}.drafts.length === 1")
    assert lecturer.get(f"{LESSON}.drafts[0].answer") == {"kind": "options", "options": [0]}
    # Who is nobody here has no library.
    with pytest.raises(urllib.error.HTTPError, match="401"):
        urllib.request.urlopen(f"{server.address}/api/library")


def test_the_lecturer_drives_the_display_from_the_lesson(lecturer, student, somebody, server):
    display = somebody(WALL, expected=("404",)).open(f"{server.address}/screen")
    display.wait("document.querySelector('.screen-code')?.innerText.length >= 6")
    code = re.sub(r"\s", "", display.page.inner_text(".screen-code"))
    lecturer.panel("More")
    lecturer.page.fill("#display-code", code)
    lecturer.page.get_by_role("button", name="Let it in").click()
    lecturer.reads("The display is let in.")
    display.wait(f"{LESSON}?.me?.role === 'screen' && {LESSON}.isTalking")
    lecturer.page.get_by_role("switch", name="Code to join").click()
    lecturer.page.get_by_role("switch", name="Who waits to speak").click()
    display.page.wait_for_selector("takhti-display .join img")
    assert server.code in display.page.inner_text("takhti-display .join .code").replace(" ", "")
    student.page.keyboard.press("Space")
    display.reads("1 hand")
    display.reads("Amina Yusuf")
    lecturer.page.get_by_role("switch", name="Dark: nothing at all").click()
    display.wait("!document.querySelector('takhti-display .blank').hidden")
    # It takes part in nothing, and no count has it among the people of the hall.
    assert display.get(f"{LESSON}.mayWrite || {LESSON}.may('answer') || {LESSON}.may('ask')") is False


def test_a_lecturer_lets_a_display_in_from_the_lesson(somebody, server):
    wall = somebody(WALL, expected=("404",)).teaches(server)
    display = somebody(LAPTOP).open(f"{server.address}/screen")
    display.wait("document.querySelector('.screen-code')?.innerText.length >= 6")
    code = re.sub(r"\s", "", display.page.inner_text(".screen-code"))
    wall.get(f"{ROOM}.toggle('settings')")
    wall.page.fill("#display-code", "AAAAAA")
    wall.page.get_by_role("button", name="Let it in").click()
    wall.reads("No display shows this code.")
    wall.page.fill("#display-code", code)
    wall.page.get_by_role("button", name="Let it in").click()
    wall.reads("The display is let in.")
    display.wait(f"{LESSON}?.me?.role === 'screen' && {LESSON}.link.kind === 'live'")


SCRIPT = "<img src=x onerror=document.title='owned'>"


def test_script_in_a_text_field_is_text(somebody, server):
    """In each field that others see: rooms, people, invitations, chat, questions."""
    owner = sets_a_password(opens_the_house(somebody(LAPTOP), server))
    has_a_room(owner, SCRIPT)
    owner.page.get_by_label("For whom").fill(SCRIPT)
    owner.page.get_by_role("button", name="Make an invitation").click()
    owner.wait("!!document.querySelector('.made-link input')")
    owner.page.get_by_label("Your name").fill(SCRIPT)
    with owner.page.expect_response("**/api/account"):
        owner.page.get_by_role("button", name="Save the name").click()
    owner.page.reload()
    owner.reads(SCRIPT)
    guest = somebody(PHONE)
    guest.open(server.address)
    guest.page.fill("#room", server.code)
    guest.page.fill("#name", SCRIPT)
    guest.page.click("button.primary")
    guest.wait(f"{LESSON}?.link.kind === 'live'")
    guest.wait(f"typeof {LESSON}.ask === 'function' && {LESSON}.isTalking")
    guest.get(f"({LESSON}.ask({SCRIPT!r}, true), {LESSON}.say({SCRIPT!r}, 'everyone'))")
    wall = somebody(WALL).teaches(server)
    wall.get(f"{LESSON}.nameRoom({SCRIPT!r})")
    for panel in ("people", "questions", "chat"):
        wall.get(f"{ROOM}.toggle('{panel}')")
        wall.reads(SCRIPT)
        wall.get(f"{ROOM}.toggle('{panel}')")
    for person in (owner, guest, wall):
        assert person.get("document.title") != "owned"
        assert person.get("!document.querySelector('img[src=x]')")


@pytest.mark.parametrize("language", ["en-GB", "ar"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_stands_in_the_way_of_signing_in(somebody, server, language, scheme):
    looks = {"locale": language, "color_scheme": scheme, "bypass_csp": True}
    found = {}
    person = somebody(PHONE, expected=("401",), **looks).open(f"{server.address}/house")
    person.page.wait_for_selector("form")
    found["sign in"] = violations(person)
    person.page.fill("input >> nth=0", "nobody")
    person.page.fill("input >> nth=1", "wrong password")
    person.page.click("button.primary")
    person.wait("document.querySelector('.error').textContent !== ''")
    found["refused"] = violations(person)
    owner = somebody(WALL, **looks).open(f"{server.address}/house#k={server.key}")
    owner.page.wait_for_selector(".notice-card")
    found["first"] = violations(owner)
    # By keyboard alone: a name, a sign-in name, a password.
    owner.page.focus(".notice-card input")
    for words in ("Asma", "asma", PASSWORD):
        owner.page.keyboard.press("Control+a")
        owner.page.keyboard.type(words)
        owner.page.keyboard.press("Tab")
    owner.page.keyboard.press("Enter")
    owner.wait("!document.querySelector('.notice-card')")
    owner.page.click("section:nth-of-type(2) form button")
    owner.wait("!!document.querySelector('.made-link input')")
    owner.page.click("li button[aria-expanded]")
    owner.page.click("summary")
    found["house"] = violations(owner)
    link = owner.page.input_value(".made-link input")
    invited = somebody(PHONE, **looks).open(link)
    invited.page.wait_for_selector("form")
    found["invitation"] = violations(invited)
    display = somebody(WALL, **looks).open(f"{server.address}/screen")
    display.page.wait_for_selector(".screen-code")
    found["display"] = violations(display)
    assert {place: problems for place, problems in found.items() if problems} == {}
