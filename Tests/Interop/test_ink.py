"""Ink as a third party reads it: `ink_reader.py` follows protocol/INK.md and nothing else."""

import json

import pytest

from ink_reader import ROOT, InkError, PageReader, StrokeReader


def vectors(name):
    found = json.loads((ROOT / "protocol/vectors" / f"ink-{name}.json").read_text())
    assert found
    return [pytest.param(vector, id=f"{vector['rule']}: {vector['name']}") for vector in found]


@pytest.mark.parametrize("vector", vectors("strokes"))
def test_strokes_mean_what_their_vectors_say(vector):
    reader = StrokeReader()
    assert [reader.chunk(bytes.fromhex(chunk)) for chunk in vector["hex"]] == vector["chunks"]
    assert str(reader.walk.form).split()[:4] == vector["format"].split()[:4]


@pytest.mark.parametrize("vector", vectors("pages"))
def test_pages_mean_what_their_vectors_say(vector):
    reader = PageReader()
    assert [reader.slice(bytes.fromhex(slice)) for slice in vector["hex"]] == vector["slices"]


@pytest.mark.parametrize("vector", vectors("malformed"))
def test_malformed_ink_breaks_its_rule(vector):
    reader = StrokeReader().chunk if vector["of"] == "stroke" else PageReader().slice
    for message in vector["hex"][:-1]:
        reader(bytes.fromhex(message))
    with pytest.raises(InkError, match=f"^{vector['rule']}$"):
        reader(bytes.fromhex(vector["hex"][-1]))
