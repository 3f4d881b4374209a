"""Who may do what in the house: sign-ins, invitations, rooms and displays over `/api`, and what attackers try there."""

import concurrent.futures
import http.client
import json
import re
import sqlite3
import ssl
import time

import pytest

from lesson import people, room

PASSWORD = "correct horse battery"
# What must not come out anywhere: filled in by the tests as they learn it.
NASTY = ["a\u0007b", "a\u202eb", "\u2066x", "a\nb", "\u2028", "x" * 65, "\u0000"]


class Browser:
    """Says what a browser says: its cookies and its page's origin."""

    def __init__(self, house, origin=True, key=None, headers=None):
        self.house, self.key, self.headers = house, key, headers or {}
        self.origin = f"http://localhost:{house.port}" if origin is True else origin
        self.cookies = {}

    def ask(self, path, request=None, body=None, method=None, origin=..., headers=None, kind="application/json"):
        origin = self.origin if origin is ... else origin
        connection = http.client.HTTPConnection("localhost", self.house.port, timeout=30)
        fields = {**self.headers, **(headers or {})}
        if origin:
            fields["Origin"] = origin
        if self.cookies:
            fields["Cookie"] = self.cookie
        if self.key:
            fields["Authorization"] = f"Bearer {self.key}"
        if request is not None:
            body = json.dumps(request)
        if body is not None:
            fields["Content-Type"] = kind
        connection.request(method or ("GET" if body is None else "POST"), f"/api/{path}", body, fields)
        answer = connection.getresponse()
        text = answer.read()
        self.answer = answer
        for value in answer.headers.get_all("Set-Cookie") or []:
            name, _, rest = value.partition("=")
            if "Max-Age=0" in value:
                self.cookies.pop(name, None)
            else:
                self.cookies[name] = rest.split(";")[0]
        connection.close()
        return answer.status, json.loads(text) if text.startswith((b"{", b"[")) else text.decode()

    @property
    def cookie(self):
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    def error(self, path, request=None, **more):
        status, body = self.ask(path, request, **more)
        assert status >= 400, (path, body)
        return status, body["error"]

    def do(self, path, request=None, **more):
        status, body = self.ask(path, request, **more)
        assert status == 200, (path, status, body)
        return body

    @property
    def state(self):
        return self.do("house")


def owner_of(house, password=PASSWORD):
    owner = Browser(house)
    owner.do("sign-in", {"key": house.key})
    if password:
        owner.do("account", {"name": "Asma", "login": "asma", "password": password})
    return owner


def lecturer_of(owner, login="bilal"):
    token = owner.do("invitations", {"name": "Dr Bilal"})["token"]
    lecturer = Browser(owner.house)
    lecturer.do("invitations/accept", {"token": token, "name": "Bilal", "login": login, "password": PASSWORD})
    return lecturer


def stored(house):
    """All that the house has on disk beside lessons."""
    with sqlite3.connect(f"file:{house.data}/journal.db?mode=ro", uri=True) as db:
        return {table: db.execute(f"SELECT * FROM {table}").fetchall() for table in ("accounts", "sign_ins", "invitations", "rooms", "former_codes")}


# Signing in.


def test_the_owner_signs_in_by_the_link_and_then_by_a_password(open_house):
    house = open_house()
    assert "me" not in Browser(house).state
    owner = owner_of(house)
    assert owner.state["me"] == {"name": "Asma", "login": "asma", "isOwner": True, "hasPassword": True, "isByKey": True}
    again = Browser(house)
    again.do("sign-in", {"login": " ASMA ", "password": PASSWORD})
    fields = again.answer.headers["Set-Cookie"]
    assert fields.startswith("takhti-account=") and "HttpOnly" in fields and "SameSite=Strict" in fields and "Path=/" in fields and "Max-Age=2592000" in fields
    assert again.answer.headers["Cache-Control"] == "no-store"
    assert again.state["me"]["isOwner"] and len(again.state["signIns"]) == 2
    house.stop()
    house.start()
    assert again.state["me"]["login"] == "asma"
    again.do("sign-out", {})
    assert "me" not in again.state and owner.state["me"]


def test_under_tls_cookies_belong_to_this_server_alone(open_house):
    house = open_house("--tls-self-signed")
    connection = http.client.HTTPSConnection("localhost", house.port, context=ssl._create_unverified_context())
    connection.request("POST", "/api/sign-in", json.dumps({"key": key_of(house)}), {"Content-Type": "application/json"})
    fields = connection.getresponse().headers["Set-Cookie"]
    connection.close()
    assert fields.startswith("__Host-takhti-account=") and "; Secure" in fields and "Path=/" in fields and "Domain" not in fields


def key_of(house):
    return (house.data / "owner.key").read_text().strip()


def test_forged_expired_and_foreign_cookies_open_nothing(open_house, enter):
    house, other = open_house(), open_house()
    owner, stranger = owner_of(house), owner_of(other)
    forger = Browser(house)
    real = owner.cookies["takhti-account"]
    before = stored(house)
    for value in ("", "A" * 43, real[:-1], real + "A", real[:-1] + ("A" if real[-1] != "A" else "B"), real.swapcase(), "x" * 5000, stranger.cookies["takhti-account"], "1", "../owner.key"):
        forger.cookies = {"takhti-account": value}
        assert "me" not in forger.state
        assert forger.error("rooms", {"name": "Mine"}) == (401, "signInNeeded")
        assert enter(house, cookie=forger.cookie).welcome["role"] == "student"
    assert {**stored(house), "rooms": None} == {**before, "rooms": None} and len(stored(house)["rooms"]) == len(before["rooms"])
    house.stop()
    with sqlite3.connect(house.data / "journal.db") as db:
        db.execute("UPDATE sign_ins SET used = used - 30 * 86400 - 1")
    house.start()
    assert "me" not in owner.state and owner.error("rooms", {"name": "Mine"})[0] == 401


def test_a_used_sign_in_is_renewed_and_one_that_is_too_old_is_not(open_house):
    house = open_house()
    owner = owner_of(house, password=None)
    day = 86_400
    for used, created, lives in ((2, 100, True), (2, 181, False)):
        house.stop()
        with sqlite3.connect(house.data / "journal.db") as db:
            db.execute("UPDATE sign_ins SET used = ?, created = ?", (int(time.time()) - used * day, int(time.time()) - created * day))
        house.start()
        assert ("me" in owner.state) == lives
        assert (owner.answer.headers["Set-Cookie"] is not None) == lives
        if lives:
            assert time.time() - stored(house)["sign_ins"][0][6] < 60


def test_a_sign_in_is_never_one_that_somebody_else_chose(open_house):
    house = open_house()
    owner = owner_of(house)
    victim = Browser(house)
    victim.cookies["takhti-account"] = chosen = "B" * 43
    victim.do("sign-in", {"login": "asma", "password": PASSWORD})
    assert victim.cookies["takhti-account"] != chosen
    attacker = Browser(house)
    attacker.cookies["takhti-account"] = chosen
    assert "me" not in attacker.state
    # Nor one that an attacker has: a lecturer puts her own cookie into the owner's browser and waits.
    lecturer = lecturer_of(owner)
    planted = dict(lecturer.cookies)
    victim.cookies = dict(planted)
    victim.do("sign-in", {"login": "asma", "password": PASSWORD})
    assert victim.cookies != planted and victim.state["me"]["isOwner"]
    lecturer.cookies = planted
    assert "me" not in lecturer.state
    # The same person's sign-in changes its secret, too.
    before = dict(victim.cookies)
    victim.do("sign-in", {"login": "asma", "password": PASSWORD})
    stale = Browser(house)
    stale.cookies = before
    assert "me" not in stale.state


def test_a_new_password_ends_the_other_sign_ins(open_house):
    house = open_house()
    owner, thief = owner_of(house), Browser(house)
    thief.do("sign-in", {"login": "asma", "password": PASSWORD})
    assert thief.error("account", {"password": "another password"}) == (401, "wrongPassword")
    assert thief.error("account", {"old": "wrong", "password": "another password"}) == (401, "wrongPassword")
    for weak in ("short", "aaaaaaaaaaaaaa", "x" * 513):
        assert owner.error("account", {"password": weak}) == (400, "badPassword")
    owner.do("account", {"password": "another password"})
    assert "me" not in thief.state and owner.state["me"]
    assert thief.error("sign-in", {"login": "asma", "password": PASSWORD}) == (401, "wrongPassword")
    thief.do("sign-in", {"login": "asma", "password": "another password"})
    thief.do("account", {"old": "another password", "password": PASSWORD})


# Guessing.


def until_it_has_to_wait(guess, limit=60):
    """The answers before the one that says to wait. On a busy machine some tries have come back meanwhile: one in six seconds."""
    answers = []
    for number in range(limit):
        answers.append(guess(number))
        if answers[-1] == 429:
            return answers[:-1]
    raise AssertionError(f"never has to wait: {answers}")


def test_passwords_cannot_be_guessed_and_the_owner_is_not_shut_out(open_house):
    house = open_house()
    owner_of(house)
    known = Browser(house)
    known.do("sign-in", {"login": "asma", "password": PASSWORD})
    guesser = Browser(house)
    answers = [guesser.error("sign-in", {"login": "asma", "password": f"guess {number}"}) for number in range(12)]
    assert answers == [(401, "wrongPassword")] * 10 + [(429, "tooManyAttempts")] * 2
    assert 0 < int(guesser.answer.headers["Retry-After"]) <= 60
    # Now the right one is not looked at, either; but it is on the owner's own device.
    assert guesser.error("sign-in", {"login": "asma", "password": PASSWORD}) == (429, "tooManyAttempts")
    known.do("sign-in", {"login": "asma", "password": PASSWORD})
    # Names that nobody has are answered in the same way, until the address has to wait.
    answers = until_it_has_to_wait(lambda number: guesser.ask("sign-in", {"login": f"nobody{number}", "password": "guess"})[0])
    assert set(answers) == {401}
    assert 0 < int(guesser.answer.headers["Retry-After"]) <= 6


def test_guesses_at_once_count_as_well(open_house):
    house = open_house()
    owner_of(house)
    with concurrent.futures.ThreadPoolExecutor(30) as pool:
        tries = [pool.submit(lambda n: Browser(house).error("sign-in", {"login": "asma", "password": f"guess {n}"})[0], n) for n in range(30)]
        answers = [one.result() for one in tries]
    assert answers.count(401) <= 10 and set(answers) <= {401, 429, 503}, answers


def test_it_takes_as_long_whether_there_is_such_an_account(open_house):
    house = open_house()
    owner_of(house)
    times = {"asma": [], "nobody": []}
    for _ in range(7):
        for login, taken in times.items():
            began = time.monotonic()
            Browser(house).error("sign-in", {"login": login, "password": "guess"})
            taken.append(time.monotonic() - began)
    # The least of each: others on the machine only add to it.
    least = {login: min(taken) for login, taken in times.items()}
    print({login: f"{1000 * seconds:.0f} ms" for login, seconds in least.items()})
    assert 0.5 < least["asma"] / least["nobody"] < 2 and min(least.values()) > 0.02


def test_what_a_client_says_of_its_address_is_not_believed(open_house):
    house = open_house()

    def guess(number):
        liar = Browser(house, headers={"X-Forwarded-For": f"10.1.1.{number}", "X-Forwarded-Proto": "https"})
        return liar.error("sign-in", {"key": "A" * 22})[0]

    answers = until_it_has_to_wait(guess)
    assert set(answers) == {401} and 20 <= len(answers)


def test_what_a_trusted_proxy_says_is_believed(open_house):
    house = open_house("--trusted-proxy", "127.0.0.1,::1")

    def guess(address):
        return Browser(house, headers={"X-Forwarded-For": f"6.6.6.6, {address}"}).error("sign-in", {"key": "A" * 22})[0]

    assert 20 <= len(until_it_has_to_wait(lambda _: guess("10.1.1.1")))
    assert guess("10.1.1.2") == 401
    # An IPv6 customer has 2^64 addresses: they count as one.
    assert 20 <= len(until_it_has_to_wait(lambda number: guess(f"2001:db8:1:2::{number + 1:x}")))
    assert guess("2001:db8:1:3::1") == 401
    owner = Browser(house, headers={"X-Forwarded-For": "10.9.9.9", "X-Forwarded-Proto": "https"})
    owner.do("sign-in", {"key": house.key})
    assert owner.answer.headers["Set-Cookie"].startswith("__Host-takhti-account=") and owner.state["me"]


@pytest.mark.parametrize("path, request_of, expected", [
    ("invitations/look", lambda n: {"token": "A" * 43}, 410), ("invitations/accept", lambda n: {"token": f"B{n}"}, 410), ("sign-in", lambda n: {"key": "A" * 22}, 401)])
def test_links_cannot_be_guessed(open_house, path, request_of, expected):
    house = open_house()
    before = stored(house)
    guesser = Browser(house)
    answers = until_it_has_to_wait(lambda number: guesser.ask(path, request_of(number))[0])
    assert set(answers) == {expected} and 20 <= len(answers) and int(guesser.answer.headers["Retry-After"]) > 0
    assert stored(house) == before


# Whose what is.


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


# Displays.


def let_in(house, owner, code):
    screen = Browser(house)
    shown = screen.do("screens/show", {})
    assert screen.do("screens/ask", {"secret": shown["secret"]}) == {}
    owner.do("screens", {"code": shown["code"], "room": code})
    return screen.do("screens/ask", {"secret": shown["secret"]}), shown


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


# Attacks.


@pytest.mark.parametrize("origin", ["http://evil.test", "null", "http://localhost.evil.test", "https://localhost:1", None])
def test_pages_of_other_origins_may_not_use_the_cookie(open_house, origin):
    house = open_house()
    owner = owner_of(house)
    before = stored(house)
    for path, request in [("rooms", {"name": "Evil"}), ("account", {"name": "Evil"}), ("invitations", {"name": "Evil"}), ("sign-out", {}), (f"rooms/{house.code}/code", {})]:
        assert owner.error(path, request, origin=origin) == (403, "anotherOrigin"), path
    if origin:
        assert owner.error("sign-in", {"key": house.key}, origin=origin) == (403, "anotherOrigin")
        owner.ask("house", origin=origin)
        assert owner.answer.headers["Access-Control-Allow-Origin"] is None
    # A form of another page cannot say that it is JSON.
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data"):
        assert owner.ask("account", body='{"name":"Evil"}', kind=kind)[0] == 400
    assert stored(house) == before


def test_odd_names_are_refused_and_nothing_is_stored(open_house):
    house = open_house()
    owner = owner_of(house)
    token = owner.do("invitations", {"name": "Dr Bilal"})["token"]
    guest = Browser(house)
    before = stored(house)
    for name in NASTY:
        if name != "\u2028":  # white space: an empty name, which a room may have
            assert owner.error("rooms", {"name": name}) == (400, "badName"), name
            assert owner.error("invitations", {"name": name}) == (400, "badName"), name
            assert owner.error("account", {"name": name}) == (400, "badName"), name
        assert owner.error("account", {"login": name}) == (400, "badLogin"), name
        assert guest.error("invitations/accept", {"token": token, "name": name, "login": "bilal", "password": PASSWORD}) == (400, "badName"), name
        assert guest.error("invitations/accept", {"token": token, "name": "Bilal", "login": name, "password": PASSWORD}) == (400, "badLogin"), name
    for login in ("<script>", "a b/c", "..", "a'b", 'a"b'):
        if login != "..":
            assert owner.error("account", {"login": login}) == (400, "badLogin"), login
    assert stored(house) == before


def test_megabytes_and_what_is_no_request_are_refused(open_house):
    house = open_house()
    owner = owner_of(house)
    before = stored(house)
    big = "x" * (1 << 20)
    for path in ("rooms", "account", "invitations", "sign-in", "invitations/accept", "screens", "screens/show", "sign-out"):
        assert owner.ask(path, body=json.dumps({"name": big, "login": big, "password": big}))[0] == 413, path
        for body in ("", "{", "[]", "null", '"x"', "[" * 4000, '{"name":1}', '{"name":null' + " " * 3000, "\ud800".encode("utf-8", "surrogatepass"), b"\xff\xfe{}"):
            assert owner.ask(path, body=body)[0] == 400, (path, body[:40])
    for path in ("sign-ins/x/end", "sign-ins/-1/end", "sign-ins/99999999999999999999/end", "invitations/1e3/revoke", "rooms/../house", "nothing", "house/x"):
        status = owner.ask(path, {})[0]
        assert status in (403, 404), (path, status)
    assert owner.ask("house", {}, method="POST")[0] == 405 and owner.ask("rooms", method="GET")[0] == 405
    assert owner.ask("rooms", method="POST")[0] == 401 and owner.ask("sign-in", method="DELETE")[0] == 405
    assert stored(house) == before


def test_no_secret_is_in_the_log_or_on_the_disk(open_house, enter):
    house = open_house()
    owner = owner_of(house)
    lecturer = lecturer_of(owner)
    token = owner.do("invitations", {"name": "Dr Chen"})["token"]
    passed, shown = let_in(house, owner, house.code)
    secrets = [PASSWORD, token, passed["ticket"], shown["secret"], *owner.cookies.values(), *lecturer.cookies.values()]
    for secret in secrets:
        Browser(house).ask("sign-in", {"login": secret, "password": secret})
        Browser(house).ask("invitations/look", {"token": secret})
        Browser(house, key=secret).ask("rooms", {"name": "x"})
    enter(house, ticket="ab" * 32)
    house.stop()
    log = "\n".join(house.log)
    assert not [secret for secret in [*secrets, house.key] if secret in log]
    files = b"".join(path.read_bytes() for path in house.data.iterdir() if path.is_file() and path.name != "owner.key")
    assert not [secret for secret in [*secrets, house.key] if secret.encode() in files]
    assert re.search(rb"\$scrypt\$ln=15,r=8,p=3\$[0-9a-f]{32}\$[0-9a-f]{64}", files)
