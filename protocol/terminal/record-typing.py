#!/usr/bin/env python3
"""Records people's typing, made up, into real programs: what was typed and what was printed, each with its time.

    python3 protocol/terminal/record-typing.py [name ...]

For each session `typing/NAME.json`: rows, columns, and events in their order, `[milliseconds, "keys" or "output", text]`. Output that
came together is one event. Tests/TerminalTests/TypingVectorTests.swift makes frames of them (protocol/vectors/typing.json), on which
the browser's prediction of echo is tested. Existing recordings are kept: delete one to make it anew.
"""
import fcntl
import json
import os
import pty
import random
import select
import signal
import struct
import sys
import tempfile
import termios
import time

ROWS, COLUMNS = 24, 80
HERE = os.path.dirname(os.path.abspath(__file__))
FOLDER = os.path.join(HERE, "typing")
LEFT, RIGHT, UP, ESC, TAB, ENTER, BACK = "\x1b[D", "\x1b[C", "\x1b[A", "\x1b", "\t", "\r", "\x7f"


def text(words):
    """Each character is a keystroke."""
    return list(words)


def line(words):
    """A line, after whose Enter the typist looks at what comes."""
    return text(words) + [ENTER, 1.2]


SHELL = "bash --noprofile --rcfile rc -i"
SESSIONS = {
    # Commands with slips of the finger, edits within a line, history, completion.
    "shell": (SHELL, [.8] + line("ls -la") + text("cat notts") + [BACK, BACK] + text("es.txt") + [ENTER, 1.2]
              + line("echo the quick brown fox jumps over the lazy dog") + [UP, .9] + text(" again") + [ENTER, 1.2]
              + text("grep -n fox not") + [TAB, .9] + text(" | wc -l") + [ENTER, 1.2]
              + text("echo hllo") + [LEFT, LEFT, LEFT] + text("e") + [RIGHT, RIGHT, RIGHT] + text(" world") + [ENTER, 1.2]
              + text("mistake that is thrown away") + ["\x15", .8] + line("pwd") + text("sleep 1") + [ENTER] + text("date +%Y >/dev/null") + [ENTER, 1.6]
              + line("mkdir -p work/one && cd work/one") + line("for i in 1 2 3; do echo $i; done") + line("cd ../..")
              + line("seq 40") + line("echo at the bottom of the screen now") + text("abc") + [BACK] * 6 + [.8] + line("true") + text("half a li") + ["\x03", .8]
              + line("clear") + line("uptime >/dev/null; echo done")),
    # Lines longer than the screen is wide, at its bottom.
    "long-lines": (SHELL, [.8] + line("echo " + "many words in one line " * 5) + line("seq 30") + line("echo " + "again and again " * 7) + line("echo short")),
    # Words that are not echoed.
    "password": (SHELL, [.8] + line("read -rsp 'Password: ' secret; echo") + text("correct horse") + [ENTER, 1.2] + line("echo ok")
                 + line("python3 -c 'import getpass; getpass.getpass(); getpass.getpass()'") + text("hunter2") + [ENTER, .9] + text("battery staple") + [ENTER, 1.2]
                 + text("sleep 2; read -rs secret") + [ENTER, .3] + text("typed ahead while it sleeps") + [1.0] + text("and hidden") + [ENTER, 1.2] + line("echo ok")),
    # An editor: commands that move, insertions, deletions, a command line.
    "vim": ("vim -u NONE -N --cmd 'set backspace=indent,eol,start' notes.txt", [1.0] + text("jjww") + text("ihello there ") + [ESC, .6] + text("jjdd") + [.6] + text("p") + [.6]
            + text("oa new line of text") + [ENTER] + text("and one more") + [ESC, .6] + text("kkxxx") + [.5] + text("A at the end") + [BACK] * 3 + text("tail") + [ESC, .7]
            + text("/fox") + [ENTER, .9] + text("nn") + [.5] + text("cwcat") + [ESC, .6] + text(":%s/the/THE/g") + [ENTER, .9] + text("u") + [.5] + ["\x1b[B", "\x1b[B", RIGHT, RIGHT]
            + text("ix") + [ESC, .6] + text("GO") + text("last words, before the end") + [ESC, .6] + text(":q!") + [ENTER, .8]),
    # An interpreter with its own line editing.
    "python": ("python3 -q", [1.0] + line("x = 6 * 7") + line("print(x)") + text("for i in range(3):") + [ENTER, .8] + text("    print(i)") + [ENTER, .8, ENTER, 1.0]
               + line("'a' + \"b\"") + text("len('abcd')") + [BACK, BACK] + text("e')") + [ENTER, 1.0] + ["\x04", .5]),
    # Other scripts, some of them wide.
    "scripts": (SHELL, [.8] + line("echo سلام دنیا") + line("echo größer, naïve, кириллица") + line("echo 漢字 and ascii") + line("echo e\u0301")),
    # A pager, whose keys are no text.
    "less": ("less long.txt", [.9] + text("jjjk  b") + [.5] + text("/line 7") + [ENTER, .9] + text("nNg") + [.5] + text("q") + [.4]),
    # A program that shows what it reads itself, and one that prints while there is typing.
    "other-echo": (SHELL, [.8] + line("cat") + line("echoed by the kernel, then by cat") + text("with slpis") + [BACK] * 3 + text("ips") + [ENTER, 1.0] + ["\x04", .8]
                   + text("(for i in 1 2 3 4 5; do sleep .4; echo; echo interrupting $i; done) &") + [ENTER, .5] + line("echo typing while it prints things") + [1.2] + line("echo calm again")),
}

FILES = {
    "rc": "PS1='\\[\\e[1;32m\\]student@slate\\[\\e[0m\\]:\\w\\$ '\nHISTFILE=\nbind 'set bell-style none'\n",
    "notes.txt": "".join("line %d: the quick brown fox jumps over the lazy dog\n" % i for i in range(1, 31)),
    "long.txt": "".join("this is line %d of a long text\n" % i for i in range(1, 400)),
}


def record(command, keys, folder, rhythm):
    pid, master = pty.fork()
    if pid == 0:
        os.chdir(folder)
        os.environ.clear()
        os.environ.update(TERM="xterm-256color", LANG="C.UTF-8", LC_ALL="C.UTF-8", HOME=folder, SHELL="/bin/bash", PATH="/usr/local/bin:/usr/bin:/bin",
                          USER="student", LESSHISTFILE="-", PYTHON_HISTORY="/dev/null")
        os.execv("/bin/bash", ["bash", "-c", "exec " + command])
    fcntl.ioctl(master, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
    start, events = time.monotonic(), []

    def now():
        return round((time.monotonic() - start) * 1000)

    def drain(seconds):
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            if not select.select([master], [], [], left)[0]:
                return
            try:
                piece = os.read(master, 65536)
            except OSError:
                return
            if not piece:
                return
            if events and events[-1][1] == "output" and events[-1][0] == now():
                events[-1][2] += piece
            else:
                events.append([now(), "output", piece])
            for query, reply in ((b"\x1b[6n", b"\x1b[1;1R"), (b"\x1b[c", b"\x1b[?62;22c"), (b"\x1b[>c", b"\x1b[>1;277;0c")):
                if query in piece:
                    os.write(master, reply)

    for key in keys:
        if isinstance(key, float):
            drain(key)
            continue
        drain(rhythm.choice((.08, .1, .12, .14, .17, .2, .26)))
        events.append([now(), "keys", key.encode()])
        os.write(master, key.encode())
    drain(.5)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    return events


def write(name):
    command, keys = SESSIONS[name]
    with tempfile.TemporaryDirectory() as folder:
        for file, content in FILES.items():
            with open(os.path.join(folder, file), "w") as target:
                target.write(content)
        events = record(command, keys, folder, random.Random(name))
    # Output is cut anywhere, so it is written as Latin-1: one character a byte.
    lines = [json.dumps([at, kind, piece.decode("latin-1")]) for at, kind, piece in events]
    with open(os.path.join(FOLDER, name + ".json"), "w") as file:
        file.write('{"rows":%d,"columns":%d,"events":[\n%s\n]}\n' % (ROWS, COLUMNS, ",\n".join(lines)))
    print(name, len(lines), "events")


if __name__ == "__main__":
    os.makedirs(FOLDER, exist_ok=True)
    for name in sys.argv[1:] or SESSIONS:
        if not os.path.exists(os.path.join(FOLDER, name + ".json")):
            write(name)
