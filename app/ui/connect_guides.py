"""The ways in which Clearweek reads a calendar of each place, the simplest first, with their steps.

What pages and buttons are called is from the vendors' public help, in the words of the English version of 2026. A
vendor may rename one at any time: the steps say what to look for.
"""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

from app.language import N_

WayId = Literal["address", "caldav", "google", "microsoft", "file"]

WAY_NAMES: Final[dict[WayId, str]] = {
    "address": N_("By its address"),
    "caldav": N_("With a password"),
    "google": N_("By signing in"),
    "microsoft": N_("By signing in"),
    "file": N_("As a file"),
}
"""What stands on the switch between the ways."""


class Way(NamedTuple):
    """One way to read a calendar from where it is.

    Attributes:
        question: the heading of the steps.
        lead: what this way costs a person; empty where nothing is to be said.
        steps: what to do, in order; the last leads to the fields below it.
        gives: what is read.
        lacks: what is not, and what follows from that; empty where nothing is known to be missing.
        care: what to look out for; empty where there is nothing.
        safe: what protects a person in this way; empty where nothing is to be said.
        otherwise: where to go where the steps do not fit; empty where they should.
        forward: what to send to whoever has to agree; empty where nobody has to.
        server: the address of the server, where all have the same.
        server_hint: what such an address is like, where each has another.
        user: what the name of the user is there.

    """

    id: WayId
    question: str = ""
    lead: str = ""
    steps: tuple[str, ...] = ()
    gives: str = ""
    lacks: str = ""
    care: str = ""
    safe: str = ""
    otherwise: str = ""
    forward: str = ""
    server: str = ""
    server_hint: str = ""
    user: str = N_("User name")


FILE: Final = Way("file")
"""Its steps are those of `export_guides`."""
_ALL: Final = N_("Titles, times, repeats, guests and their answers, and links to join.")
_NO_GUESTS: Final = N_("Guests and answers may be missing; Clearweek then asks you what a meeting is.")
_LINK_OPENS: Final = N_("Anyone who has this address can read the calendar, for as long as it is there.")
_OWN_PASSWORD: Final = N_("The password is for Clearweek alone: delete it there, and nothing else changes.")

_GOOGLE_ADDRESS: Final = Way(
    "address",
    N_("Read a Google calendar from its secret address"),
    N_("Nothing has to be registered. Each calendar has an address of its own."),
    (
        N_("On a computer, open calendar.google.com, click the gear, then “Settings”."),
        N_("At the left, under “Settings for my calendars”, click the calendar, then “Integrate calendar”."),
        N_("Copy the “Secret address in iCal format”, and paste it below."),
    ),
    _ALL,
    N_(
        "It does not say which entries are focus time or out of office; Clearweek goes by their titles. "
        "Changes may take some hours to get there."
    ),
    N_("Anyone who has this address can read the calendar. “Reset”, on the same page, makes another."),
    otherwise=N_(
        "Is the field empty? “Reset” fills it. Is it not there? Your organisation switched it off: take a file, or "
        "sign in."
    ),
)
_GOOGLE: Final = Way(
    "google",
    N_("Sign in to Google with a client of your own"),
    N_("Google wants each program to be registered. You do that once, for yourself alone, and it costs nothing."),
    (
        N_("Open console.cloud.google.com, and make a project: “Select a project”, then “New project”."),
        N_("Search for “Google Calendar API” at the top, open it, and click “Enable”."),
        N_("Open “Google Auth Platform”, click “Get started”: any name; audience “Internal” if there, or “External”."),
        N_("With “External”, click “Publish app” under “Audience”: otherwise each sign-in ends after seven days."),
        N_("Under “Clients”, click “Create client”, choose “Desktop app”, then “Create” and “Download JSON”."),
        N_("Choose that file below. Google then warns of an app that it did not check: it is yours. Click “Advanced”."),
    ),
    N_("All calendars that you see there, with guests and answers, and what is focus time or out of office."),
    safe=N_("Clearweek asks to see calendars and events, and for nothing else. Google lets it change nothing."),
)
_MICROSOFT: Final = Way(
    "microsoft",
    N_("Sign in to Microsoft with an app of your own"),
    N_("Microsoft wants each program to be registered. You do that once, for yourself alone, and it costs nothing."),
    (
        N_("Open entra.microsoft.com, then “App registrations”, and click “New registration”."),
        N_("Give any name, and leave “Supported account types” at your organisation alone."),
        N_("As redirect URI choose “Public client/native (mobile & desktop)”, type http://localhost, and “Register”."),
        N_("Under “API permissions”, add “Calendars.Read” and “offline_access” of Microsoft Graph, both delegated."),
        N_("Only to sign in with a code: under “Authentication”, switch on “Allow public client flows”."),
        N_("From “Overview”, copy “Application (client) ID” and “Directory (tenant) ID” into the fields below."),
    ),
    N_("All calendars of the account, with guests and answers, and what is out of office or elsewhere."),
    N_("Who has only a personal account cannot register an app without a payment card: take the address instead."),
    safe=N_("Clearweek asks to read your calendars, and for nothing else. Microsoft lets it change nothing."),
    otherwise=N_("Many organisations let an administrator agree first. These words are for them:"),
    forward=N_(
        "Clearweek is a program on my computer that reads my own calendar. It asks for the delegated permissions "
        "Calendars.Read and offline_access of Microsoft Graph. It cannot change anything, and it sends nothing to "
        "anybody: the data stay on this computer."
    ),
)
_OUTLOOK_ADDRESS: Final = Way(
    "address",
    N_("Read an Outlook calendar from its published address"),
    N_("Nothing has to be registered. Each calendar has an address of its own."),
    (
        N_("Open Outlook in your browser, at outlook.office.com or outlook.com."),
        N_("Click the gear, then “Calendar”, then “Shared calendars”."),
        N_("Under “Publish a calendar”, choose your calendar and “Can view all details”, then “Publish”."),
        N_("Copy the ICS link, and paste it below."),
    ),
    N_("Titles, times and repeats."),
    N_("Guests and answers are not in it, so Clearweek will ask you what a meeting is. Old entries may be missing."),
    _LINK_OPENS,
    otherwise=N_("No “Publish a calendar” there? Your organisation may have switched it off: sign in, or take a file."),
)
_ICLOUD: Final = Way(
    "caldav",
    N_("Read your calendars from iCloud"),
    "",
    (
        N_("Open account.apple.com, and click “Sign-In and Security”, then “App-Specific Passwords”."),
        N_("Click the plus, call it Clearweek, and copy the password that you are shown."),
        N_("Fill in the address of your Apple Account, and that password in place of your usual one."),
    ),
    _ALL,
    N_("Calendars of other accounts are not in iCloud, even if your devices show them: add them on their own."),
    safe=_OWN_PASSWORD,
    server="https://caldav.icloud.com",
    user=N_("Apple Account"),
)
_ICLOUD_ADDRESS: Final = Way(
    "address",
    N_("Read an iCloud calendar from its public address"),
    "",
    (
        N_("On the iPhone or iPad, open Calendar, tap “Calendars”, and then the i beside the calendar."),
        N_("Switch on “Public Calendar”, tap “Share Link”, and send the link to this computer."),
        N_("Paste it below."),
    ),
    N_("Titles, times and repeats."),
    _NO_GUESTS,
    _LINK_OPENS,
)
_NEXTCLOUD: Final = Way(
    "caldav",
    N_("Read your calendars from Nextcloud"),
    "",
    (
        N_("In your Nextcloud, open “Personal settings”, then “Security”."),
        N_("Under “Devices & sessions”, call it Clearweek, click “Create new app password”, and copy it."),
        N_("Fill in the address of your Nextcloud, your user name there, and that password."),
    ),
    _ALL,
    safe=_OWN_PASSWORD,
    server_hint="https://cloud.example.org",
)
_NEXTCLOUD_ADDRESS: Final = Way(
    "address",
    N_("Read a Nextcloud calendar from its link"),
    "",
    (
        N_("Open Calendar in your Nextcloud, and click the pencil beside the calendar."),
        N_("Click the plus beside “Share link”, then open the menu beside it."),
        N_("Click “Copy subscription link”, and paste it below."),
    ),
    N_("Titles, times and repeats."),
    _NO_GUESTS,
    _LINK_OPENS,
)
_FASTMAIL: Final = Way(
    "caldav",
    N_("Read your calendars from Fastmail"),
    "",
    (
        N_("In Fastmail, open “Settings”, then “Privacy & Security”."),
        N_("Click “Manage app passwords and access”, then “New app password”; let it have calendars (CalDAV)."),
        N_("Fill in your Fastmail address, and that password in place of your usual one."),
    ),
    _ALL,
    safe=_OWN_PASSWORD,
    server="https://caldav.fastmail.com",
    user=N_("Fastmail address"),
)
_PROTON_ADDRESS: Final = Way(
    "address",
    N_("Read a Proton calendar from its link"),
    "",
    (
        N_("Open calendar.proton.me, click the gear, “All settings”, then “Calendars” and the calendar."),
        N_("Under “Share with anyone”, click “Create link”, and choose “Full view”."),
        N_("Copy the link, and paste it below."),
    ),
    N_("Titles, times and repeats."),
    _NO_GUESTS,
    _LINK_OPENS,
)
_ZIMBRA: Final = Way(
    "caldav",
    N_("Read your calendars from Zimbra"),
    "",
    (
        N_("The address is that at which you read your mail in the browser."),
        N_("With two-factor sign-in, make a code first: “Preferences”, “Accounts”, “Add Application Code”."),
        N_("Fill in your mail address, and that code or your password."),
    ),
    _ALL,
    server_hint="https://mail.example.org",
    user=N_("Mail address"),
)
_ANY_ADDRESS: Final = Way(
    "address",
    N_("Read any calendar from its address"),
    N_("It begins with https:// or webcal://, and most end in .ics."),
    (
        N_("Look where you share, publish or subscribe the calendar for “ICS”, “iCal” or “subscription link”."),
        N_("Copy the address, and paste it below."),
    ),
    N_("What stands there: mostly titles, times and repeats."),
    _NO_GUESTS,
    _LINK_OPENS,
)
_ANY_CALDAV: Final = Way(
    "caldav",
    N_("Read your calendars from a CalDAV server"),
    N_("Most calendar servers speak CalDAV: mailbox.org, Posteo, Radicale, Baïkal, SOGo, Kerio and many others."),
    (
        N_("Look in its help or settings for “CalDAV” to find the address of the server."),
        N_("If it offers passwords for single programs, make one for Clearweek."),
    ),
    _ALL,
    server_hint="https://dav.example.org",
)

WAYS: Final[dict[str, tuple[Way, ...]]] = {
    "google": (_GOOGLE_ADDRESS, FILE, _GOOGLE),
    "outlook_web": (_OUTLOOK_ADDRESS, _MICROSOFT, FILE),
    "outlook_classic": (FILE, _MICROSOFT),
    "apple_mac": (_ICLOUD, FILE),
    "apple_web": (_ICLOUD, _ICLOUD_ADDRESS, FILE),
    "nextcloud": (_NEXTCLOUD, _NEXTCLOUD_ADDRESS, FILE),
    "fastmail": (_FASTMAIL, FILE),
    "proton": (_PROTON_ADDRESS, FILE),
    "thunderbird": (FILE,),
    "zimbra": (_ZIMBRA, FILE),
    "other": (_ANY_ADDRESS, _ANY_CALDAV, FILE),
}
"""By the places of `export_guides`; the simplest first."""
