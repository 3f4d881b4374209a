#!/usr/bin/env python3
"""Writes Sources/Terminal/WidthTable.generated.swift: the columns that each Unicode scalar takes.

    python3.11 protocol/terminal/width-table.py > Sources/Terminal/WidthTable.generated.swift

The rules are those of the C library's wcwidth, since programs place their cursor by them: East Asian Wide and Fullwidth
(UAX #11) take two columns; nonspacing and enclosing marks, format characters, and the vowels and finals of conjoining
Hangul take none; all else takes one. `--check` compares the table with the wcwidth of this machine and prints where they
differ.
"""
import ctypes
import sys
import unicodedata

# UAX #11 §5: unassigned scalars of these blocks are wide.
WIDE_BLOCKS = [(0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x2FFFD), (0x30000, 0x3FFFD)]
# Wide in the C library though not in UAX #11: circled numbers on black squares, the hexagrams of the I Ching.
WIDE_BESIDES = {*range(0x3248, 0x3250), *range(0x4DC0, 0x4E00)}
# Visible format characters: soft hyphen, and the signs that stand before Arabic, Syriac and Kaithi numbers.
VISIBLE_FORMATS = {0xAD, *range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD}


def width(scalar):
    character = chr(scalar)
    category = unicodedata.category(character)
    if category in ("Mn", "Me") or 0x1160 <= scalar <= 0x11FF or 0xD7B0 <= scalar <= 0xD7FF:
        return 0
    if category == "Cf" and scalar not in VISIBLE_FORMATS:
        return 0
    if category in ("Zl", "Zp"):
        return 0
    if category == "Cn":
        return 2 if any(first <= scalar <= last for first, last in WIDE_BLOCKS) else 1
    if unicodedata.east_asian_width(character) in "WF" or scalar in WIDE_BESIDES:
        return 2
    return 1


def pages():
    """Pages of 256 scalars, four to a byte, lowest bits first; and the page of every 256 scalars."""
    distinct, index = {}, []
    for page in range(0x110000 >> 8):
        widths = [width(page << 8 | low) for low in range(256)]
        packed = tuple(sum(widths[at + k] << 2 * k for k in range(4)) for at in range(0, 256, 4))
        index.append(distinct.setdefault(packed, len(distinct)))
    assert len(distinct) <= 256
    return index, [byte for packed in distinct for byte in packed]


def rows(values, per_row=32):
    for at in range(0, len(values), per_row):
        yield "        " + ", ".join(str(value) for value in values[at:at + per_row]) + ","


def check():
    libc = ctypes.CDLL(None)
    libc.setlocale(6, b"C.UTF-8")
    start = previous = None
    for scalar in [*range(0xA0, 0xD800), *range(0xE000, 0x110000), None]:
        here = None
        if scalar is not None and libc.wcwidth(ctypes.c_wchar(chr(scalar))) >= 0:
            pair = (width(scalar), libc.wcwidth(ctypes.c_wchar(chr(scalar))))
            here = pair if pair[0] != pair[1] else None
        if here != previous:
            if previous:
                print(f"U+{start:04X}..U+{last:04X}: table {previous[0]}, wcwidth {previous[1]}, "
                      f"{unicodedata.name(chr(start), '?')}")
            start, previous = scalar, here
        last = scalar


if sys.argv[1:] == ["--check"]:
    check()
else:
    index, packed = pages()
    print(f"// Written by protocol/terminal/width-table.py from Unicode {unicodedata.unidata_version}. Do not edit.")
    print("// swift-format-ignore-file\n")
    print("/// Columns of each Unicode scalar, two bits each, in pages of 256 scalars.")
    print("enum WidthTable {")
    print("    /// The page of every 256 scalars.")
    print("    static let pages: [UInt8] = [")
    print("\n".join(rows(index)))
    print("    ]\n")
    print("    /// Pages of 64 bytes: four scalars to a byte, lowest bits first.")
    print("    static let widths: [UInt8] = [")
    print("\n".join(rows(packed)))
    print("    ]")
    print("}")
