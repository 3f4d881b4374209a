"""Real handwriting on a real lesson: strokes of a corpus (JSONL: `page`, `points` of x, y, pressure, time) written through the client itself."""

import json
import pathlib

from person import ROOM

CORPUS = pathlib.Path(__file__).parents[3] / "shared/ink/corpus/gm-wacom.jsonl"

# Strokes as fast as they are stored; `lines` has places in 1/8 px.
WRITE = f"""async (lines) => {{
  const {{ lesson }} = {ROOM}, page = lesson.taught;
  const format = {{ kind: 0, grid: 1, pressure: 1, device: 0, coarseness: 0 }};
  for (const {{ points, style }} of lines) {{
    const pen = lesson.beginStroke(page, style, format);
    pen.add(points.map(([x, y, pressure, time]) => ({{ x, y, pressure, time }})));
    pen.end();
    while (lesson.pendingCount > 64) await new Promise((done) => setTimeout(done, 5));
  }}
  while (lesson.pendingCount > 0) await new Promise((done) => setTimeout(done, 20));
}}"""


def pen(colour=0, width=20, tool="pen"):
    return {"tool": tool, "colour": {"kind": "palette", "index": colour}, "width": width}


def corpus(path=CORPUS):
    """The strokes of `gm-wacom`, which stand upside down there."""
    for line in pathlib.Path(path).read_text().splitlines():
        stroke = json.loads(line)
        points = [(x, 1080 - y, 255 if pressure is None else pressure, index * 8 if time is None else time) for index, (x, y, pressure, time) in enumerate(stroke["points"])]
        yield stroke["page"], points


def placed(points, dx=0, dy=0, scale=1.0, style=None):
    return {"points": [(round((x * scale + dx) * 8), round((y * scale + dy) * 8), pressure, time) for x, y, pressure, time in points], "style": style or pen()}


def write(person, lines, at_once=500):
    for start in range(0, len(lines), at_once):
        person.page.evaluate(WRITE, lines[start : start + at_once])
