"""What attackers try with the house over `/api`: refused with a reason, nothing stored, no secret told."""

import json
import re

import pytest

from house_people import PASSWORD, Browser, lecturer_of, let_in, owner_of, stored

NASTY = ["a\u0007b", "a\u202eb", "\u2066x", "a\nb", "\u2028", "x" * 65, "\u0000"]


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
        assert owner.ask(path, {})[0] == (403 if path == "sign-ins/-1/end" else 404), path
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
