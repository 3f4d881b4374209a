#!/usr/bin/env python3
"""Makes random, well-formed recordings and what tmux shows of them, for RecordingTests to compare.

    python3 protocol/terminal/random-tmux.py FOLDER COUNT [SEED]
    TAKHTI_RECORDINGS=FOLDER swift test --filter RecordingTests

Left out, or wrong in tmux 3.3a: CHT; IL and DL outside the margins, and that they return to the first column; REP past the
last column; the wait to wrap, which is beyond the last column there. With PIECES=n the recordings have at most n functions, with
WIDE=1 wide characters, of which tmux shows halves.
"""
import importlib.util
import os
import random
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
specification = importlib.util.spec_from_file_location("record", os.path.join(HERE, "record.py"))
record = importlib.util.module_from_spec(specification)
specification.loader.exec_module(record)

WIDE = ["漢字かな", "한글", "ｱｲｳ漢"] if os.environ.get("WIDE") else []
TEXTS = [*WIDE, "plain text", "e\u0301a\u0308", "سَلامٌ", "ｱｲｳ", "x", "0123456789" * 3, "─│┌", "é", "word word"]


def piece(rng):
    n = lambda most: rng.choice(["", str(rng.randint(0, most))])
    csi = lambda text: "\x1b[" + text
    return rng.choice([
        lambda: rng.choice(TEXTS), lambda: rng.choice(TEXTS), lambda: rng.choice(TEXTS), lambda: rng.choice(TEXTS),
        lambda: csi(f"{rng.randint(1, 24)};{rng.randint(1, 78)}H"), lambda: csi(f"{rng.randint(1, 24)};{rng.randint(1, 78)}H"),
        lambda: csi(n(5) + rng.choice("ABCDEF")), lambda: csi(f"{rng.randint(1, 70)}G"), lambda: csi(f"{rng.randint(1, 24)}d"),
        lambda: csi(rng.choice(["", "0", "1", "2"]) + rng.choice("JKK")), lambda: csi(n(6) + rng.choice("@PX")),
        lambda: csi(f"r\x1b[{rng.randint(1, 24)}H") + csi(n(4) + rng.choice("LM")) + "\r", lambda: csi(n(3) + "S"),
        lambda: csi(f"{rng.randint(1, 10)};{rng.randint(12, 24)}r"), lambda: csi("r"),
        lambda: rng.choice(["\r\n", "\n", "\r", "\b", "\t", "\x1bD", "\x1bM", "\x1bE"]),
        lambda: rng.choice(["\r\n", "\x1b7", "\x1b8"]),
        lambda: csi(rng.choice(["1", "3", "4", "7", "0", "0", "22", "27", "9", "4:3", "31", "42", "95", "38;5;100", "48;2;1;2;3", "38:2::9:8:7", "39;49"]) + "m"),
        lambda: csi(rng.choice(["4h", "4l", "4l", "?7l", "?7h", "?7h"])), lambda: "\rz" + csi(n(9) + "b"),
        lambda: rng.choice(["\x1b(0lqk\x1b(B", "\x1b)0\x0eqx\x0f"]),
        lambda: rng.choice(["\x1b[?1049h", "\x1b[?1049l"]) if rng.random() < .2 else "",
        lambda: rng.choice(["\x1bH", "\x1b[g", "\t", "\x1b[Z"]),
    ])()


def main():
    folder, count = sys.argv[1], int(sys.argv[2])
    rng = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else None)
    with tempfile.TemporaryDirectory() as scratch:
        pieces = ["".join(piece(rng) for _ in range(rng.randint(2, int(os.environ.get("PIECES", 120))))).encode() for _ in range(count)]
        screens = record.tmux("random", pieces, scratch).split("\n")
    for index, data in enumerate(pieces):
        open(os.path.join(folder, f"random-{index}.bytes"), "wb").write(data)
        rows = screens[index * record.ROWS:(index + 1) * record.ROWS]
        open(os.path.join(folder, f"random-{index}.tmux"), "w").write("".join(row + "\n" for row in rows))


main()
