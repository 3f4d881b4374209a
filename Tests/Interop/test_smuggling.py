"""Requests that two readers could understand differently: refused with 400, and nothing behind them is read."""

import json

import pytest

import wire
from echo_server import ROOT, EchoServer

CORPUS = json.loads((ROOT / "protocol/vectors/http-smuggling.json").read_text())
WELL_FORMED_BEFORE = {"a refused second request": 1}
BEHIND = b"GET /echo.css HTTP/1.1\r\nHost: a\r\n\r\n"


@pytest.fixture(scope="module")
def answers():
    """To each request of the corpus: the answer to it alone, and to it with another request right behind it. One server takes all."""
    server = EchoServer()
    try:
        yield [(answer(server, vector, b""), answer(server, vector, BEHIND)) for vector in CORPUS]
    finally:
        server.finish()


def answer(server, vector, behind):
    with wire.connect(server.address) as connection:
        connection.sendall(vector["request"].encode("latin-1") + behind)
        return wire.read_to_end(connection)  # the server ends the connection, and not by a reset


def test_the_corpus_is_large():
    assert len(CORPUS) >= 60


@pytest.mark.parametrize("index", range(len(CORPUS)), ids=[vector["name"] for vector in CORPUS])
def test_an_ambiguous_request_is_answered_with_400_and_the_end(answers, index):
    alone, followed = answers[index]
    status = CORPUS[index]["status"]
    for received in (alone, followed):
        *before, last = received.split(b"HTTP/1.1 ")[1:]
        assert last.startswith(b"%d " % status)
        assert b"\r\nconnection: close\r\n" in last.lower()
        assert len(before) == WELL_FORMED_BEFORE.get(CORPUS[index]["name"], 0)
    assert b"text/css" not in followed
