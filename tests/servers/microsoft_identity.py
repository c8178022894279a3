"""Where one signs in at the stand-in of Microsoft: codes for a browser and for devices, tokens that renew, refusals."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import time
from typing import Any, Final
from urllib.parse import parse_qsl, urlencode

LOGIN: Final = "https://login.microsoftonline.com"
CLIENT: Final = "11111111-2222-3333-4444-555555555555"
TENANTS: Final = frozenset({"common", "organizations", "consumers", "contoso.example"})
DEVICE: Final = "urn:ietf:params:oauth:grant-type:device_code"
SCOPE: Final = "Calendars.Read openid profile email"

Said = tuple[int, dict[str, Any]]


def part(value: dict[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()


def error(code: int, word: str, status: int = 400) -> Said:
    said = {
        "error": word,
        "error_description": f"AADSTS{code}: Something about alice@example.com. Trace ID: 0f0f",
        "error_codes": [code],
        "trace_id": "0f0f",
    }
    return status, said


class Identity:
    """The tokens that were given, and how the person answers."""

    def __init__(self, user: str) -> None:
        self.user = user
        self.answer: str = "allow"
        """What happens when somebody is asked: ``allow``, ``deny``, or the number of an AADSTS refusal."""
        self.device_answers: list[str] = []
        """What a device gets before its answer: ``authorization_pending``, ``slow_down``."""
        self.refusal: int | None = None
        """The number with which tokens are refused for now."""
        self.is_void = False
        self.each_once = False
        """Whether a refresh token is good for one use; Microsoft's own stay good for a while."""
        self.gives_id_token = True
        self.codes: dict[str, dict[str, str]] = {}
        self.devices: dict[str, float] = {}
        self.refresh: set[str] = set()
        self.access: set[str] = set()
        self.interval = 5

    def discovery(self, tenant: str) -> Said:
        if tenant not in TENANTS:
            return error(90002, "invalid_tenant")
        base = f"{LOGIN}/{tenant}"
        return 200, {
            "token_endpoint": f"{base}/oauth2/v2.0/token",
            "authorization_endpoint": f"{base}/oauth2/v2.0/authorize",
            "device_authorization_endpoint": f"{base}/oauth2/v2.0/devicecode",
            "issuer": f"{LOGIN}/{{tenantid}}/v2.0",
            "response_modes_supported": ["query", "fragment", "form_post"],
        }

    def authorize(self, query: str) -> tuple[int, str]:
        """Where the browser is sent: status and address, or a status and what the page says."""
        asked = dict(parse_qsl(query))
        if asked.get("client_id") != CLIENT:
            return 400, "AADSTS700016"
        redirect = asked.get("redirect_uri", "")
        if not redirect.startswith("http://localhost:") or redirect.count("/") != 2:
            return 400, "AADSTS50011"
        wanted = {"response_type": "code", "response_mode": "query", "code_challenge_method": "S256"}
        if any(asked.get(name) != value for name, value in wanted.items()):
            return 400, "AADSTS900144"
        scopes = set(asked.get("scope", "").split())
        if scopes != {"Calendars.Read", "offline_access", "openid", "profile"}:
            return 400, "AADSTS70011"
        back: dict[str, str] = {"state": asked.get("state", "")}
        if self.answer == "allow":
            code = "0.CODE" + secrets.token_urlsafe(12)
            self.codes[code] = asked
            back |= {"code": code, "session_state": "s"}
        elif self.answer == "deny":
            back |= {"error": "access_denied", "error_description": "AADSTS65004: User declined."}
        else:
            word = "consent_required" if self.answer in {"65001", "90094"} else "invalid_request"
            back |= {"error": word, "error_description": f"AADSTS{self.answer}: No. {self.user}"}
        # Microsoft adds the stroke to an address without a path.
        return 302, f"{redirect}/?{urlencode(back)}"

    def device(self, form: dict[str, str]) -> Said:
        if form.get("client_id") != CLIENT:
            return error(700016, "unauthorized_client")
        if self.refusal is not None:
            return error(self.refusal, "invalid_client", 401)
        code = "DEVICE" + secrets.token_urlsafe(12)
        self.devices[code] = time.monotonic()
        return 200, {
            "user_code": "HX7KQ2PLM",
            "device_code": code,
            "verification_uri": "https://login.microsoft.com/device",
            "expires_in": 900,
            "interval": self.interval,
            "message": "To sign in …",
        }

    def token(self, form: dict[str, str]) -> Said:
        if form.get("client_id") != CLIENT:
            return error(700016, "unauthorized_client")
        if self.refusal is not None:
            return error(self.refusal, "invalid_grant")
        kind = form.get("grant_type")
        if kind == "authorization_code":
            return self._exchanged(form)
        if kind == DEVICE:
            return self._entered(form)
        if kind == "refresh_token":
            return self._renewed(form)
        return error(70003, "unsupported_grant_type")

    def _exchanged(self, form: dict[str, str]) -> Said:
        asked = self.codes.pop(form.get("code", ""), None)
        if asked is None:
            return error(54005, "invalid_grant")
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        if base64.urlsafe_b64encode(digest).rstrip(b"=").decode() != asked["code_challenge"]:
            return error(501481, "invalid_grant")
        if form.get("redirect_uri") != asked["redirect_uri"]:
            return error(500112, "invalid_grant")
        return 200, self.tokens(asked.get("nonce"))

    def _entered(self, form: dict[str, str]) -> Said:
        if form.get("device_code") not in self.devices:
            return error(70020, "expired_token")
        if self.device_answers:
            word = self.device_answers.pop(0)
            return error(70016, word)
        del self.devices[form["device_code"]]
        if self.answer == "deny":
            return error(65004, "authorization_declined")
        return 200, self.tokens(None)

    def _renewed(self, form: dict[str, str]) -> Said:
        given = form.get("refresh_token", "")
        if self.is_void or given not in self.refresh:
            return error(50173, "invalid_grant")
        if self.each_once:
            self.refresh.discard(given)
        return 200, self.tokens(None)

    def tokens(self, nonce: str | None) -> dict[str, Any]:
        """Give tokens."""
        access, refresh = "eyACCESS" + secrets.token_urlsafe(16), "0.REFRESH" + secrets.token_urlsafe(16)
        self.access.add(access)
        self.refresh.add(refresh)
        claims = {
            "aud": CLIENT,
            "iss": f"{LOGIN}/t/v2.0",
            "sub": "s",
            "oid": "o",
            "exp": int(time.time()) + 3600,
            "preferred_username": self.user,
            **({"nonce": nonce} if nonce else {}),
        }
        found = {
            "token_type": "Bearer",
            "scope": SCOPE,
            "expires_in": 3600,
            "ext_expires_in": 3600,
            "access_token": access,
            "refresh_token": refresh,
            "client_info": part({"uid": "u", "utid": "t"}),
        }
        if self.gives_id_token:
            found["id_token"] = f"{part({'alg': 'none'})}.{part(claims)}.x"
        return found

    def takes(self, header: str) -> bool:
        return not self.is_void and header.removeprefix("Bearer ") in self.access
