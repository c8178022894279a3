"""The data under resources/ that the reader and the classification look things up in."""

from __future__ import annotations

import importlib.util
import json
import re
import unicodedata
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import available_timezones

import pytest

if TYPE_CHECKING:
    from types import ModuleType

ROOT = Path(__file__).resolve().parents[2]
RESOURCES = ROOT / "resources"
LANGUAGES = {"en", "de", "fr", "es", "pt", "it", "nl"}
WORD_LISTS = ("cancelled_prefixes", "focus", "out_of_office")
PLAIN_LISTS = (("conference_links", "patterns"), ("mail_providers", "domains"))


def resource(name: str) -> dict[str, Any]:
    """Return what a JSON file under resources/ holds; a key that stands twice is an error."""

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        keys = [key for key, _ in pairs]
        assert len(keys) == len(set(keys)), f"{name}: a key stands twice"
        return dict(pairs)

    text = (RESOURCES / f"{name}.json").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text, object_pairs_hook=once)
    return loaded


def words(name: str) -> dict[str, list[str]]:
    """Return a word list by language."""
    by_language: dict[str, list[str]] = resource(f"words/{name}")["words"]
    return by_language


def all_words(name: str) -> set[str]:
    """Return the entries of a word list in all languages."""
    return {word for entries in words(name).values() for word in entries}


def make_windows_zones() -> ModuleType:
    """Return scripts/make_windows_zones.py as a module."""
    spec = importlib.util.spec_from_file_location("make_windows_zones", ROOT / "scripts" / "make_windows_zones.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def display_key(name: str) -> str:
    """Return a time zone's display name as the table's keys are written."""
    without_offset = re.sub(r"^\((?:utc|gmt)(?:[+-]\d\d[:.]\d\d)?\)\s*", "", name.casefold())
    return " ".join(without_offset.replace("&", " and ").split())


@pytest.mark.parametrize("path", sorted(RESOURCES.glob("**/*.json")), ids=lambda path: str(path.stem))
def test_json_is_written_so_that_a_person_can_edit_it(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text == json.dumps(json.loads(text), ensure_ascii=False, indent=2) + "\n"


# Windows time zones


def test_every_zone_exists_in_the_time_zone_database() -> None:
    assert set(resource("windows_zones")["zones"].values()) <= available_timezones()


def test_zones_carry_todays_names() -> None:
    """zone.tab of the time zone database lists today's name of each place, old spellings not."""
    lines = files("tzdata").joinpath("zoneinfo", "zone.tab").read_text(encoding="utf-8").splitlines()
    todays = {line.split("\t")[2] for line in lines if not line.startswith("#")}
    names = resource("windows_zones")["zones"].values()
    assert [name for name in names if name not in todays and not name.startswith("Etc/")] == []


def test_the_script_gives_the_zones_that_are_stored() -> None:
    stored = resource("windows_zones")
    script = make_windows_zones()
    assert stored["zones"] == script.windows_zones()
    assert list(stored["zones"]) == sorted(stored["zones"])
    assert stored["cldr"] == script.get_cldr_version()


def test_windows_ids_are_told_apart_without_case() -> None:
    ids = list(resource("windows_zones")["zones"])
    assert len({windows_id.casefold() for windows_id in ids}) == len(ids)


@pytest.mark.parametrize(
    ("windows_id", "name"),
    [
        ("W. Europe Standard Time", "Europe/Berlin"),
        ("Romance Standard Time", "Europe/Paris"),
        ("GMT Standard Time", "Europe/London"),
        ("FLE Standard Time", "Europe/Kyiv"),
        ("Eastern Standard Time", "America/New_York"),
        ("US Eastern Standard Time", "America/Indiana/Indianapolis"),
        ("India Standard Time", "Asia/Kolkata"),
        ("UTC", "Etc/UTC"),
        ("Mexico Standard Time", "America/Mexico_City"),
        ("Kamchatka Standard Time", "Asia/Kamchatka"),
    ],
)
def test_known_windows_ids(windows_id: str, name: str) -> None:
    assert resource("windows_zones")["zones"][windows_id] == name


def test_display_names_lead_to_windows_ids() -> None:
    table = resource("windows_zones")
    assert set(table["display"].values()) <= table["zones"].keys()


def test_display_names_are_written_as_the_reader_looks_them_up() -> None:
    names = list(resource("windows_zones")["display"])
    assert [name for name in names if display_key(name) != name] == []
    assert names == sorted(names)


def test_every_windows_id_of_cldr_has_a_display_name() -> None:
    table = resource("windows_zones")
    script = make_windows_zones()
    without_name_of_their_own = script.RETIRED.keys() | script.NEWER.keys()
    assert table["zones"].keys() - without_name_of_their_own <= set(table["display"].values())


def test_no_display_name_hides_a_windows_id() -> None:
    table = resource("windows_zones")
    assert table["display"].keys() & {windows_id.casefold() for windows_id in table["zones"]} == set()


def test_names_with_slashes_mean_what_names_with_commas_mean() -> None:
    """A comma may not stand in an unquoted TZID, so some programs wrote a slash in its place."""
    display = resource("windows_zones")["display"]
    differing = [
        name
        for name in display
        if ", " in name
        and display[name.replace(", ", " / ").replace(" : ", " - ").replace("; ", " / ")] != display[name]
    ]
    assert differing == []


@pytest.mark.parametrize(
    ("name", "windows_id"),
    [
        ("(UTC-05:00) Eastern Time (US & Canada)", "Eastern Standard Time"),
        ("(UTC-05:00) Eastern Time (US and Canada)", "Eastern Standard Time"),
        ("(GMT-05:00) Eastern Time (US & Canada)", "Eastern Standard Time"),
        ("(GMT-08:00) Pacific Time (US & Canada); Tijuana", "Pacific Standard Time"),
        ("(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna", "W. Europe Standard Time"),
        ("(GMT+01.00) Amsterdam / Berlin / Bern / Rome / Stockholm / Vienna", "W. Europe Standard Time"),
        ("(UTC+01:00) Amsterdam, Berlin, Bern, Rom, Stockholm, Wien", "W. Europe Standard Time"),
        ("(UTC+01:00) Brüssel, Kopenhagen, Madrid, Paris", "Romance Standard Time"),
        ("(GMT) Greenwich Mean Time : Dublin, Edinburgh, Lisbon, London", "GMT Standard Time"),
        ("(GMT) Greenwich Mean Time - Dublin / Edinburgh / Lisbon / London", "GMT Standard Time"),
        ("(UTC+00:00) Dublin, Edinburgh, Lisbon, London", "GMT Standard Time"),
        ("(UTC) Coordinated Universal Time", "UTC"),
        ("(UTC-11:00) Coordinated Universal Time-11", "UTC-11"),
        ("(GMT-06:00) Central America", "Central America Standard Time"),
        ("(GMT-06:00) Guadalajara, Mexico City, Monterrey - New", "Central Standard Time (Mexico)"),
        ("(GMT+02:00) Helsinki, Kyiv, Riga, Sofia, Tallinn, Vilnius", "FLE Standard Time"),
        ("(GMT+02:00) Bucharest", "GTB Standard Time"),
        ("(UTC+05:30) Chennai, Kolkata, Mumbai, New Delhi", "India Standard Time"),
        ("(UTC+08:00) Beijing, Chongqing, Hong Kong, Urumqi", "China Standard Time"),
        ("Nuku'alofa", "Tonga Standard Time"),
        ("Jerusalem Standard Time", "Israel Standard Time"),
        ("tzone://Microsoft/Utc", "UTC"),
    ],
)
def test_known_display_names(name: str, windows_id: str) -> None:
    assert resource("windows_zones")["display"][display_key(name)] == windows_id


# Word lists


@pytest.mark.parametrize("name", WORD_LISTS)
def test_word_lists_say_where_they_come_from(name: str) -> None:
    assert resource(f"words/{name}").keys() == {"source", "words"}
    assert resource(f"words/{name}")["source"].endswith(".")


@pytest.mark.parametrize("name", WORD_LISTS)
def test_word_lists_speak_seven_languages(name: str) -> None:
    by_language = words(name)
    assert by_language.keys() >= LANGUAGES
    assert [language for language, entries in by_language.items() if not entries] == []


@pytest.mark.parametrize("name", WORD_LISTS)
def test_words_are_case_folded_composed_sorted_and_unique(name: str) -> None:
    for language, entries in words(name).items():
        assert entries == sorted(set(entries)), language
        for entry in entries:
            assert entry == unicodedata.normalize("NFC", entry).casefold(), entry
            assert entry == " ".join(entry.split()), entry


def written_out(text: str) -> list[str]:
    """Return the titles or links of a text that has bars or line ends between them."""
    return [title.strip() for title in re.split(r"[|\n]", text) if title.strip()]


def begins_with_entry(title: str, entries: set[str]) -> bool:
    """Say whether a title equals an entry or begins with one and a mark (METRICS.md §1, rule 3)."""
    folded = title.casefold()
    return any(
        folded == entry or (folded.startswith(entry) and re.match(r"\s*[–:,(/-]", folded[len(entry) :]))
        for entry in entries
    )


def holds_entry(title: str, entries: set[str]) -> bool:
    """Say whether an entry stands in a title as whole words (METRICS.md §1)."""
    folded = title.casefold()
    return any(re.search(rf"(?<!\w){re.escape(entry)}(?!\w)", folded) for entry in entries)


@pytest.mark.parametrize(
    "title",
    written_out("""
        OOO | OOO - conference | Out of office | Vacation: Italy | PTO | Annual leave | Holiday | Sick |
        Sick leave | Parental leave | Day off | Away (London) | Urlaub | Urlaub/Reise | Abwesend | Krank |
        Elternzeit | Außer Haus | Nicht im Büro | Congés – Bretagne | Absent(e) du bureau | Vacances | RTT |
        Vacaciones | Fuera de la oficina | Baja médica | Férias | Fora do escritório | Folga | Ferie |
        Fuori sede | Malattia | Vakantie | Niet op kantoor | Ouderschapsverlof
    """),
)
def test_titles_of_absence(title: str) -> None:
    assert begins_with_entry(title, all_words("out_of_office"))


@pytest.mark.parametrize(
    "title",
    written_out("""
        Anna OOO | Off-site planning | Out-of-band review | Leave: policy | Travel: Berlin | Free |
        Frei - Puffer | Vrij | PTO policy review | Holiday party | Sicherheit: Audit | Krankenkasse: Anruf |
        Urlaubsplanung | Absences review | Permessi: richiesta | Ferienhaus-Besichtigung | Focus time
    """),
)
def test_ordinary_titles_are_no_absence(title: str) -> None:
    assert not begins_with_entry(title, all_words("out_of_office"))


@pytest.mark.parametrize(
    "title",
    written_out("""
        Focus time | Focus Time (via Clockwise) | Deep work: paper | Heads-down | No meetings |
        No-meeting Friday | Maker time | Do not disturb | Fokuszeit | Fokus-Zeit | Konzentrationszeit |
        Keine Meetings | Temps de concentration | Sans réunion | Tiempo de enfoque | Sin reuniones |
        Tempo de foco | Tempo di concentrazione | Focustijd | Geen vergaderingen
    """),
)
def test_titles_of_focus(title: str) -> None:
    assert holds_entry(title, all_words("focus"))


@pytest.mark.parametrize(
    "title",
    written_out("""
        Focus group | Customer focus council | Fokus Kunde | Time management | Meeting room booking |
        Team lunch | Termin beim Arzt | Notworking session | Reunión de equipo | Réunion d'équipe
    """),
)
def test_ordinary_titles_are_no_focus(title: str) -> None:
    assert not holds_entry(title, all_words("focus"))


def test_cancellation_marks_are_written_without_colon() -> None:
    marks = all_words("cancelled_prefixes")
    assert [mark for mark in marks if re.search(r"[:\uff1a]", mark)] == []
    assert {
        "canceled",
        "cancelled",
        "canceled event",
        "abgesagt",
        "annulé",
        "cancelado",
        "annullato",
    } <= marks
    assert {"geannuleerd", "odwołane", "aflyst", "inställt", "キャンセル済み", "已取消"} <= marks


# Mail providers and conference links


@pytest.mark.parametrize(("name", "key"), PLAIN_LISTS)
def test_plain_lists_are_case_folded_sorted_and_unique(name: str, key: str) -> None:
    held = resource(name)
    assert held.keys() == {"source", key}
    assert held["source"].endswith(".")
    assert held[key] == sorted(set(held[key]))
    assert [entry for entry in held[key] if entry != entry.casefold() or re.search(r"\s", entry)] == []


def test_mail_providers_are_domains() -> None:
    domains = resource("mail_providers")["domains"]
    assert [domain for domain in domains if not re.fullmatch(r"(?:[a-z0-9-]+\.)+[a-z]{2,}", domain)] == []
    assert {
        "gmail.com",
        "googlemail.com",
        "outlook.com",
        "hotmail.com",
        "live.com",
        "gmx.de",
        "web.de",
    } <= set(domains)
    assert {"t-online.de", "icloud.com", "yahoo.com", "proton.me", "orange.fr", "libero.it", "qq.com"} <= set(domains)


@pytest.mark.parametrize(
    "link",
    written_out("""
        https://us02web.zoom.us/j/86543210987?pwd=abc
        https://acme.zoom.us/my/jane.doe
        https://uni.zoom-x.de/j/65783520158
        https://agency.zoomgov.com/j/1601234567
        https://teams.microsoft.com/l/meetup-join/19%3ameeting_x%40thread.v2/0?context=%7b%7d
        https://teams.microsoft.com/meet/2345678901234?p=abc
        https://teams.live.com/meet/9312345
        https://gov.teams.microsoft.us/l/meetup-join/19%3a
        https://teams.cloud.microsoft/meet/123
        https://eur02.safelinks.protection.outlook.com/?url=https%3A%2F%2Fteams.microsoft.com%2Fl%2Fmeetup-join
        https://urldefense.proofpoint.com/v2/url?u=https-3A__acme.zoom.us_j_865432&d=Dw
        https://meet.google.com/abc-defg-hij
        https://acme.webex.com/meet/jane.doe
        https://acme.webex.com/acme/j.php?MTID=m0123456789
        https://global.gotomeeting.com/join/123456789
        https://meet.goto.com/119227189
        https://gotomeet.me/JaneDoe
        https://whereby.com/acme-team
        https://bluejeans.com/7999979999
        https://chime.aws/1234567890
        https://meet.jit.si/OurRoom
        https://app.slack.com/huddle/T01/C02
        https://facetime.apple.com/join#v=1&p=x
        https://8x8.vc/acme/room
        https://v.ringcentral.com/join/469909326
        https://meet.lync.com/acme/jane/ABC123
        https://bbb.uni-example.de/b/abc-def-ghi
        https://www.uberconference.com/opencontainers
    """),
)
def test_join_links_are_known(link: str) -> None:
    assert any(pattern in link.casefold() for pattern in resource("conference_links")["patterns"])


@pytest.mark.parametrize(
    "link",
    written_out("""
        https://zoom.us/pricing
        https://us02web.zoom.us/rec/share/abc
        https://support.zoom.us/hc/en-us
        https://teams.microsoft.com/l/channel/19%3aabc/General
        https://www.microsoft.com/microsoft-teams/
        https://support.google.com/a/users/answer/9282720
        https://docs.google.com/document/d/1
        https://www.webex.com/
        https://help.webex.com/en-us
        https://www.gotomeeting.com/pricing
        https://calendly.com/jane/30min
        https://slack.com/help
        https://discord.gg/abc
        https://jitsi.org/
        https://www.youtube.com/watch?v=1
        https://us.bbcollab.com/recording/abc
        Meeting room 3
    """),
)
def test_other_links_are_no_join_links(link: str) -> None:
    assert [pattern for pattern in resource("conference_links")["patterns"] if pattern in link.casefold()] == []
