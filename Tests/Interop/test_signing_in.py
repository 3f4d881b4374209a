"""Signing in and out, and guessing."""

import concurrent.futures
import http.client
import json
import sqlite3
import ssl
import time

import pytest

from house_people import PASSWORD, Browser, key_of, lecturer_of, owner_of, stored, until_it_has_to_wait


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


def test_passwords_cannot_be_guessed_and_the_owner_is_not_shut_out(open_house):
    house = open_house()
    owner_of(house)
    known = Browser(house)
    known.do("sign-in", {"login": "asma", "password": PASSWORD})
    guesser = Browser(house)
    began, answers = time.monotonic(), until_it_has_to_wait(lambda number: guesser.ask("sign-in", {"login": "asma", "password": f"guess {number}"})[0])
    # Ten, and on a busy machine one more for each minute that went by.
    assert 10 <= len(answers) <= 10 + (time.monotonic() - began) / 60 and set(answers) == {401}
    assert guesser.error("sign-in", {"login": "asma", "password": "guess"}) == (429, "tooManyAttempts")
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
            began = house.processor_time()
            Browser(house).error("sign-in", {"login": login, "password": "guess"})
            taken.append(house.processor_time() - began)
    # Of the processor, and the least of each: others on the machine only add to it.
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
