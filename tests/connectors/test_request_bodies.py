"""Bodies: no text of an event leaves this machine, because there is no form that has room for it.

The door asks `kind_of` before each request; so what holds here holds for everything that any connector or library
sends.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote_plus, urlencode
from xml.etree import ElementTree as ET

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.connectors.request_bodies import FORM_FIELDS, KINDS, LARGEST, kind_of
from app.connectors.web import AllowedHosts, Request

if TYPE_CHECKING:
    from tests.connectors.conftest import DoorTo, Serve

FORMS = {
    "code": {
        "client_id": "123-abc.apps.googleusercontent.com",
        "client_secret": "GOCSPX-x",
        "code": "4/0Ab_x-y",
        "code_verifier": "v" * 43,
        "grant_type": "authorization_code",
        "redirect_uri": "http://127.0.0.1:43210/",
    },
    "device": {
        "client_id": "00000000-0000-0000-0000-000000000000",
        "client_info": "1",
        "device_code": "x",
        "grant_type": "urn:ietf:params:oauth:grant-type:device_code",
    },
    "device-start": {
        "client_id": "0",
        "scope": "openid profile offline_access https://graph.microsoft.com/Calendars.Read",
    },
    "refresh": {"grant_type": "refresh_token", "refresh_token": "1//0x", "client_id": "x", "client_secret": ""},
    "revoke": {"token": "1//0x", "token_type_hint": "refresh_token"},
}

XML = '<?xml version="1.0" encoding="utf-8"?>'
NAMES = 'xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav" xmlns:CS="http://calendarserver.org/ns/"'
QUESTIONS = {
    "propfind": f"{XML}<D:propfind {NAMES}><D:prop><D:displayname/><D:getetag/><CS:getctag/></D:prop></D:propfind>",
    "sync-collection": (
        f"{XML}\n<D:sync-collection {NAMES}>\n <D:sync-token>http://x/1</D:sync-token> <D:sync-level>1</D:sync-level>"
        "<D:limit><D:nresults>100</D:nresults></D:limit><D:prop><D:getetag/></D:prop>\n</D:sync-collection>\n"
    ),
    "calendar-query": (
        f"<C:calendar-query {NAMES}><D:prop><D:getetag/><C:calendar-data/></D:prop><C:filter>"
        '<C:comp-filter name="VCALENDAR"><C:comp-filter name="VEVENT">'
        '<C:time-range start="20260101T000000Z" end="20270101T000000Z"/></C:comp-filter></C:comp-filter></C:filter>'
        "</C:calendar-query>"
    ),
    "calendar-multiget": (
        f"<C:calendar-multiget {NAMES}><D:prop><D:getetag/><C:calendar-data/></D:prop>"
        "<D:href>/alice/work/1.ics</D:href><D:href>/alice/work/2%20b.ics</D:href></C:calendar-multiget>"
    ),
}
WORD = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=12)
EVENT_TEXT = st.builds("{} {}".format, WORD, WORD)
"""A title or a description: text with a space in it. (No form has room for one; what a service gave has none.)"""


def method_of(kind: str) -> str:
    return "PROPFIND" if kind == "propfind" else "REPORT"


def test_these_are_all_forms_that_there_are() -> None:
    assert KINDS == ("sign-in", "calendar-multiget", "calendar-query", "propfind", "sync-collection")


@pytest.mark.parametrize("form", FORMS)
def test_a_form_that_signs_in_is_one(form: str) -> None:
    assert kind_of("POST", urlencode(FORMS[form]).encode()) == "sign-in"


@pytest.mark.parametrize("kind", QUESTIONS)
def test_a_question_to_a_caldav_server_is_one_for_its_own_method_only(kind: str) -> None:
    body = QUESTIONS[kind].encode()
    assert kind_of(method_of(kind), body) == kind
    assert [kind_of(method, body) for method in ("GET", "POST", "OPTIONS", "PUT", "REPORT", "PROPFIND")].count(
        kind
    ) == 1


@pytest.mark.parametrize(
    "asked",
    [
        "<D:allprop/>",
        "<D:propname/>",
        "<D:prop><D:current-user-principal/><D:current-user-privilege-set/><D:resourcetype/><D:owner/></D:prop>",
        "<D:prop><D:principal-URL/><D:principal-collection-set/><D:supported-report-set/><D:sync-token/></D:prop>",
        "<D:prop><D:getcontentlength/><D:getcontenttype/><D:getlastmodified/></D:prop>",
        "<D:prop><C:calendar-home-set/><C:calendar-description/><C:calendar-timezone/></D:prop>",
        "<D:prop><C:calendar-user-address-set/><C:schedule-inbox-URL/><C:schedule-outbox-URL/></D:prop>",
        "<D:prop><C:schedule-tag/><C:supported-calendar-component-set/></D:prop>",
        '<D:prop xmlns:A="http://apple.com/ns/ical/"><A:calendar-color/><A:calendar-order/></D:prop>',
    ],
    ids=map(str, range(9)),
)
def test_what_a_collection_says_of_itself_may_be_asked_for(asked: str) -> None:
    assert kind_of("PROPFIND", f"<D:propfind {NAMES}>{asked}</D:propfind>".encode()) == "propfind"


def test_a_collection_may_be_asked_for_whole() -> None:
    body = QUESTIONS["sync-collection"].replace(">1<", ">infinite<").replace("http://x/1", "")
    assert kind_of("REPORT", body.encode()) == "sync-collection"


def test_no_body_is_none_and_nothing_is_posted_without() -> None:
    assert [kind_of(method, b"") for method in ("GET", "PROPFIND", "POST")] == ["", "", None]


@given(text=EVENT_TEXT, name=st.sampled_from(sorted(FORM_FIELDS)))
def test_no_field_that_signs_in_takes_the_text_of_an_event(text: str, name: str) -> None:
    assume(name != "scope")
    for fields in FORMS.values():
        assert kind_of("POST", urlencode({**fields, name: text}).encode()) is None


@given(text=st.text(max_size=40), name=st.text(min_size=1, max_size=20).filter(lambda name: name not in FORM_FIELDS))
def test_no_form_that_signs_in_has_another_field(text: str, name: str) -> None:
    assert kind_of("POST", urlencode({**FORMS["code"], name: text}).encode()) is None


@pytest.mark.parametrize(
    "body",
    [
        b'{"summary": "Planning"}',
        b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n",
        b"grant_type=refresh_token&grant_type=refresh_token",
        b"grant_type=password&username=alice&password=x",
        b"scope=" + quote_plus("Planning with Bob, room 4").encode(),
        b"redirect_uri=" + quote_plus("https://evil.example/").encode(),
        b"redirect_uri=" + quote_plus("http://127.0.0.1.evil.example/").encode(),
        b"code_verifier=short",
        b"grant_type=refresh_token;x",
        b"token=" + b"x" * LARGEST,
        b"token=\xc3\xbc",
        b"--boundary\r\nContent-Disposition: form-data\r\n\r\nx",
    ],
)
def test_nothing_else_is_posted(body: bytes) -> None:
    assert kind_of("POST", body) is None


@given(text=EVENT_TEXT, kind=st.sampled_from(sorted(QUESTIONS)), where=st.integers(0, 30), how=st.integers(0, 2))
def test_no_place_of_a_question_takes_the_text_of_an_event(text: str, kind: str, where: int, how: int) -> None:
    root = ET.fromstring(QUESTIONS[kind])
    elements = list(root.iter())
    element = elements[where % len(elements)]
    if how == 0:
        element.text = text
    elif how == 1:
        assume(element is not root)
        element.tail = text
    else:
        element.set("name", text)
    assert kind_of(method_of(kind), ET.tostring(root)) is None


@given(
    kind=st.sampled_from(sorted(QUESTIONS)),
    where=st.integers(0, 30),
    name=st.from_regex(r"[A-Za-z]{1,20}", fullmatch=True),
)
def test_no_element_is_added_to_a_question(kind: str, where: int, name: str) -> None:
    root = ET.fromstring(QUESTIONS[kind])
    elements = list(root.iter())
    ET.SubElement(elements[where % len(elements)], f"{{DAV:}}{name}x")
    assert kind_of(method_of(kind), ET.tostring(root)) is None


@pytest.mark.parametrize(
    "body",
    [
        "not xml",
        QUESTIONS["propfind"].replace("</D:propfind>", ""),
        QUESTIONS["propfind"].replace(XML, XML + "<!DOCTYPE x [<!ENTITY a 'Planning with Bob'>]>"),
        QUESTIONS["propfind"].replace("<D:prop>", "<!-- Planning with Bob --><D:prop>"),
        QUESTIONS["propfind"].replace("<D:prop>", "<?planning with Bob?><D:prop>"),
        QUESTIONS["propfind"].replace(XML, "<?xml-planning with Bob?>"),
        QUESTIONS["propfind"].replace(XML, '<?xml version="1.0" encoding="utf-16"?>'),
        QUESTIONS["propfind"].replace("xmlns:D=", 'xmlns:X="Planning with Bob" xmlns:D='),
        QUESTIONS["propfind"].replace("xmlns:D=", "xmlns:X = 'Planning with Bob' xmlns:D="),
        QUESTIONS["propfind"].replace("<D:prop>", "<D:prop><![CDATA[Planning with Bob]]>"),
        QUESTIONS["propfind"].replace("<D:prop>", "<D:prop>&#80;lanning"),
        QUESTIONS["propfind"].replace("<D:getetag/>", "<D:getetag>x</D:getetag>"),
        QUESTIONS["calendar-query"].replace("VEVENT", "PLANNING"),
        QUESTIONS["calendar-query"].replace("20260101T000000Z", "Planning"),
        QUESTIONS["calendar-query"].replace(
            "<C:calendar-data/>", '<C:calendar-data><C:expand start="x"/></C:calendar-data>'
        ),
        QUESTIONS["calendar-multiget"].replace("2%20b", "ü"),
        f"<D:propertyupdate {NAMES}><D:set><D:prop/></D:set></D:propertyupdate>",
        f"<C:mkcalendar {NAMES}/>",
        f"<C:free-busy-query {NAMES}/>",
        QUESTIONS["calendar-multiget"].replace("<D:href>", "<D:href>/a</D:href>" * 20_000 + "<D:href>", 1),
    ],
    ids=map(str, range(20)),
)
def test_nothing_else_is_asked_of_a_caldav_server(body: str) -> None:
    assert kind_of("PROPFIND", body.encode()) is None
    assert kind_of("REPORT", body.encode()) is None


def test_a_question_in_other_bytes_than_it_shows_is_none() -> None:
    assert kind_of("PROPFIND", QUESTIONS["propfind"].replace("utf-8", "utf-16").encode("utf-16")) is None


@pytest.mark.parametrize(
    ("method", "body"),
    [
        ("POST", b'{"summary": "Planning"}'),
        ("POST", b""),
        ("GET", b"grant_type=refresh_token"),
        ("REPORT", b"<x/>"),
        ("PROPFIND", QUESTIONS["calendar-query"].encode()),
    ],
)
def test_the_door_sends_nothing_of_any_other_form_and_does_not_repeat_it(
    method: str, body: bytes, serve: Serve, door_to: DoorTo
) -> None:
    server = serve()
    with pytest.raises(ValueError, match="a form that never leaves this machine") as told:
        door_to(AllowedHosts.server(server.url)).ask(Request(method, server.url, {}, body))
    assert server.connections == 0
    assert not body or body.decode() not in str(told.value)


def test_what_is_sent_is_what_was_judged(serve: Serve, door_to: DoorTo) -> None:
    server = serve(b"HTTP/1.1 207 Multi-Status\r\nContent-Length: 0\r\n\r\n")
    body = QUESTIONS["sync-collection"].encode()
    door_to(AllowedHosts.server(server.url)).ask(
        Request("REPORT", server.url, {"Content-Type": "application/xml"}, body)
    )
    assert server.body() == body
