"""What strangers, students and broken clients may try at a room's door and in it.

SOAK=1 knocks 2,000 times instead of 300.
"""

import json
import os
import re
import socket
import time

import pytest

import wire
from echo_server import ROOT
from lesson import SOAK, Refused, Wire, one_chunk, page, people, room, stroke, topic

RIGHTS = ("write", "chat", "ask", "answer", "react", "drive", "moderate", "teach")
MALFORMED = [vector for vector in json.loads((ROOT / "protocol/vectors/malformed.json").read_text()) if vector["type"] == "ClientMessage"]


def still_works(house, enter):
    """A lecturer writes and a student sees it."""
    lecturer, student = enter(house, "Lecturer", teaches=True), enter(house, "Student")
    name = f"Page {time.monotonic_ns()}"
    lecturer.ask(room("nameRoom", name=name))
    while student.events(0, "roomNamed")["name"] != name:
        pass
    lecturer.close(), student.close()


# At the door.


def test_the_door_says_why(open_house, enter):
    house = open_house()
    assert enter(house, code="AAAAAA").denial == "noSuchRoom"
    assert enter(house, code="no code at all".replace(" ", "_")).denial == "noSuchRoom"
    assert enter(house, ticket="00" * 16).denial == "wrongCode"
    assert enter(house, revision=2).denial == "otherRevision"
    assert enter(house, "").denial == "nameNeeded"
    assert enter(house, "\u2028").denial == "nameNeeded"
    for name in ("a\u0007b", "a\u202eb", "\u2066x", "a\nb"):
        assert enter(house, name).denial == "badName", name
    still_works(house, enter)


def test_a_key_that_is_wrong_opens_nothing_and_a_student_stays_one(open_house, enter):
    house = open_house()
    student = enter(house, "Student")
    assert student.welcome["role"] == "student"
    forbidden = [room("lock"), room("nameRoom", name="Mine"), room("addPage", background="plain", name=""), room("teachPage", page=topic(4)),
                 room("removePage", page=topic(4)), people("setRole", participant=1, role="owner"),
                 people("grant", participant=1, right="write"), people("remove", participant=1, ban=True),
                 page("clear", page=topic(4)), stroke(one_chunk()), room("allow", role="student", rights=dict.fromkeys(RIGHTS, True))]
    for number, command in enumerate(forbidden, 1):
        student.ask(command)
        assert student.hear("rejected", counter=number)["reason"] == "forbidden", command


def test_pages_of_other_origins_are_turned_away(open_house, enter):
    house = open_house()
    for origin in ("http://evil.test", "null", "http://localhost.evil.test", "https://localhost:1"):
        with pytest.raises(Refused, match="403"):
            enter(house, origin=origin)
    assert enter(house, origin="http://localhost").welcome


@pytest.mark.parametrize("offer", ["", "takhti.1", "takhti.1, hello.!!!", "takhti.1, hello.AAAA", "takhti.2, hello.AAAA",
                                   "takhti.1, hello." + "A" * 4000, "hello.AAAA"])  # fmt: skip
def test_a_request_without_a_hello_is_no_request(open_house, offer):
    house = open_house()
    with wire.connect(house.address) as connection:
        connection.sendall(wire.upgrade_request(f"/r/{house.code}", f"Sec-WebSocket-Protocol: {offer}\r\n" if offer else ""))
        assert wire.read_head(connection)[0].startswith("HTTP/1.1 400 ")


def guess_until_denied(house, enter, codes):
    """What is said to each guess before the one that has to wait."""
    return list(iter(lambda: enter(house, code=next(codes)).denial, "tooManyAttempts"))


def test_guessing_has_to_wait_and_those_who_are_known_do_not(open_house, enter):
    house = open_house()
    known = enter(house, "Known")
    guess = iter(f"AAAA{a}{b}" for a in "34679ACDEF" for b in "34679ACDEF")
    began, guesses = time.monotonic(), guess_until_denied(house, enter, guess)
    # Twenty, and on a busy machine one more for each six seconds that went by.
    assert 20 <= len(guesses) <= 20 + (time.monotonic() - began) / 6 and set(guesses) == {"noSuchRoom"}
    late = enter(house, "Stranger")
    assert late.denial == "tooManyAttempts" and 0 < late.wait <= 6_000
    guess_until_denied(house, enter, guess)
    assert enter(house, ticket="00" * 16).denial == "tooManyAttempts"
    guess_until_denied(house, enter, guess)
    # Whoever was let in comes back, and so does the owner: neither guesses.
    assert enter(house, "", cookie=known.cookie).welcome["participant"] == known.welcome["participant"]
    assert enter(house, "Lecturer", teaches=True).welcome["role"] == "owner"
    assert enter(house, "", code="AAAAAA", cookie=known.cookie).denial == "tooManyAttempts"


def test_half_a_knock_and_slow_knocks_cost_little(open_house, enter):
    house = open_house(expected=["descriptor"])
    count = 2000 if SOAK else 300
    usual = house.descriptors()
    half = wire.upgrade_request(f"/r/{house.code}", "Sec-WebSocket-Protocol: takhti.1, hello.AAAA\r\n")[:-7]
    knocks = []
    for _ in range(count):
        connection = wire.connect(house.address)
        connection.sendall(half)
        knocks.append(connection)
    before = house.pss()
    began = time.monotonic()
    still_works(house, enter)
    took = time.monotonic() - began
    slow = knocks[:20]
    for byte in b"X-Slow: " + b"a" * 12:
        for connection in slow:
            connection.sendall(bytes([byte]))
        time.sleep(0.05)
    print(f"{count} half-open: {before} bytes in all; a lesson beside them took {took:.2f} s")
    assert took < 10
    for connection in knocks:
        connection.close()
    house.settle(usual + 8)


# In the room.


@pytest.mark.parametrize("vector", MALFORMED, ids=[f"{number}-{vector['rule']}" for number, vector in enumerate(MALFORMED)])
def test_a_malformed_message_ends_its_own_connection_only(one_house, enter, vector):
    payload = bytes.fromhex(vector["hex"])
    guest, witness = enter(one_house, "Broken"), enter(one_house, "Witness", teaches=True)
    # What comes behind it, even in the same write, counts no more.
    after = guest.asking(people("rename", name="After"))
    guest.socket.sendall(wire.frame(wire.BINARY, payload) + wire.frame(wire.BINARY, after))
    assert guest.end() == (1009 if vector["rule"] == "W1" else 1007, vector["rule"])
    witness.say("subscribe", topic=1)
    witness.say("ping", sent=5)
    assert witness.hear("pong", sent=5)
    assert "After" not in json.dumps(witness.heard)


@pytest.fixture(scope="module")
def one_house(tmp_path_factory):
    """A house for many tests of which each leaves it as it was."""
    from lesson import House

    house = House(tmp_path_factory.mktemp("house") / "data")
    yield house
    house.finish()
    house.check()


def test_text_and_long_messages_have_their_codes(one_house, enter):
    guest = enter(one_house, "Text")
    guest.send(b"hello", wire.TEXT)
    assert guest.end()[0] == 1003
    guest = enter(one_house, "Long")
    guest.send(bytes(65_537))
    assert guest.end()[0] == 1009


def test_commands_about_pages_that_are_not_there(open_house, enter):
    house = open_house()
    lecturer = enter(house, "Lecturer", teaches=True)
    chunk = one_chunk()
    lecturer.ask(stroke(chunk, on=999))
    assert lecturer.hear("rejected", counter=1)["reason"] == "noSuchPage"
    lecturer.ask(room("addPage", background="plain", name=""))
    number = lecturer.events(0, "pageAdded")["topic"]
    lecturer.ask(room("removePage", page=topic(number)))
    lecturer.ask(stroke(chunk, on=number))
    assert lecturer.hear("rejected", counter=4)["reason"] == "pageRemoved"
    lecturer.ask(page("continueStroke", contact=0, chunk=chunk))
    assert lecturer.hear("rejected", counter=5)["reason"] == "noOpenStroke"
    lecturer.ask(page("beginStroke", page=topic(4), contact=0, style={"tool": "pen", "colour": {"kind": "palette", "index": 0}, "width": 1},
                      chunk="ff" * 40))
    assert lecturer.hear("rejected", counter=6)["reason"] == "badInk"
    lecturer.ask(page("erase", page=topic(4), items=[{"counter": 77}]))
    assert lecturer.hear("rejected", counter=7)["reason"] == "itemGone"


def test_counters_that_jump_go_back_or_run_out(open_house, enter):
    house = open_house()
    guest = enter(house, "Counter")
    guest.ask(people("rename", name="A"), counter=1000)
    guest.ask(people("rename", name="B"), counter=5)  # long past: told again, not done
    assert guest.hear("stored")["counter"] >= 5
    guest.ask(people("rename", name="C"), counter=4_294_967_295)
    guest.ask(people("rename", name="D"))
    assert guest.hear("leaving")["reason"] == "replaced"
    still_works(house, enter)
    house.stop()
    house.check()
    house.start()  # the journal can be read back, whatever was said
    still_works(house, enter)
    assert enter(house, "", cookie=guest.cookie).welcome


def test_outboxes_of_others_stay_theirs(open_house, enter):
    house = open_house()
    victim, thief = enter(house, "Victim"), enter(house, "Thief")
    own = victim.welcome["outboxes"][0]["outbox"]
    victim.ask(people("rename", name="Still me"))
    victim.hear("stored", counter=1)
    with_orphan = enter(house, "Second thief", orphans=[victim.outbox])
    assert [entry["id"] for entry in with_orphan.welcome["outboxes"]] == [with_orphan.outbox]
    assert enter(house, "Third thief", outbox=victim.outbox).denial == "outboxTaken"
    thief.say("adopt", outbox=victim.outbox)
    thief.say("ping", sent=1)
    thief.hear("pong")
    assert not [message for message in thief.heard if message["kind"] == "adopted"]
    thief.ask(people("rename", name="Stolen"), outbox=own)
    assert thief.hear("leaving")["reason"] == "replaced"
    victim.ask(people("rename", name="And still"))
    assert victim.hear("stored")["counter"] == 2


def test_topics_that_are_not_there_or_not_for_students(open_house, enter):
    house = open_house()
    student = enter(house, "Student")
    student.hear("view", topic=2)
    # The house and staff are for those who teach, and what is somebody's own for nobody else.
    for number, reason in ((3, "forbidden"), (7, "forbidden"), (65_000, "forbidden"), (999, "noSuchTopic"), (5_000, "noSuchTopic")):
        student.say("subscribe", topic=number)
        assert student.hear("unsubscribed", topic=number)["reason"] == reason
    student.say("subscribe", topic=1, sequence=1_099_511_627_775)  # from the future
    student.hear("subscribed", topic=1)
    student.say("received", bytes=4_294_967_295)
    student.say("received", bytes=4_294_967_295)
    lecturer = enter(house, "Lecturer", teaches=True)
    assert lecturer.hear("view", topic=3)["view"]["storage"] == "fine"
    assert not [m for m in student.heard if m["kind"] == "view" and m["topic"] == 3]


def test_thousands_of_subscribes_are_slowed_and_hurt_nobody(open_house, enter):
    house = open_house()
    flooder, lecturer = enter(house, "Flooder"), enter(house, "Lecturer", teaches=True)
    flood = b"".join(wire.frame(wire.BINARY, flooder.encoded("subscribe", topic=100 + number % 4000)) for number in range(4000))
    flooder.socket.setblocking(False)
    before, sent = house.pss(), 0
    worst = 0
    until = time.monotonic() + 3
    while time.monotonic() < until:
        try:
            sent += flooder.socket.send(flood[sent % len(flood):][:65536])
        except BlockingIOError:
            pass
        asked = time.monotonic()
        lecturer.say("ping", sent=7)
        lecturer.hear("pong", sent=7)
        worst = max(worst, time.monotonic() - asked)
    grown = house.pss() - before
    print(f"{sent // 9} subscribes left the client in 3 s; worst pong {worst * 1000:.0f} ms; memory grew by {grown}")
    assert grown < 20_000_000


def test_a_flood_of_commands_is_held_back(open_house, enter):
    house = open_house()
    flooder, lecturer = enter(house, "Flooder"), enter(house, "Lecturer", teaches=True)
    flooder.ask(*[people("rename", name=f"Name {number}") for number in range(400)])
    refused = flooder.hear("rejected", reason="tooFast")
    assert refused["counter"] > 150 and refused["wait"] > 0
    message = wire.frame(wire.BINARY, flooder.asking(*[page("clear", page=topic(4))] * 256))
    flooder.socket.setblocking(False)
    before, sent, held = house.pss(), 0, 0
    until = time.monotonic() + 4
    while time.monotonic() < until:
        try:
            piece = message[sent % len(message):]
            sent += flooder.socket.send(piece)
        except BlockingIOError:
            held += 1
            time.sleep(0.01)
        try:
            flooder.socket.recv(1 << 20)
        except BlockingIOError:
            pass
    grown = house.pss() - before
    print(f"{sent * 256 // len(message)} commands left the client in 4 s, held back {held} times; memory grew by {grown}")
    assert held > 0 and grown < 40_000_000
    asked = time.monotonic()
    lecturer.ask(room("nameRoom", name="Still here"))
    lecturer.events(0, "roomNamed")
    assert time.monotonic() - asked < 3


def test_who_never_reads_costs_little_and_slows_nobody(open_house, enter):
    house = open_house()
    deaf, lecturer, student = enter(house, "Deaf"), enter(house, "Lecturer", teaches=True), enter(house, "Student")
    before = house.pss()
    words = {"kind": "text", "x": 0, "y": 0, "width": 0, "size": 160, "colour": {"kind": "palette", "index": 0}, "text": "x" * 4000}
    for number in range(300):
        lecturer.ask(page("add", page=topic(4), object=words))
        lecturer.events(4, "added")
        student.events(4, "added")
        lecturer.say("received", bytes=10_000)
        student.say("received", bytes=10_000)
    grown = house.pss() - before
    print(f"1,200,000 bytes written beside a client that never reads; memory grew by {grown}")
    assert grown < 40_000_000
    deaf.close()


def test_who_was_sent_out_says_nothing_more(open_house, enter):
    house = open_house()
    lecturer, second = enter(house, "Lecturer", teaches=True), enter(house, "Helper")
    who = second.welcome["participant"]
    lecturer.ask(people("setRole", participant=who, role="lecturer"))
    second.say("subscribe", topic=1)
    second.events(1, "roleSet")
    lecturer.ask(people("remove", participant=who, ban=False))
    assert second.hear("leaving")["reason"] == "removed"
    second.ask(room("nameRoom", name="Revenge"))  # without answering the close
    time.sleep(0.3)
    lecturer.say("ping", sent=9)
    lecturer.hear("pong", sent=9)
    assert "Revenge" not in json.dumps(lecturer.heard)


def test_a_stop_with_two_hundred_clients_leaves_a_sound_journal(open_house, enter):
    house = open_house()
    lecturer = enter(house, "Lecturer", teaches=True)
    guests = [enter(house, f"Guest {number}") for number in range(200)]
    chunk = one_chunk()
    lecturer.ask(*[stroke(chunk) for _ in range(200)])
    house.terminate()
    for guest in [lecturer, *guests]:
        guest.end()
        guest.close()
    assert house.wait() == 0
    house.check()
