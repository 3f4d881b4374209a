"""People who ask the house over `/api` as browsers do."""

import http.client
import json
import sqlite3

from echo_server import PATIENCE

PASSWORD = "correct horse battery"


class Browser:
    """Says what a browser says: its cookies and its page's origin."""

    def __init__(self, house, origin=True, key=None, headers=None):
        self.house, self.key, self.headers = house, key, headers or {}
        self.origin = f"http://localhost:{house.port}" if origin is True else origin
        self.cookies = {}

    def ask(self, path, request=None, body=None, method=None, origin=..., headers=None, kind="application/json"):
        origin = self.origin if origin is ... else origin
        connection = http.client.HTTPConnection("localhost", self.house.port, timeout=PATIENCE)
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


def key_of(house):
    return (house.data / "owner.key").read_text().strip()


def let_in(house, owner, code):
    screen = Browser(house)
    shown = screen.do("screens/show", {})
    assert screen.do("screens/ask", {"secret": shown["secret"]}) == {}
    owner.do("screens", {"code": shown["code"], "room": code})
    return screen.do("screens/ask", {"secret": shown["secret"]}), shown


def until_it_has_to_wait(guess, limit=60):
    """The answers before the one that says to wait. On a busy machine some tries have come back meanwhile: one in six seconds."""
    answers = []
    for number in range(limit):
        answers.append(guess(number))
        if answers[-1] == 429:
            return answers[:-1]
    raise AssertionError(f"never has to wait: {answers}")
