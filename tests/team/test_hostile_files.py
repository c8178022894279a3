"""Files that are no contribution: each is refused by itself, whatever is in it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.team.contribution import contribution_bytes, read_contribution
from app.team.merge import Received, merge
from app.team.strict_json import LONGEST_FILE, NotTaken
from tests.team.contributions import files, share, team_of

GOOD = contribution_bytes(share(1)).rstrip()


def changed(**own: Any) -> bytes:
    """The good file with other values."""
    return json.dumps({**json.loads(GOOD), **own}).encode()


def replaced(before: str, after: str) -> bytes:
    """The good file with another text in it."""
    assert GOOD.count(before.encode()) == 1
    return GOOD.replace(before.encode(), after.encode())


BANDS = json.loads(GOOD)["bands"]
HOSTILE = {
    "nothing": b"",
    "50 MB": b"{" + b" " * 50_000_000,
    "just too long": GOOD.ljust(LONGEST_FILE + 1),
    "a list a hundred thousand deep": b"[" * 100_000,
    "a list as deep as fits": b"[" * LONGEST_FILE,
    "an object as deep as fits": b'{"a":' * (LONGEST_FILE // 5),
    "deep inside": replaced('"rev":1', '"rev":' + "[" * 50_000 + "]" * 5_000),
    "NaN": replaced('"rev":1', '"rev":NaN'),
    "Infinity": replaced('"rev":1', '"rev":-Infinity'),
    "1e400": replaced('"rev":1', '"rev":1e400'),
    "a fraction": replaced('"rev":1', '"rev":1.0'),
    "2^70": replaced('"rev":1', f'"rev":{2**70}'),
    "sixty thousand digits": replaced('"rev":1', '"rev":' + "9" * 60_000),
    "nought": changed(rev=0),
    "a negative": changed(rev=-1),
    "true for a number": changed(rev=True),
    "true for weeks": changed(period={"from": "2026-W44", "weeks": True}),
    "a number as text": changed(rev="1"),
    "a key twice": replaced('"rev":1', '"rev":1,"rev":1'),
    "a key twice inside": replaced('"focus":', '"focus":"<10","focus":'),
    "an unknown key": changed(name="Anna"),
    "a key of another language": changed(__proto__={"rev": 2}),
    "an unknown figure": changed(bands={**BANDS, "sleep": "<10"}),
    "a figure less": changed(bands={key: band for key, band in BANDS.items() if key != "focus"}),
    "a band of another figure": changed(bands={**BANDS, "outside": "<10"}),
    "hours in place of a band": changed(bands={**BANDS, "meeting": 12}),
    "a list as a band": changed(bands={**BANDS, "meeting": ["<10"]}),
    "null as bands": changed(bands=None),
    "a week that is none": changed(period={"from": "2026-W54", "weeks": 4}),
    "a week of other digits": changed(period={"from": "\uff12\uff10\uff12\uff16-W44", "weeks": 4}),
    "a day": changed(period={"from": "2026-10-26", "weeks": 4}),
    "the year 0": changed(period={"from": "0000-W01", "weeks": 4}),
    "another key in the weeks": changed(period={"from": "2026-W44", "weeks": 4, "tz": "Europe/Berlin"}),
    "a path as slot": changed(slot="../../../../etc/passwd\n"),
    "capitals in a slot": changed(slot="A" * 32),
    "a line end after a slot": changed(slot="a" * 32 + "\n"),
    "a round too short": changed(round="ab"),
    "half a pair of surrogates": replaced('"banded"', '"\\ud800"'),
    "no UTF-8": b"\xff" + GOOD,
    "UTF-16": GOOD.decode().encode("utf-16"),
    "a null byte": GOOD + b"\x00",
    "two objects": GOOD + GOOD,
    "another schema": replaced("team-contribution/1", "team-contribution/2"),
    "a summary": replaced("team-contribution/1", "team-summary/1"),
    "other metrics": changed(metrics="2"),
    "a sealed one": changed(mode="sealed"),
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_file_is_refused_with_a_reason_and_the_others_count(data: bytes) -> None:
    with pytest.raises(NotTaken) as refused:
        read_contribution(data)
    assert refused.value.reason.endswith(".")
    team = files(team_of((3, 3, 2)))
    with_it = merge([*team, Received("x.json", data)]).summary
    alone = merge(team).summary
    assert with_it.figures == alone.figures
    assert [(each.file, each.reason) for each in with_it.set_aside] == [("x.json", refused.value.reason)]


def test_white_space_and_the_order_of_keys_are_free() -> None:
    turned = dict(reversed(json.loads(GOOD).items()))
    assert read_contribution(json.dumps(turned, indent=4).encode()) == share(1)


@given(st.binary(max_size=300))
def test_no_bytes_at_all_make_more_than_a_refusal(data: bytes) -> None:
    with pytest.raises(NotTaken):
        read_contribution(data)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@given(st.sampled_from(sorted(json.loads(GOOD))), VALUES)
def test_any_other_value_in_any_place_is_refused_or_a_contribution_in_full(key: str, value: object) -> None:
    data = changed(**{key: value})
    try:
        found = read_contribution(data)
    except NotTaken:
        return
    assert json.loads(contribution_bytes(found)) == json.loads(data)


@given(st.integers(0, len(GOOD) - 1), st.integers(0, 255))
def test_one_other_byte_is_refused_or_a_contribution_in_full(place: int, byte: int) -> None:
    data = GOOD[:place] + bytes([byte]) + GOOD[place + 1 :]
    try:
        found = read_contribution(data)
    except NotTaken:
        return
    assert json.loads(contribution_bytes(found)) == json.loads(data)
