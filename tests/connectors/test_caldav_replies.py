from __future__ import annotations

import pytest

from app.connectors.caldav_calendars import typed_url
from app.connectors.caldav_replies import checked, is_same_service, whole_url
from app.errors import UnreadableInput


@pytest.mark.parametrize(
    ("typed", "whole"),
    [
        ("cloud.example.com", "https://cloud.example.com"),
        (" https://cloud.example.com/dav#x ", "https://cloud.example.com/dav"),
        ("caldavs://cloud.example.com/dav/", "https://cloud.example.com/dav/"),
        ("caldav://cloud.example.com", "https://cloud.example.com"),
        ("HTTP://10.0.0.5:5232/", "http://10.0.0.5:5232/"),
        ("cloud.example.com:8443/dav", "https://cloud.example.com:8443/dav"),
    ],
)
def test_an_address_is_https_unless_http_was_typed(typed: str, whole: str) -> None:
    assert typed_url(typed) == whole


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://a.example/x", "https://A.example:443/y", True),
        ("https://a.example", "http://a.example", False),
        ("https://a.example", "https://b.example", False),
        ("https://a.example", "https://a.example:8443", False),
        ("https://caldav.icloud.com", "https://p34-caldav.icloud.com:443/1/", True),
        ("https://p34-caldav.icloud.com", "https://caldav.icloud.com/", True),
        ("https://caldav.icloud.com", "http://p34-caldav.icloud.com/", False),
        ("https://caldav.icloud.com", "https://p34-caldav.icloud.com:8443/", False),
        ("https://caldav.icloud.com", "https://p34-caldav.icloud.com.evil.example/", False),
        ("https://caldav.icloud.com", "https://evil.icloud.com/", False),
        ("https://evil.example", "https://p34-caldav.icloud.com/", False),
    ],
)
def test_a_server_is_its_scheme_host_and_port_but_for_icloud(one: str, other: str, same: bool) -> None:
    assert is_same_service(one, other) is same


@pytest.mark.parametrize(
    ("href", "path"),
    [
        ("/a/b.ics", "/a/b.ics"),
        ("b.ics", "/cal/b.ics"),
        ("../b.ics", "/b.ics"),
        ("/a/%7eb%2fc.ics", "/a/~b%2Fc.ics"),
        ("/a@b/%40.ics", "/a@b/%40.ics"),
        ("/a b/ü.ics", "/a%20b/%C3%BC.ics"),
        ("/a;b=c/d,e&f.ics", "/a;b=c/d,e&f.ics"),
        ("https://host.example/a?x=1#y", "/a"),
        ("https://HOST.example:443/a", "/a"),
    ],
)
def test_an_address_has_one_spelling(href: str, path: str) -> None:
    assert whole_url("https://host.example/cal/", href) == f"https://host.example{path}"


@pytest.mark.parametrize(
    "href",
    ["https://other.example/a", "//other.example/a", "http://host.example/a", "ftp://x", "file:///a", "javascript:x"],
)
def test_an_address_elsewhere_is_refused(href: str) -> None:
    with pytest.raises(UnreadableInput, match=r"host\.example names entries that lie on another server"):
        whole_url("https://host.example/cal/", href)


@pytest.mark.parametrize(
    "body",
    [
        b"<a/>",
        b"\xef\xbb\xbf<?xml version='1.0' encoding='UTF-8'?>\r\n<!-- <!DOCTYPE x> -->\n<D:a/>",
        b"\n<?xml version='1.0' encoding=\"iso-8859-1\"?><a>\xe4</a>",
        b"<_a><![CDATA[<!DOCTYPE html>]]></_a>",
    ],
)
def test_ordinary_xml_passes(body: bytes) -> None:
    assert checked(body, "https://host.example/").startswith((b"<a", b"<?xml", b"<_a"))


def test_characters_that_xml_cannot_hold_are_taken_out_and_others_stay() -> None:
    body = b"<a>\t\n\r\x00\x0b\x1f&#0;&#x1f;&#11;&#31;&#9;&#10;&#x9;&#xA;&#xd;&#13;&#32;&#110;&#xB0;\xff</a>"
    kept = b"<a>\t\n\r&#9;&#10;&#x9;&#xA;&#xd;&#13;&#32;&#110;&#xB0;\xef\xbf\xbd</a>"
    assert checked(body, "https://host.example/") == kept
