"""A reader of ink written from protocol/INK.md alone, plainly and slowly: that page must be enough. Names of rules in brackets."""

import pathlib
import re

ROOT = pathlib.Path(__file__).resolve().parents[2]

CHUNK_BYTES, SLICE_BYTES = 2_048, 8_388_608
BITS = [8, 6, 5, 0]  # of pressure; the last is none
TAPS = [(86, -9, -12, -7), (34, 15, 3, 5), (18, 22, 15, 6)]


class InkError(Exception):
    """The rule that bytes break."""


def log2(value):
    return value.bit_length() - 1


def cut(value, low, high):
    return min(max(value, low), high)


def divided(a, b):
    """a / b, cut towards zero; b is positive."""
    return a // b if a >= 0 else -(-a // b)


# [I24]
LOGI = [22, 36, 60, 98, 162, 267, 439, 720, 1179, 1921, 3108, 4971, 7812, 11955, 17625, 24743]
LOGI = LOGI + [32768] + [65536 - value for value in reversed(LOGI)]
RATE = [65536 // (2 * seen + 3) for seen in range(256)]


def squash(x):
    k, u = (x >> 7) + 16, x & 127
    return cut((LOGI[k] * (128 - u) + LOGI[k + 1] * u + 64) >> 7, 48, 65488)


def stretches():
    x = -2047
    for q in range(4096):
        while x < 2047 and squash(x) < 16 * q + 8:
            x += 1
        yield x


SQUASH = {x: squash(x) for x in range(-2048, 2048)}
STRETCH = list(stretches())


class RangeReader:
    """[I1] [I2]"""

    def __init__(self, message):
        self.message, self.taken = message, 0
        self.low, self.high, self.value = 0, 0xFFFFFFFF, 0
        for _ in range(4):
            self.take()

    def take(self):
        byte = self.message[self.taken] if self.taken < len(self.message) else 0
        self.value = (self.value << 8 | byte) & 0xFFFFFFFF
        self.taken += 1

    def bit(self, p):
        r = self.high - self.low
        middle = self.low + (r >> 16) * p + (((r & 65535) * p) >> 16)
        bit = self.value <= middle
        if bit:
            self.high = middle
        else:
            self.low = middle + 1
        while self.low >> 24 == self.high >> 24:
            self.low = self.low << 8 & 0xFFFFFFFF
            self.high = (self.high << 8 | 255) & 0xFFFFFFFF
            self.take()
        return int(bit)

    def raw(self, count):
        value = 0
        for _ in range(count):
            value = value << 1 | self.bit(32768)
        return value

    def check(self):
        """[I4]"""
        if self.taken > len(self.message) + 4:
            raise InkError("I4")


def whole(message, limit, read):
    """What `read` reads of a message. [I3] [I4] [I5]"""
    if len(message) > limit:
        raise InkError("I3")
    reader = RangeReader(message)
    try:
        value = read(reader)
        if reader.taken < len(message):
            raise InkError("I5")
        return value
    finally:
        reader.check()


# [I26]
SAMPLES = {"axis": ([80, 81, 81], 3), "pressure": ([180, 81], 3), "gap": ([1], 1), "head": ([74], 1)}
KNOTS = {"axis": ([81, 60, 200], 2), "pressure": ([52, 64], 1), "gap": ([144, 64, 160], 1), "head": ([74], 1)}
PROFILES = [SAMPLES, SAMPLES, KNOTS, KNOTS, KNOTS]


class Tables:
    """[I27]"""

    def __init__(self, message):
        self.reader = RangeReader(message)
        self.slots = [(32768, 0)] * 112
        self.levels = []
        for channels in PROFILES:
            rows = sum(sum(inputs) for inputs, _ in channels.values())
            sets = sum(count for _, count in channels.values())
            self.levels.append((self.table(rows * 32, rows, 0), self.table(sets * 96, sets * 3, 56)))

    def bit(self, slot):
        p, seen = self.slots[slot]
        bit = self.reader.bit(cut(p, 128, 65408))
        self.slots[slot] = (p + ((((65535 if bit else 0) - p) * RATE[seen]) >> 15), min(seen + 1, 30))
        return bit

    def table(self, count, width, kind):
        levels, changed = [], [0] * count
        level, run, direction = 16, 0, 0
        for index in range(count):
            bucket = run if run < 3 else 3 + min(log2(run - 1), 7)
            above = changed[index - width] if index >= width else 0
            twice = changed[index - 2 * width] if index >= 2 * width else 0
            if self.bit(kind + 4 * bucket + above + 2 * twice):
                run, direction = run + 1, 0
            else:
                direction = -1 if self.bit(kind + 45 + direction) else 1
                size = 1
                while size < 16 and self.bit(kind + 46 + min(size, 9)):
                    size += 1
                level = (level + direction * size) % 32
                run, changed[index] = 0, 1
            levels.append(level)
        return levels


def shipped():
    source = (ROOT / "Sources/Wire/Ink/InkTables.generated.swift").read_text()
    return bytes(int(number) for number in re.findall(r"(\d+),", source.split("[UInt8] = [")[1]))


TABLES = Tables(shipped()).levels


class Model:
    """[I23] [I25] [I27]"""

    def __init__(self, profile):
        slots, weights = TABLES[profile]
        rows, sets = len(slots) // 32, len(weights) // 96
        self.slots = [[(SQUASH[(slots[n * rows + row] - 16) * 128], 14) for n in range(32)] for row in range(rows)]
        self.weights = [
            [[(weights[(n * 3 + i) * sets + s] - 8) * 8192 for i in range(3)] for n in range(32)] for s in range(sets)
        ]
        self.starts = {}
        row = first = 0
        for name, (inputs, count) in PROFILES[profile].items():
            self.starts[name] = ([row + sum(inputs[:index]) for index in range(len(inputs))], first)
            row, first = row + sum(inputs), first + count

    def decision(self, reader, channel, rows, node=0, which=0):
        starts, first = self.starts[channel]
        slots = [self.slots[start + row] for start, row in zip(starts, rows)]
        weights = self.weights[first + which][node]
        inputs = [STRETCH[slot[node][0] >> 4] for slot in slots]
        total = sum((weight * t) >> 8 for weight, t in zip(weights, inputs)) >> 8
        p = SQUASH[cut(total, -2047, 2047)]
        bit = reader.bit(p)
        target = 65535 if bit else 0
        error = ((target - p) * 6) >> 7
        for index, (slot, t) in enumerate(zip(slots, inputs)):
            weights[index] = cut(weights[index] + ((t * error + 2048) >> 12), -262143, 262143)
            before, seen = slot[node]
            slot[node] = (before + (((target - before) * RATE[seen]) >> 15), min(seen + 1, 255))
        return bit

    def number(self, reader, channel, rows, which=0):
        def ask(node):
            return self.decision(reader, channel, rows, node, which)

        if not ask(0):
            return 0
        negative = ask(1)
        k = 0
        while k < 20 and ask(2 + 2 * min(k, 6) + negative):
            k += 1
        value = 1
        for place in range(k):
            if place == 0:
                first = bit = ask(15 + min(k, 5))
            elif place == 1:
                bit = ask(17 + 2 * min(k, 6) + first)
            else:
                bit = reader.raw(1)
            value = value << 1 | bit
        return -value if negative else value


# [I28]
def size(value):
    a = abs(value)
    if a < 3:
        return a
    h = log2(a)
    return min(2 * h + (a >> (h - 1) & 1), 19)


def signed(value, most):
    a = abs(value)
    a = min(a if a < 5 else 5 if a < 7 else 6, most)
    return a + most if value < 0 else a


class Format:
    """[I6]"""

    KINDS, GRIDS = ["samples", "knots"], ["eighth", "quarter", "half"]
    PRESSURES, DEVICES = ["eight", "six", "five", "none"], ["stylus", "pen", "mouse"]

    def __init__(self, kind=1, grid=2, pressure=2, device=0, coarseness=0):
        self.kind, self.grid, self.pressure, self.device, self.coarseness = kind, grid, pressure, device, coarseness

    @staticmethod
    def read(reader, is_page):
        kind = reader.bit(32768 if is_page else 16384)
        usual = 2 if kind else 1
        grid = usual
        if not reader.bit(49152):
            grid = 0 if reader.bit(32768) else 3 - usual
        device = 0 if reader.bit(32768) else 2 if reader.bit(32768) else 1
        pressure = grid
        if not reader.bit(57344 if device == 0 else 32768):
            if reader.bit(57344):
                pressure = 3
            else:
                pressure = [other for other in range(3) if other != grid][reader.bit(32768)]
        coarseness = 0
        while not kind and grid + coarseness < 3 and reader.bit(24576):
            coarseness += 1
        return Format(kind, grid, pressure, device, coarseness)

    @property
    def top(self):
        return (1 << BITS[self.pressure]) - 1

    def __str__(self):
        names = self.KINDS[self.kind], self.GRIDS[self.grid], self.PRESSURES[self.pressure], self.DEVICES[self.device]
        return " ".join(names) + f" {self.coarseness}"


class Walk:
    """The points of one stroke. [I8] [I12] [I13]"""

    def __init__(self, form, x, y, pressure, model, reader):
        self.form, self.model, self.reader = form, model, reader
        self.origin = (x << form.grid, y << form.grid)
        self.shift = form.grid + form.coarseness
        self.position, self.pressure = [0, 0], pressure
        self.deltas, self.errors = [[0] * 4, [0] * 4], [[0] * 3, [0] * 3]
        self.changes, self.misses, self.gaps, self.index = [0, 0], [0, 0, 0], [3, 3], 0
        self.place()

    def place(self):
        x, y = (start + (steps << self.shift) for start, steps in zip(self.origin, self.position))
        if not -131072 <= x < 131072 or not -131072 <= y < 131072:
            raise InkError("I12")
        top = self.form.top
        if not 0 <= self.pressure <= top:
            raise InkError("I13")
        self.point = [x, y, (self.pressure * 255 + top // 2) // top if top else 0]

    def refine(self):
        """[I9]"""
        finer = self.shift - self.form.grid
        self.shift = self.form.grid
        self.position = [value << finer for value in self.position]
        self.deltas, self.errors = ([[value << finer for value in axis] for axis in kept] for kept in (self.deltas, self.errors))

    def step(self, axis, guess, error, is_first):
        delta = guess + error
        self.position[axis] += delta
        self.deltas[axis] = [delta] * 4 if is_first else [delta] + self.deltas[axis][:3]
        self.errors[axis] = [error] + self.errors[axis][:2]

    def sample(self):
        """[I29] [I34]"""
        fine = [cut(sum(t * d for t, d in zip(TAPS[self.form.device], deltas)), -(1 << 24), 1 << 24) for deltas in self.deltas]
        guesses = [(value + 32) >> 6 for value in fine]
        (x0, x1, x2), (y0, y1, y2) = ([abs(error) for error in errors] for errors in self.errors)
        found = []
        for axis, guess in enumerate(guesses):
            d0, d1 = self.deltas[axis][:2]
            rest = fine[axis] - 64 * guess
            s = -1 if d0 < 0 or d0 == 0 and (d1 < 0 or d1 == 0 and rest < 0) else 1
            if axis == 0:
                activity = 4 * x0 + 4 * y0 + 2 * x1 + 2 * y1 + x2 + y2
            else:
                activity = 6 * abs(found[0]) + 2 * x0 + 4 * y0 + x1 + 2 * y1 + y2
            rows = [
                4 * size(activity) + min((s * rest + 32) >> 4, 3),
                9 * signed(s * (d0 - guess), 4) + signed(s * (d1 - guess), 4),
                9 * signed(s * d0, 4) + signed(s * d1, 4),
            ]
            found.append(s * self.model.number(self.reader, "axis", rows, min(self.shift, 2)))
        for axis in range(2):
            self.step(axis, guesses[axis], found[axis], self.index == 0)
        if self.form.top:
            bits = self.form.pressure
            guess = cut(self.pressure + (3 * self.changes[0] >> 2), 0, self.form.top)
            q0, q1, q2 = self.misses
            rows = [
                3 * (4 * min(size(4 * q0 + 2 * q1 + q2), 14) + min(self.index, 3)) + bits,
                9 * signed(self.changes[0], 4) + signed(self.changes[1], 4),
            ]
            error = self.model.number(self.reader, "pressure", rows, bits)
            self.misses = [abs(error), q0, q1]
            self.changes = [guess + error - self.pressure, self.changes[0]]
            self.pressure = guess + error
        self.index += 1
        self.place()

    def gap(self, left):
        """[I21] [I35]"""
        gap = 1
        if left > 1:
            g0, g1 = self.gaps
            rows = [
                12 * min(g0, 11) + min(g1, 11),
                4 * min(left, 15) + min(self.index, 3),
                8 * size(abs(self.deltas[0][0]) + abs(self.deltas[1][0])) + min(g0, 7),
            ]
            gap = self.model.number(self.reader, "gap", rows) + 1
        if not 1 <= gap <= left:
            raise InkError("I21")
        self.gaps = [gap, self.gaps[0]]
        return gap

    def knot(self, place, is_page):
        """[I32] [I35]"""
        guesses = []
        for deltas in self.deltas:
            reach = divided(deltas[0] * self.gaps[0], self.gaps[1]) if is_page else deltas[0]
            guesses.append((cut(48 * reach, -(1 << 24), 1 << 24) + 32) >> 6)
        (dx0, dx1), (dy0, dy1) = (deltas[:2] for deltas in self.deltas)
        turned = dx1 * dy0 - dy1 * dx0
        found = []
        for axis, guess in enumerate(guesses):
            d0, d1 = self.deltas[axis][:2]
            s = -1 if d0 < 0 or d0 == 0 and d1 < 0 else 1
            swaps = (axis == 1) != ((s < 0) != (self.deltas[1 - axis][0] < 0))
            turn = 0 if turned == 0 else 1 if (turned > 0) != swaps else 2
            rows = [
                9 * signed(s * (d0 - d1), 4) + signed(s * guess, 4),
                3 * size(abs(guesses[0]) + abs(guesses[1])) + turn,
                20 * place + size(guess),
            ]
            found.append(s * self.model.number(self.reader, "axis", rows, 0 if self.form.grid == 2 else 1))
        for axis in range(2):
            self.step(axis, guesses[axis], found[axis], False)
        if self.form.top:
            age = min(self.index, 3)
            rows = [4 * signed(self.changes[0], 6) + age, 4 * (self.pressure * 16 >> BITS[self.form.pressure]) + age]
            self.changes[0] = self.model.number(self.reader, "pressure", rows)
            self.pressure += self.changes[0]
        self.index += 1
        self.place()


class StrokeReader:
    """A live stroke, chunk by chunk. [I10] [I11] [I14] [I15] [I16]"""

    def __init__(self):
        self.is_over, self.walk, self.samples = False, None, 0

    def chunk(self, message):
        if self.is_over:
            raise InkError("I15")
        self.is_over = True
        chunk = whole(message, CHUNK_BYTES, self.read)
        self.is_over = chunk["isLast"]
        return chunk

    def read(self, reader):
        is_first = self.walk is None
        if is_first:
            self.pen_down(reader)
        walk, model = self.walk, self.model
        walk.reader = reader
        if not is_first and walk.form.coarseness and reader.bit(1024):
            walk.refine()
        is_last = model.decision(reader, "head", [52 + min(self.chunks, 7)])
        trend = 3 if is_last else (self.count > self.count_before) - (self.count < self.count_before) + 1
        count = self.count + model.number(reader, "head", [13 * trend + min(self.count, 12)])
        if is_first:
            self.start = 33 + model.number(reader, "head", [64])
        expected = self.expected(count, is_first, is_last)
        duration = expected + model.number(reader, "head", [60 + (not is_first) + 2 * is_last])
        if not (0 if is_last and not is_first else 1) <= count <= 1024:
            raise InkError("I10")
        if self.samples + count > 65536:
            raise InkError("I11")
        if not 0 <= duration <= 65535 or not 0 <= self.start <= 65535:
            raise InkError("I14")
        self.time += duration
        self.steps += count - is_first
        self.count_before, self.count, self.chunks = self.count, count, self.chunks + 1
        points = [walk.point] if is_first else []
        for index in range(len(points), count):
            if walk.form.kind:
                walk.knot(3 * min(index, 2) + min(count - 1 - index, 2), False)
            else:
                walk.sample()
            reader.check()
            points.append(walk.point)
        self.samples += count
        start = self.start if is_first else None
        return {"samples": points, "duration": duration, "start": start, "isLast": bool(is_last)}

    def expected(self, count, is_first, is_last):
        if not is_last:
            return max(self.start - self.interval // 2, 0) if is_first else self.start
        steps = cut(count, 0, 1024) - is_first
        return min(steps * self.time // self.steps if self.steps else steps * self.interval, 65535)

    def pen_down(self, reader):
        """[I7]"""
        form = Format.read(reader, False)
        self.model = model = Model(2 * form.kind + min(form.device, 1))
        if reader.bit(64512):
            bits = 14 - form.grid
            x = reader.raw(bits)
            y = reader.bit(4096) << (bits - 1)
            y |= reader.raw(bits - 1)
        else:
            bits = 18 - form.grid
            x, y = (reader.raw(bits) - (1 << (bits - 1)) for _ in range(2))
        pressure = 0
        if form.top:
            pressure = ((40 << BITS[form.pressure]) >> 8) + model.number(reader, "head", [65 + form.pressure])
        self.walk = Walk(form, x, y, pressure, model, reader)
        self.interval = 8 if form.device == 0 and not form.kind else 16
        self.chunks = self.count = self.count_before = self.time = self.steps = 0


class PageReader:
    """A page's run, slice by slice. [I20] [I21] [I22]"""

    def __init__(self):
        self.is_over, self.form, self.models = False, Format(), {}
        self.length, self.pressure, self.end = 240, 60, (0, 0)

    def slice(self, message):
        if self.is_over:
            raise InkError("I22")
        self.is_over = True
        strokes = whole(message, SLICE_BYTES, self.read)
        self.is_over = False
        return strokes

    @property
    def model(self):
        profile = 4 if self.form.kind else min(self.form.device, 1)
        if profile not in self.models:
            self.models[profile] = Model(profile)
        return self.models[profile]

    def read(self, reader):
        strokes, points = [], 0
        while self.model.decision(reader, "head", [69]):
            if not self.model.decision(reader, "head", [68]):
                self.form = Format.read(reader, True)
            strokes.append(self.stroke(reader))
            points += len(strokes[-1]["points"])
            if len(strokes) > 32768 or points > 2097152:
                raise InkError("I20")
        return strokes

    def stroke(self, reader):
        form, model = self.form, self.model
        usual = self.length >> 3
        count = usual + model.number(reader, "head", [70])
        if not 1 <= count <= 65536:
            raise InkError("I11")
        self.length += count - usual
        x, y = ((self.end[axis] >> form.grid) + model.number(reader, "head", [71 + axis]) for axis in range(2))
        pressure = 0
        if form.top:
            pressure = (self.pressure * form.top + 127) // 255 + model.number(reader, "head", [73])
        walk = Walk(form, x, y, pressure, model, reader)
        reader.check()
        points, indices, index = [walk.point], [0] if form.kind else [], 0
        while index < count - 1:
            if form.kind:
                gap = walk.gap(count - 1 - index)
                index += gap
                walk.knot(min(gap, 9), True)
                indices.append(index)
            else:
                walk.sample()
                index += 1
            reader.check()
            points.append(walk.point)
        self.pressure += (points[0][2] - self.pressure) >> 2
        self.end = walk.point[:2]
        return {"format": str(form), "sampleCount": count, "points": points, "indices": indices}
