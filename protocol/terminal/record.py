#!/usr/bin/env python3
"""Records real programs on a terminal of 24 rows of 80 columns, and what other emulators make of the bytes.

    apt install tmux vim htop mc less nano dialog; pip install pyte
    python3 protocol/terminal/record.py [name ...]

For each program: `NAME.bytes`, what it printed; `NAME.tmux`, the screens that tmux shows of the first fifth of the bytes, two
fifths, and so on, each as 24 lines with renditions (`capture-pane -e`, SO and SI around DEC graphics); and `NAME.pyte`, those
that pyte shows, without renditions or trailing blanks.
Tests/TerminalTests/RecordingTests.swift compares. Existing recordings are kept: delete one to make it anew.
"""
import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time

ROWS, COLUMNS = 24, 80
CUTS = 5
HERE = os.path.dirname(os.path.abspath(__file__))

TEXT = """The quick brown fox jumps over the lazy dog.
Ελληνικά, кириллица, עברית, Tiếng Việt.
السَّلامُ عَلَيْكُمْ وَرَحْمَةُ اللهِ
می‌خواهم به مدرسه بروم
اُردُو ایک خُوبصُورَت زَبان ہَے
天地玄黃，宇宙洪荒。日月盈昃，辰宿列張。寒來暑往，秋收冬藏。閏餘成歲，律呂調陽。雲騰致雨，露結為霜。
ひらがな カタカナ ﾊﾝｶｸ 全角ＡＢＣ
한국어 조선말
e\u0301 n\u0303 a\u030a\u0323 Z\u0351\u036b\u0343
😀 😃 🎓 ❤ ★ ☆ → ⇒ ✓
┌──────┬──────┐
│ 一二 │ 三四 │
└──────┴──────┘
\ttab\tstops\tand\ttext
"""

# name: command, then keys with the seconds to wait before each.
PROGRAMS = {
    "text": ("cat text.txt text.txt text.txt", []),
    "ls": ("ls --color=always -la /usr/lib | head -200; ls --color=always -C /usr/bin | head -100", []),
    "grep": ("grep -rn --color=always -E 'the|fox|[0-9]+' lines.txt text.txt", []),
    "less": ("less -R lines.txt", [(.3, " "), (.2, " "), (.2, "b"), (.2, "jjjkk"), (.2, "/fox\n"), (.2, "G"), (.2, "g"), (.2, "30j")]),
    "less-text": ("less text.txt", [(.3, "jjj"), (.2, "k"), (.2, "-S\n"), (.2, "jj")]),
    "vim": ("vim -u NONE -N lines.txt", [(.4, "10jdd5ddP"), (.2, "ihello \x1b"), (.2, ":set number\n"), (.2, ":split\n"), (.2, "\x06\x06\x02"), (.2, "ggVGyGp"), (.2, "u"), (.2, ":%s/fox/FOX/\n"), (.3, "/line 5\n"), (.2, "zz")]),
    "vim-syntax": ("vim -u NONE -N -c 'syntax on' -c 'set hlsearch cursorline' program.py", [(.5, "/def\n"), (.2, "nnn"), (.2, "\x05\x05\x05\x19"), (.2, "dd2ddp"), (.2, "ofoo = 'bar'\x1b")]),
    "vim-text": ("vim -u NONE -N text.txt", [(.4, "jjjxx"), (.2, "3j0xxix字\x1b"), (.2, "jAend\x1b"), (.2, "ggyGGp"), (.2, "\x02")]),
    "nano": ("nano text.txt", [(.4, "hello\n"), (.2, "\x16"), (.2, "\x0b\x0b"), (.2, "\x15\x15"), (.2, "\x19")]),
    "htop": ("unshare -pf --mount-proc htop -d 5", [(1.2, "\x1b[B\x1b[B"), (.7, "t"), (.7, "\x1bOS")]),
    "top": ("unshare -pf --mount-proc top -d 0.5", [(1.2, "c"), (.7, "1"), (.7, "z")]),
    "mc": ("mc -b -u /usr /etc", [(1.0, "\x1b[B\x1b[B\x1b[B"), (.3, "\t"), (.3, "\x1b[6~"), (.3, "\x1bOP"), (.4, "\x1b\x1b"), (.8, "")]),
    "mc-color": ("mc -u /usr/share /etc", [(1.0, "\x1b[B\x1b[B\x1b[B"), (.3, "\x1b9"), (.4, "\x1b[B")]),
    "dialog": ("dialog --title 'Title' --menu 'Choose one of these' 15 50 6 1 one 2 two 3 three 4 four", [(.4, "\x1b[B\x1b[B"), (.3, "\t")]),
    "bash": ("bash --norc --noprofile -i", [(.3, "PS1='\\[\\e[1;32m\\]\\u@host\\[\\e[0m\\]:\\w\\$ '\n"), (.2, "echo " + "long " * 30 + "\n"), (.2, "echo mistake\x1b[D\x1b[D\x1b[Dxx\x08\n"), (.2, "\x1b[A\x1b[A\x01\x1b[C\x1b[C\x1b[C\x1b[C\x1b[C\x0b"), (.2, "\x15printf 'a\\tb\\n%s\\n' 漢字 سلام\n"), (.2, "for i in $(seq 40); do echo line $i; done\n"), (.3, "ls /usr/sh\t\t\x15clear\necho done\n")]),
    "progress": ("python3 progress.py", []),
    "tmux": ("tmux -L inner -f /dev/null new-session 'bash --norc --noprofile'", [(.6, "ls --color /usr\n"), (.4, "\x02%"), (.4, "seq 30\n"), (.3, "\x02\""), (.3, "cat text.txt\n"), (.4, "\x02o"), (.3, "")]),
    "python": ("python3 -q", [(.4, "for i in range(30): print(i, 'x' * i)\n\n"), (.3, "help()\n"), (.3, "q\n"), (.2, "print('漢字' * 30)\n")]),
}

PROGRESS = '''
import sys, time
for i in range(0, 101, 4):
    sys.stdout.write("\\r\\x1b[K\\x1b[32mProgress: [%3d%%]\\x1b[0m [%s%s]" % (i, "#" * (i // 2), "." * (50 - i // 2)))
    sys.stdout.flush()
sys.stdout.write("\\n\\x1b7\\x1b[1;23r\\x1b8\\x1b[1A")
for i in range(30):
    sys.stdout.write("Unpacking package-%d (1.0-%d) ...\\r\\n" % (i, i))
    sys.stdout.write("\\x1b7\\x1b[24;1H\\x1b[42m\\x1b[30mProgress: [%3d%%]\\x1b[49m\\x1b[39m [%s]\\x1b8" % (i * 3, "#" * i))
sys.stdout.write("\\x1b7\\x1b[1;24r\\x1b8\\x1b[J")
sys.stdout.flush()
'''


# Where pyte 0.8.2 is wrong.
PYTE_FAULTS = {
    "dialog": "has no DEC graphics in UTF-8", "text": "ends a row at a zero width non-joiner",
    "less-text": "ends a row at a zero width non-joiner", "nano": "ends a row at a zero width non-joiner",
    "vim-text": "prints the text of DCS + q",
}


def record(command, keys, folder):
    pid, master = pty.fork()
    if pid == 0:
        os.chdir(folder)
        os.environ.clear()
        os.environ.update(TERM="xterm-256color", LANG="C.UTF-8", LC_ALL="C.UTF-8", HOME=folder, SHELL="/bin/bash", LS_COLORS="",
                          PATH="/usr/local/bin:/usr/bin:/bin", USER="student", LESSHISTFILE="-")
        os.execv("/bin/bash", ["bash", "-c", command])
    fcntl.ioctl(master, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
    output = b""

    def drain(seconds):
        nonlocal output
        end = time.time() + seconds
        while time.time() < end:
            if select.select([master], [], [], max(end - time.time(), 0))[0]:
                try:
                    piece = os.read(master, 65536)
                except OSError:
                    return
                if not piece:
                    return
                output += piece
                answer(piece)

    def answer(piece):
        for query, reply in ((b"\x1b[6n", b"\x1b[1;1R"), (b"\x1b[c", b"\x1b[?62;22c"), (b"\x1b[>c", b"\x1b[>1;277;0c")):
            if query in piece:
                os.write(master, reply)

    for wait, key in keys:
        drain(wait)
        os.write(master, key.encode())
    drain(1.2)
    os.kill(pid, signal.SIGKILL)
    os.close(master)
    os.waitpid(pid, 0)
    subprocess.run(["tmux", "-L", "inner", "kill-server"], capture_output=True)
    return output


def lines(text):
    rows = text.split("\n")[:ROWS]
    return "".join(row + "\n" for row in rows + [""] * (ROWS - len(rows)))


def tmux(name, pieces, folder):
    """The screens that tmux shows after each of `pieces`."""
    run = lambda *arguments: subprocess.run(
        ["tmux", "-u", "-L", "takhti-record-" + name, "-f", "/dev/null", *arguments], check=True, capture_output=True,
        env={**os.environ, "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "TERM": "xterm-256color"})
    path = os.path.join(folder, "piece")
    show = f"stty raw -echo; cat '{path}'; sleep 100"
    run("new-session", "-d", "-x", str(COLUMNS), "-y", str(ROWS), "sleep 1000")
    try:
        run("set", "-g", "status", "off")
        run("resize-window", "-x", str(COLUMNS), "-y", str(ROWS))
        screens = []
        for piece in pieces:
            open(path, "wb").write(piece)
            run("respawn-pane", "-k", show)
            time.sleep(.4)
            screens.append(lines(run("capture-pane", "-p", "-e", "-N").stdout.decode()))
        return "".join(screens)
    finally:
        run("kill-server")


def pyte_screens(pieces):
    import pyte

    class Screen(pyte.Screen):
        """pyte takes xterm's `CSI > m` for a rendition and stumbles."""

        def select_graphic_rendition(self, *attributes, private=False):
            if not private:
                super().select_graphic_rendition(*attributes)

    screens = []
    for piece in pieces:
        screen = Screen(COLUMNS, ROWS)
        pyte.ByteStream(screen).feed(piece)
        screens.append(lines("\n".join(row.rstrip() for row in screen.display)))
    return "".join(screens)


def main():
    names = sys.argv[1:] or list(PROGRAMS)
    with tempfile.TemporaryDirectory() as folder:
        write = lambda name, text: open(os.path.join(folder, name), "w").write(text)
        write("text.txt", TEXT)
        write("progress.py", PROGRESS)
        write("lines.txt", "".join(f"line {n}: the quick brown fox jumps over the lazy dog {'and on ' * (n % 12)}\n" for n in range(1, 120)))
        write("program.py", open(os.path.join(HERE, "width-table.py")).read())
        for name in names:
            path = os.path.join(HERE, name + ".bytes")
            if not os.path.exists(path):
                data = record(*PROGRAMS[name], folder)
                open(path, "wb").write(data)
            data = open(path, "rb").read()
            pieces = [data[:len(data) * cut // CUTS] for cut in range(1, CUTS + 1)]
            open(os.path.join(HERE, name + ".tmux"), "w").write(tmux(name, pieces, folder))
            if name not in PYTE_FAULTS:
                open(os.path.join(HERE, name + ".pyte"), "w").write(pyte_screens(pieces))
            print(f"{name}: {len(data)} bytes")


if __name__ == "__main__":
    main()
