"""Lines of ATTENDEE: what they say of a person, wherever the name stands among the parameters."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.connectors.ics_values import Attendees
from app.model.events import Attendee

NAMES = ("Anna", '"Anna"', '"Winter; Anna"', '"A;PARTSTAT=DECLINED"', '"A: B"', "", '""', "Änne (extern)", "A=B")
ANNA = "mailto:Anna@firm.example"


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("first", [";", ""])
def test_a_name_says_nothing_of_the_answer(name: str, first: str) -> None:
    said = ("PARTSTAT=ACCEPTED", "ROLE=OPT-PARTICIPANT", "CUTYPE=GROUP", f"CN={name}")
    known = Attendees()
    for parameters in permutations(said):
        line = first + ";".join(parameters) + ":" + ANNA
        assert known[line.encode()] == Attendee(
            "anna@firm.example", "accepted", is_resource=False, is_group=True, is_optional=True
        )


@given(
    st.lists(
        st.tuples(
            st.sampled_from(("ACCEPTED", "DECLINED", "TENTATIVE", "NEEDS-ACTION")),
            st.sampled_from(NAMES),
            st.sampled_from(("anna", "ben")),
            st.booleans(),
        ),
        min_size=1,
    )
)
def test_what_is_remembered_of_one_person_is_not_told_of_another(people: list[tuple[str, str, str, bool]]) -> None:
    known = Attendees()
    answers = {"ACCEPTED": "accepted", "DECLINED": "declined", "TENTATIVE": "tentative", "NEEDS-ACTION": "unanswered"}
    for answer, name, who, is_room in people:
        kind = ";CUTYPE=ROOM" if is_room else ""
        found = known[f";CN={name}{kind};PARTSTAT={answer}:mailto:{who}@firm.example".encode()]
        assert found is not None
        assert (found.address, found.response, found.is_resource) == (f"{who}@firm.example", answers[answer], is_room)
