"""How to get one's calendar as a file out of the programs and services that hold it, step by step.

`connect_guides` has the ways to read it straight from there.

What the menus are called is from the vendors' public help pages and, for Proton, from its published source; what a
file holds and lacks is from files that these programs wrote. A vendor may rename a menu at any time: the steps say what
to look for, in the words of the English version.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from app.language import N_


class ExportGuide(NamedTuple):
    """One way out.

    Attributes:
        id: for tests, and for finding the guide again.
        name: of the program or service.
        where: a smaller line that tells it from others.
        question: the heading of the steps.
        steps: what to do, in order.
        holds: what is in the file.
        lacks: what is not, and what follows from that; empty where nothing is known to be missing.
        care: what to look out for; empty where there is nothing.
        otherwise: where to go where the steps do not fit; empty where they should.

    """

    id: str
    name: str
    where: str
    question: str
    steps: tuple[str, ...]
    holds: str
    lacks: str = ""
    care: str = ""
    otherwise: str = ""


_ALL: Final = N_("Titles, times, repeats, guests and their answers.")
_SAVE_IN_A_FOLDER: Final = N_("Save the .ics file where you find it again. Do the same for each calendar that counts.")

GUIDES: Final[tuple[ExportGuide, ...]] = (
    ExportGuide(
        "google",
        N_("Google Calendar"),
        N_("Gmail and Google Workspace"),
        N_("Save your Google calendars as one zip file"),
        (
            N_("On a computer, open calendar.google.com and sign in."),
            N_("Click the gear at the top right, then “Settings”."),
            N_("At the left, click “Import & export”, then “Export”."),
            N_("Your browser saves a zip file with all calendars that you may manage. Leave it as it is."),
        ),
        _ALL,
        N_("It does not say which entries are focus time or out of office; Clearweek goes by their titles."),
        otherwise=N_(
            "No “Export” there? Your organisation may have switched it off; takeout.google.com can give the same file."
        ),
    ),
    ExportGuide(
        "outlook_web",
        N_("Outlook on the web"),
        N_("Microsoft 365, Outlook.com, new Outlook, Outlook on a Mac"),
        N_("Publish the calendar for a moment, and save it"),
        (
            N_("Open Outlook in your browser, at outlook.office.com or outlook.com."),
            N_("Click the gear, then “Calendar”, then “Shared calendars”."),
            N_("Under “Publish a calendar”, choose your calendar and “Can view all details”, then “Publish”."),
            N_("Copy the ICS link and open it in your browser, which saves the file calendar.ics."),
            N_("Go back to that page and click “Unpublish”."),
        ),
        N_("Titles, times and repeats."),
        N_(
            "Guests and answers are not in it, so Clearweek will ask you what a meeting is. Old entries may be missing."
        ),
        N_("Until you unpublish it, anyone who has the link can read your calendar."),
        N_("Classic Outlook for Windows, if you have it, saves more and publishes nothing."),
    ),
    ExportGuide(
        "outlook_classic",
        N_("Classic Outlook"),
        N_("The desktop program for Windows, with any account, Exchange too"),
        N_("Save the calendar from the File menu"),
        (
            N_("Open the calendar, and click the one that you want to save."),
            N_("Click “File”, then “Save Calendar”."),
            N_("Click “More Options”. Choose “Whole calendar” as date range, and “Full details”."),
            N_("Click “OK”, then “Save”."),
        ),
        N_("Titles, times, repeats and guests."),
        N_(
            "Answers are not in it, neither yours nor those of the guests. "
            "Guests without an email address in it are not counted."
        ),
        otherwise=N_(
            "No “Save Calendar” in the File menu? Then it is the new Outlook: go back and choose Outlook on the web."
        ),
    ),
    ExportGuide(
        "apple_mac",
        N_("Apple Calendar on a Mac"),
        N_("iCloud and every other account in it"),
        N_("Export each calendar from the File menu"),
        (
            N_("Open Calendar, and click the calendar's name in the list at the left."),
            N_("In the File menu, choose “Export”, then “Export…” (not “Calendar Archive”)."),
            _SAVE_IN_A_FOLDER,
        ),
        _ALL,
        N_("Calendars that you only subscribe to may not offer it."),
    ),
    ExportGuide(
        "apple_web",
        N_("iCloud without a Mac"),
        N_("iPhone, iPad, icloud.com"),
        N_("Make the calendar public for a moment, and save it"),
        (
            N_("On the iPhone or iPad, open Calendar, tap “Calendars”, and then the i beside the calendar."),
            N_("Switch on “Public Calendar”, tap “Share Link”, and send the link to this computer."),
            N_("Open the link in a browser here, with https:// in place of webcal:// at its beginning."),
            N_("Your browser saves the file. Then switch “Public Calendar” off again."),
        ),
        N_("Titles, times and repeats."),
        N_("Guests and answers may be missing; Clearweek then asks you what a meeting is."),
        N_("Until you switch it off, anyone who has the link can read that calendar."),
    ),
    ExportGuide(
        "nextcloud",
        N_("Nextcloud"),
        N_("Your own, or that of your organisation"),
        N_("Export each calendar from its menu"),
        (
            N_("Open Calendar in your Nextcloud."),
            N_("In the list at the left, open the menu beside the calendar: three dots, or a pencil."),
            N_("Click “Export”."),
            _SAVE_IN_A_FOLDER,
        ),
        _ALL,
    ),
    ExportGuide(
        "fastmail",
        N_("Fastmail"),
        N_("All calendars of the account"),
        N_("Export each calendar from the settings"),
        (
            N_("Open “Settings”, then “Calendars”."),
            N_("Click “Export” beside the calendar, and download it as a file."),
            _SAVE_IN_A_FOLDER,
        ),
        _ALL,
    ),
    ExportGuide(
        "proton",
        N_("Proton Calendar"),
        N_("In the browser"),
        N_("Download each calendar from the settings"),
        (
            N_("Open calendar.proton.me, click the gear, then “All settings”."),
            N_("Open “Import/export”, choose the calendar under “Export”, and click “Download ICS”."),
            N_("Wait until all events are decrypted, then save the file. Do the same for each calendar that counts."),
        ),
        _ALL,
        N_("Calendars that you only subscribe to cannot be exported."),
    ),
    ExportGuide(
        "thunderbird",
        N_("Thunderbird"),
        N_("Calendars kept in it, or shown by it"),
        N_("Export each calendar from its menu"),
        (
            N_("Open the calendar tab."),
            N_("In the list at the left, click the calendar with the right mouse button, then “Export Calendar…”."),
            N_("Choose “iCalendar” as type, and save."),
        ),
        _ALL,
    ),
    ExportGuide(
        "zimbra",
        N_("Zimbra"),
        N_("Mail and calendar of an organisation"),
        N_("Export the calendar from the preferences"),
        (
            N_("Open “Preferences”, then “Import/Export”."),
            N_("Under “Export”, choose “Calendar” as type, and the calendar as source."),
            N_("Click “Export”, and save the .ics file."),
        ),
        _ALL,
    ),
    ExportGuide(
        "other",
        N_("Another calendar"),
        N_("Any address, CalDAV server, or program that writes iCalendar files"),
        N_("Look for an export to an .ics file"),
        (
            N_("Open it on a computer: calendar apps on phones can seldom export."),
            N_("Look in the menu of the calendar, in “File” or in the settings for “Export”, “Download” or “Save as”."),
            N_("Choose iCalendar, or .ics, and the whole time where it asks for one."),
            _SAVE_IN_A_FOLDER,
        ),
        N_("What that program writes: mostly titles, times, repeats and guests."),
    ),
)


def guide(guide_id: str) -> ExportGuide:
    """Return the guide with this id."""
    return next(each for each in GUIDES if each.id == guide_id)
