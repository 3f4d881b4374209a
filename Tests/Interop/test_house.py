"""Whose rooms, invitations and displays are: what the house gives to whom over `/api`."""

import concurrent.futures
import sqlite3

from house_people import PASSWORD, Browser, lecturer_of, let_in, owner_of, stored, until_it_has_to_wait
from lesson import people, room


def test_a_lecturer_has_their_own_rooms_and_no_others(open_house, enter):
    house = open_house()
    owner = owner_of(house)
    lecturer = lecturer_of(owner)
    theirs, own = owner.do("rooms", {"name": "Owner's"})["code"], lecturer.do("rooms", {"name": "Optics"})["code"]
    assert [one["code"] for one in lecturer.state["rooms"]] == [own]
    assert {one["code"]: one.get("keeper") for one in owner.state["rooms"]}[own] == "Bilal"
    assert enter(house, "", code=own, cookie=lecturer.cookie).welcome["role"] == "lecturer"
    assert enter(house, "Bilal", code=theirs, cookie=lecturer.cookie).welcome["role"] == "student"
    assert enter(house, "", code=own, cookie=owner.cookie).welcome["role"] == "owner"
    shown = Browser(house).do("screens/show", {})
    signs = owner.state["signIns"][0]["id"]
    before = stored(house)
    for path, request, answer in [
        (f"rooms/{theirs}/code", {}, (404, "noSuchRoom")), ("rooms/AAAAAA/code", {}, (404, "noSuchRoom")), ("screens", {"code": shown["code"], "room": theirs}, (404, "noSuchRoom")),
        ("invitations", {"name": "Friend"}, (403, "notAllowed")), ("invitations/1/revoke", {}, (403, "notAllowed")), ("lecturers/1/remove", {}, (403, "notAllowed")),
        (f"sign-ins/{signs}/end", {}, (403, "notAllowed")), ("sign-ins/999/end", {}, (403, "notAllowed")), ("account", {"login": "asma"}, (409, "loginTaken")),
    ]:
        assert lecturer.error(path, request) == answer, path
        assert Browser(house).error(path, request) == (401, "signInNeeded"), path
    assert owner.error("lecturers/1/remove", {}) == (403, "notAllowed")  # the owner stays
    assert stored(house) == before


def test_an_invitation_opens_once_until_it_is_revoked_or_too_old(open_house):
    house = open_house()
    owner = owner_of(house)
    made = owner.do("invitations", {"name": "Dr Bilal"})
    guest = Browser(house)
    assert guest.do("invitations/look", {"token": made["token"]}) == {"name": "Dr Bilal"}
    owner.do(f"invitations/{made['id']}/revoke", {})
    accept = {"name": "Bilal", "login": "bilal", "password": PASSWORD}
    assert guest.error("invitations/accept", {**accept, "token": made["token"]}) == (410, "invitationGone")
    token = owner.do("invitations", {"name": ""})["token"]
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        tries = [pool.submit(lambda n: Browser(house).ask("invitations/accept", {**accept, "login": f"bilal{n}", "token": token})[0], n) for n in range(4)]
        assert sorted(one.result() for one in tries).count(200) == 1
    assert len(owner.state["lecturers"]) == 1
    late = owner.do("invitations", {"name": ""})["token"]
    house.stop()
    with sqlite3.connect(house.data / "journal.db") as db:
        db.execute("UPDATE invitations SET created = created - 7 * 86400 - 1")
    house.start()
    assert guest.error("invitations/accept", {**accept, "token": late}) == (410, "invitationGone")


def test_the_role_goes_with_the_sign_in_and_its_sockets_too(open_house, enter):
    house = open_house()
    owner = owner_of(house)
    device = enter(house, "Asma").cookie
    teaching = enter(house, "Asma", cookie=f"{device}; {owner.cookie}")
    assert teaching.welcome["role"] == "owner"
    owner.do("sign-out", {})
    assert teaching.hear("leaving")["reason"] == "signedOut"
    assert teaching.end()[0] == 1001
    # The device alone is the student that it was before.
    again = enter(house, "", cookie=device)
    assert again.welcome["role"] == "student"
    again.ask(room("lock"))
    assert again.hear("rejected")["reason"] == "forbidden"


def test_a_browser_that_comes_by_the_link_is_signed_in_and_programs_are_not(open_house, enter):
    house = open_house()
    enter(house, "Program", teaches=True)
    assert stored(house)["sign_ins"] == []
    enter(house, "Browser", teaches=True, origin="http://localhost")
    assert len(stored(house)["sign_ins"]) == 1


def test_who_is_removed_from_the_house_is_out_of_lessons_at_once(open_house, enter):
    house = open_house()
    owner = owner_of(house)
    lecturer = lecturer_of(owner)
    code = lecturer.do("rooms", {"name": "Optics"})["code"]
    teaching = enter(house, "", code=code, cookie=lecturer.cookie)
    teaching.ask(room("nameRoom", name="Optics II"))
    teaching.events(0, "roomNamed")
    owner.do(f"lecturers/{owner.state['lecturers'][0]['id']}/remove", {})
    assert teaching.hear("leaving")["reason"] == "signedOut"
    assert "me" not in lecturer.state
    assert enter(house, "Bilal", code=code, cookie=lecturer.cookie).welcome["role"] == "student"
    # The room is the owner's from now on, under its new name.
    assert {one["code"]: one["name"] for one in owner.state["rooms"]}[code] == "Optics II"


def test_a_ban_holds_for_the_device_over_restarts_and_a_removal_does_not(open_house, enter):
    house = open_house()
    teacher, student = enter(house, "Lecturer", teaches=True), enter(house, "Student")
    who = student.welcome["participant"]
    teacher.ask(people("remove", participant=who, ban=False))
    assert student.hear("leaving")["reason"] == "removed"
    student = enter(house, "", cookie=student.cookie)
    assert student.welcome["participant"] == who
    teacher.ask(people("remove", participant=who, ban=True))
    assert student.hear("leaving")["reason"] == "banned"
    assert enter(house, "Another name", cookie=student.cookie).denial == "banned"
    house.kill()
    house.start()
    assert enter(house, "", cookie=student.cookie).denial == "banned"
    teacher = enter(house, "Lecturer", teaches=True)
    teacher.ask(people("admit", participant=who))
    teacher.say("subscribe", topic=1)
    teacher.events(1, "admitted")
    assert enter(house, "", cookie=student.cookie).welcome["participant"] == who


def test_a_display_is_let_in_to_its_room_only(open_house, enter):
    import base64

    house = open_house()
    owner = owner_of(house)
    one, other = owner.do("rooms", {"name": "One"})["code"], owner.do("rooms", {"name": "Other"})["code"]
    teacher = enter(house, "", code=one, cookie=owner.cookie)
    teacher.ask(room("lock"))
    teacher.hear("batch")
    passed, shown = let_in(house, owner, one)
    assert passed["room"] == one
    ticket = base64.urlsafe_b64decode(passed["ticket"] + "=").hex()
    display = enter(house, "Hall", code=one, ticket=ticket)  # in spite of the lock
    assert display.welcome["role"] == "screen"
    for command in (room("unlock"), room("nameRoom", name="Mine"), people("setRole", participant=1, role="owner")):
        display.ask(command)
        assert display.hear("rejected")["reason"] == "forbidden"
    assert enter(house, "Hall", code=other, ticket=ticket).denial == "wrongCode"
    assert owner.error("screens", {"code": shown["code"], "room": other}) == (404, "noSuchScreen")  # a code counts once
    ended = next(entry for entry in owner.state["signIns"] if entry.get("room") == one)
    owner.do(f"sign-ins/{ended['id']}/end", {})
    assert display.hear("leaving")["reason"] == "signedOut"
    assert enter(house, "Hall", code=one, ticket=ticket).denial == "wrongCode"


def test_codes_of_displays_cannot_be_guessed_nor_used_up(open_house):
    house = open_house()
    owner = owner_of(house)
    before = stored(house)
    answers = until_it_has_to_wait(lambda number: owner.ask("screens", {"code": f"AAAA{'34679'[number % 5]}{'ACDEFGHJKMNP'[number // 5]}", "room": house.code})[0])
    assert set(answers) == {404} and 20 <= len(answers) and int(owner.answer.headers["Retry-After"]) > 0
    screens = [Browser(house).ask("screens/show", {})[0] for _ in range(9)]
    assert screens == [200] * 8 + [409]
    assert Browser(house).error("screens/ask", {"secret": "A" * 43}) == (404, "noSuchScreen")
    assert stored(house) == before


# What is kept of rooms.


def test_attendance_is_a_table_for_those_who_keep_the_room(open_house, enter):
    house = open_house()
    owner = owner_of(house)
    lecturer = lecturer_of(owner)
    enter(house, "Amina Yusuf")
    table = owner.do(f"rooms/{house.code}/attendance")
    assert table.splitlines()[0].lstrip("\ufeff") == "name,role,place,joined (UTC),left (UTC),minutes,hands,answers"
    assert [line.split(",")[:2] for line in table.splitlines()[1:]] == [["Amina Yusuf", "student"]]
    assert owner.answer.headers["Content-Disposition"] == f'attachment; filename="takhti-{house.code}-attendance.csv"'
    assert owner.answer.headers["Content-Type"].startswith("text/csv")
    assert lecturer.error(f"rooms/{house.code}/attendance") == (404, "noSuchRoom")
    assert Browser(house).error(f"rooms/{house.code}/attendance") == (401, "signInNeeded")


def test_a_room_that_cannot_be_read_does_not_hide_the_others(open_house, enter):
    house = open_house(expected=("a room's questions cannot be read",))
    owner = owner_of(house, password=None)
    broken = owner.do("rooms", {"name": "Broken"})["code"]
    rules = {"secrecy": "anonymous", "live": False, "neighbours": False, "changes": True, "moderated": False}
    content = {"pollKind": "truth", "rules": rules, "prompt": "Is it?", "options": []}
    draft = {"kind": "poll", "command": {"kind": "draft", "content": content, "key": {"kind": "unmarked"}, "explanation": ""}}
    for code in (house.code, broken):
        guest = enter(house, "", code=code, cookie=owner.cookie)
        guest.ask(draft)
        guest.hear("stored")
    assert {shelf["code"] for shelf in owner.do("library")["shelves"]} == {house.code, broken}
    with sqlite3.connect(f"{house.data}/journal.db") as db:
        kept = db.execute("SELECT e.rowid, e.room, e.topic, e.sequence, e.bytes FROM (SELECT 0 AS rowid, * FROM entries) e JOIN rooms r ON r.id = e.room WHERE r.code = ?", (broken,)).fetchall()
        db.execute("UPDATE entries SET bytes = x'ff' WHERE room = (SELECT id FROM rooms WHERE code = ?)", (broken,))
    assert {shelf["code"] for shelf in owner.do("library")["shelves"]} == {house.code}
    with sqlite3.connect(f"{house.data}/journal.db") as db:
        for _, room_id, topic, sequence, body in kept:
            db.execute("UPDATE entries SET bytes = ? WHERE room = ? AND topic = ? AND sequence = ?", (body, room_id, topic, sequence))


def test_an_address_brings_so_many_new_devices_and_then_has_to_wait(open_house, enter):
    house = open_house("--new-devices", 5)
    owner = owner_of(house, password=None)
    first = enter(house, "Amina")
    guests = [enter(house, f"Bot {number}") for number in range(60)]
    refused = [guest for guest in guests if guest.denial]
    assert refused and {guest.denial for guest in refused} == {"tooManyAttempts"} and all(0 < guest.wait <= 50 for guest in refused)
    # Nobody waits who was here before, or is signed in.
    for _ in range(10):
        assert enter(house, "Amina", cookie=first.cookie).welcome["participant"] == first.welcome["participant"]
        assert enter(house, "", cookie=owner.cookie).welcome["role"] == "owner"
