"""Several loops, and what leaves in one write."""

import random
import time

import wire

def test_two_loops_share_the_connections_evenly(start):
    server = start("--loops", 2)
    peers = [wire.RawWebSocket(server.address) for _ in range(400)]
    on_first = sum(peer.fields["takhti-loop"] == "0" for peer in peers)
    assert {peer.fields["takhti-loop"] for peer in peers} == {"0", "1"}
    # Each goes to either by its address and port: four times as far off as is usual.
    assert 160 <= on_first <= 240
    for peer in peers:
        peer.socket.close()


def join_on_both_loops(server, name, count):
    """So many members of a group on each loop."""
    members = {"0": [], "1": []}
    while min(len(on_loop) for on_loop in members.values()) < count:
        member = wire.RawWebSocket(server.address, f"/fanout/{name}")
        if len(members[member.fields["takhti-loop"]]) < count:
            members[member.fields["takhti-loop"]].append(member)
        else:
            member.socket.close()
    return members


def read_messages(peer, count):
    messages = []
    while len(messages) < count:
        messages += [payload for opcode, payload in peer.read_frames() if opcode == 0x82]
    return messages


def nothing_more_comes(peer):
    peer.send(wire.PING)
    frames = []
    while not any(opcode == 0x8A for opcode, _ in frames):
        frames += peer.read_frames()
    return [frame for frame in frames if frame[0] != 0x8A] == []


def test_a_message_reaches_the_members_on_every_loop_once_and_in_order(start):
    for options in ([], ["--tick", 33]):
        server = start("--loops", 2, *options)
        members = join_on_both_loops(server, "a", 3)
        everyone = members["0"] + members["1"]
        for publisher in (members["0"][0], members["1"][0]):
            sent = [b"%d" % number for number in range(100)]
            for message in sent:
                publisher.send(wire.BINARY, message)
            for member in everyone:
                if member is not publisher:
                    assert read_messages(member, 100) == sent
            assert all(nothing_more_comes(member) for member in everyone)
        for member in everyone:
            member.socket.close()


def test_the_messages_of_a_tick_arrive_in_one_piece(start):
    server = start("--tick", 33)
    listener = wire.RawWebSocket(server.address, "/fanout/a")
    publishers = [wire.RawWebSocket(server.address, "/fanout/a") for _ in range(30)]
    for number in range(10):
        began, reads = time.monotonic(), 0
        for index, publisher in enumerate(publishers):
            publisher.send(wire.BINARY, b"%d %d" % (index, number))
        received = []
        while len(received) < len(publishers):
            received += [payload for _, payload in listener.read_frames()]
            assert listener.rest == b""  # whole frames only
            reads += 1
        assert sorted(received) == sorted(b"%d %d" % (index, number) for index in range(30))
        # Thirty messages are within a tick, or fall into two of them; on a busy machine into as many as went by.
        assert reads <= 2 + (time.monotonic() - began) / 0.033
    for peer in [listener, *publishers]:
        peer.socket.close()


def test_nobody_gets_its_own_messages_and_everybody_the_others_in_order(start):
    chance = random.Random(3)
    server = start("--tick", 33)
    members = [wire.RawWebSocket(server.address, "/fanout/a") for _ in range(5)]
    sent = {index: [] for index in range(5)}
    for number in range(300):
        index = chance.randrange(5)
        message = b"%d %d" % (index, number)
        sent[index].append(message)
        members[index].send(wire.BINARY, message)
    for index, member in enumerate(members):
        received = read_messages(member, 300 - len(sent[index]))
        for other in range(5):
            of_other = [message for message in received if message.startswith(b"%d " % other)]
            assert of_other == ([] if other == index else sent[other])
        assert nothing_more_comes(member)
        member.socket.close()


def test_without_a_tick_a_message_is_sent_at_once(server):
    with wire.RawWebSocket(server.address, "/fanout/a") as listener, wire.RawWebSocket(server.address, "/fanout/a") as publisher:
        for number in range(50):
            publisher.send(wire.BINARY, b"%d" % number)
            assert listener.read_frames() == [(0x82, b"%d" % number)]
