"""Why Microsoft refuses a sign-in, in words of the person's, and words to forward to whoever can allow it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from app.errors import SignInNeeded, SourceUnreachable, UserError
from app.language import _

if TYPE_CHECKING:
    from collections.abc import Mapping

_CODE = re.compile(r"AADSTS(\d{3,9})")
_CONSENT = frozenset({"consent_required", "65001", "90093", "90094", "90095"})
"""Nobody allowed it for this person; an administrator has to; or they were asked and have not answered."""
_SAID_NO = frozenset({"access_denied", "authorization_declined", "65004"})
_TOO_LATE = frozenset({"expired_token", "code_expired", "70020"})
_NO_PUBLIC_CLIENT = frozenset({"7000218", "700025"})
_UNKNOWN_CLIENT = frozenset({"700016", "70001", "700038"})
_ONE_TENANT = frozenset({"50194", "50020", "500201"})
_NO_TENANT = frozenset({"90002", "900023", "90013"})
_BUSY = frozenset({"temporarily_unavailable", "server_error", "50196", "90033"})


class ConsentNeeded(SignInNeeded):
    """An administrator of the organization has to allow it first.

    Attributes:
        words: what can be forwarded to them.

    """

    def __init__(self, client: str, tenant: str) -> None:
        super().__init__(
            _("Your organization wants an administrator to allow Clearweek first"),
            _("it lets nobody else allow a program to read calendars"),
            _(
                "forward the words for your IT department in docs/connecting-microsoft.md, or use the address under "
                "which Outlook publishes a calendar"
            ),
        )
        self.words = consent_request(client, tenant)


def codes_of(answer: Mapping[str, Any]) -> set[str]:
    """Return the codes by which Microsoft says why: its own numbers, and the words of RFC 6749 §5.2."""
    said = answer.get("error_codes")
    codes = {str(code) for code in said if isinstance(code, int)} if isinstance(said, list) else set()
    codes.update(_CODE.findall(str(answer.get("error_description", ""))))
    codes.update(str(answer[name]) for name in ("error", "suberror") if answer.get(name))
    return codes


def refusal(answer: Mapping[str, Any], client: str, tenant: str) -> UserError:
    """Return the error for an answer that refuses; nothing of Microsoft's own text stands in it.

    Args:
        answer: what the browser brought, or the token endpoint answered.
        client: the id of the app registration that asked.
        tenant: where it asked.

    """
    codes = codes_of(answer)
    what = _("Microsoft does not let you sign in")
    if codes & _CONSENT:
        return ConsentNeeded(client, tenant)
    if codes & _SAID_NO:
        return SignInNeeded(
            _("Nothing was connected"), _("leave to read was not given on Microsoft’s page"), _("begin again")
        )
    if codes & _TOO_LATE:
        return SignInNeeded(_("Nobody entered the code in time"), next_step=_("begin again when you have a moment"))
    if codes & _NO_PUBLIC_CLIENT:
        return SignInNeeded(
            what,
            _("your app registration does not allow programs without a secret"),
            _("on its page “Authentication”, allow public client flows, then begin again"),
        )
    if codes & _UNKNOWN_CLIENT:
        return SignInNeeded(
            what,
            _("it does not know the client id in this organization"),
            _("compare it with “Application (client) ID” on the page of your app registration"),
        )
    if codes & _ONE_TENANT:
        return SignInNeeded(
            what,
            _("your app registration is for another kind of account"),
            _("give the “Directory (tenant) ID” of your organization, or choose wider “Supported account types”"),
        )
    if codes & _NO_TENANT:
        return unknown_tenant()
    if codes & _BUSY:
        return SourceUnreachable(
            _("Microsoft cannot sign anybody in now"), next_step=_("try again later; what was read before stays")
        )
    if codes & {"invalid_grant", "interaction_required", "login_required"}:
        return expired()
    number = min((code for code in codes if code.isdigit()), default="")
    return SignInNeeded(
        what,
        _("it says {code}").format(code=f"AADSTS{number}") if number else "",
        _("begin again; if that does not help, compare your app registration with the page on connecting Microsoft"),
    )


def expired() -> SignInNeeded:
    """Return the error for a sign-in that is kept and that Microsoft takes no more."""
    return SignInNeeded(
        _("Microsoft does not accept the sign-in any more"),
        _("it ended, you took it back, your password changed, or your organization wants to see you again"),
        _("sign in again; what was read before stays"),
    )


def unknown_tenant() -> SignInNeeded:
    """Return the error for an organization that Microsoft does not know."""
    return SignInNeeded(
        _("Microsoft does not know this organization"),
        _("its tenant is written otherwise"),
        _("give its “Directory (tenant) ID” or its domain, or leave it empty"),
    )


def consent_request(client_id: str, tenant: str) -> str:
    """Return words that somebody can forward to an administrator, who may know nothing of Clearweek."""
    where = tenant if tenant not in {"common", "organizations", "consumers"} else "organizations"
    address = f"https://login.microsoftonline.com/{quote(where)}/adminconsent?client_id={quote(client_id)}"
    return _(
        "Hello,\n\n"
        "I would like to read my own calendar with Clearweek, a program that runs on my computer only. It shows how "
        "much of my week is in meetings. It asks Microsoft Graph for the delegated permission Calendars.Read (and "
        "offline_access, so that I need not sign in each day): it can read my calendar, and it can neither change "
        "anything nor read anybody’s mail or files. What it reads stays on my computer; it has no server, and nothing "
        "is sent to anybody.\n\n"
        "Our tenant asks for an administrator’s consent. Could you please give it for this client id?\n\n"
        "Client id: {client}\n"
        "Consent page: {address}\n\n"
        "Thank you."
    ).format(client=client_id, address=address)
