from __future__ import annotations

import secrets
from typing import Final

import pytest

from app.connectors.caldav_session import _Basic, _Digest

_PASSWORD: Final = "Circle of Life"
_CHALLENGE: Final = (
    'realm="http-auth@example.org", qop="auth, auth-int", algorithm={}, '
    'nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"'
)


def digest(challenge: str) -> _Digest | None:
    return _Digest.of(challenge, "Mufasa", _PASSWORD)


@pytest.mark.parametrize(
    ("algorithm", "response"),
    [
        ("MD5", "8ca523f5e9506fed4657c9700eebdbec"),
        ("SHA-256", "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"),
    ],
)
def test_the_examples_of_rfc_7616(algorithm: str, response: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(secrets, "token_hex", lambda _bytes: "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ")
    signing = digest(f"Digest {_CHALLENGE.format(algorithm)}")
    assert signing is not None
    header = signing.header("GET", "http://www.example.org/dir/index.html")
    assert f'response="{response}"' in header
    assert 'uri="/dir/index.html"' in header
    assert "nc=00000001" in header
    assert _PASSWORD not in header
    assert "nc=00000002" in signing.header("GET", "http://www.example.org/")


def test_the_example_of_rfc_2069_without_qop() -> None:
    signing = _Digest.of(
        'Digest realm="testrealm@host.com", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093", opaque="x"',
        "Mufasa",
        "CircleOfLife",
    )
    assert signing is not None
    header = signing.header("GET", "http://host.com/dir/index.html")
    assert 'response="1949323746fe6a43ef61f9606e7febea"' in header
    assert "cnonce" not in header


@pytest.mark.parametrize(
    "challenge",
    [
        'Basic realm="x", Digest ' + _CHALLENGE.format("SHA-256"),
        "Digest " + _CHALLENGE.format("SHA-256") + ', Basic realm="other"',
        "digest " + _CHALLENGE.format("SHA-256"),
    ],
)
def test_a_digest_is_found_among_other_challenges(challenge: str) -> None:
    signing = digest(challenge)
    assert signing is not None
    assert 'realm="http-auth@example.org"' in signing.header("GET", "http://x/")


@pytest.mark.parametrize(
    "challenge",
    [
        "",
        'Basic realm="digest "',
        'Digest realm="x"',
        "Digest " + _CHALLENGE.format("ROT13"),
        'Digest nonce="x", qop=auth-int',
    ],
)
def test_what_is_no_digest_that_can_be_made_is_none(challenge: str) -> None:
    assert digest(challenge) is None


def test_no_way_to_sign_in_shows_the_password() -> None:
    shown = f"{_Basic('Mufasa', _PASSWORD)!r} {digest('Digest ' + _CHALLENGE.format('MD5'))!r}"
    assert _PASSWORD not in shown
