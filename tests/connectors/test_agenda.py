"""What is remembered of a DESCRIPTION, and whether it is right (METRICS.md §7, *agenda*)."""

from __future__ import annotations

import json
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.connectors.agenda import LONGEST, Descriptions, marks_of
from app.connectors.agenda_lists import document_links, join_links, lists
from app.environment import resource_path
from app.model.description import AGENDA, BLOCKERS, DESCRIBED, REPORTS
from benchmarks.agendas import labelled, scores
from tests.effort import steps
from tests.ics_builder import read, vcalendar, vevent

LANGUAGES: Final = ("en", "de", "fr", "es", "pt", "it", "nl")
FORTY: Final = "Bring your laptop and the lists of open invoices."
SIGNED: Final = "Petra Lind\nHead of Planning and Operations\nExample Works Ltd\n12 Harbour Street, Bristol"
RULE: Final = "_" * 80
LINK: Final = "https://teams.microsoft.com/l/meetup-join/19%3ameeting_YQ%40thread.v2/0"
TEAMS: Final = f"{RULE}\nMicrosoft Teams meeting\nJoin the meeting now<{LINK}>\nMeeting ID: 244 901 772 085\n{RULE}"
TEXTS: Final = labelled("labelled")


def table(name: str) -> dict[str, dict[str, list[str]]]:
    """The lists of one file by kind and language, as they stand in it."""
    found: dict[str, Any] = json.loads(resource_path("agenda", f"{name}.json").read_text(encoding="utf-8"))
    del found["source"]
    return found


def has_agenda(text: str, title: str = "", *, attached: bool = False) -> bool:
    return bool(marks_of(text, title, attached=attached) & AGENDA)


def marks_in_file(*lines: str) -> int:
    (series,) = read(vcalendar(vevent("DTSTART:20260105T090000Z", "DURATION:PT1H", *lines))).series
    assert series.head is not None
    return series.head.description


# ---- the labelled texts ----


def test_there_are_many_labelled_texts_of_both_kinds_in_every_language() -> None:
    assert len(TEXTS) >= 300
    assert 0.35 < sum(each["agenda"] for each in TEXTS) / len(TEXTS) < 0.65
    for language in LANGUAGES:
        of_it = [each for each in TEXTS if each["language"] == language]
        assert len(of_it) >= 50
        assert 0.35 < sum(each["agenda"] for each in of_it) / len(of_it) < 0.65
    assert sum(each["held_out"] for each in TEXTS) >= 75


@pytest.mark.parametrize("held_out", [None, True, False])
def test_agendas_are_told_from_what_calendars_write(held_out: bool | None) -> None:
    for name, score in scores(held_out=held_out).items():
        assert score.precision >= 95, name
        assert score.recall >= 90, name


def test_no_language_falls_behind() -> None:
    for language in LANGUAGES:
        of_it = [each for each in TEXTS if each["language"] == language]
        wrong = [
            each["form"]
            for each in of_it
            if has_agenda(each["description"], each["title"], attached=each["attached"]) is not each["agenda"]
        ]
        assert len(wrong) <= 1, (language, wrong)


@pytest.mark.parametrize("each", TEXTS[::5], ids=lambda each: f"{each['language']}-{each['form']}")
def test_a_file_says_the_same_as_the_bare_text(each: dict[str, Any]) -> None:
    text = each["description"].replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")
    lines = [f"DESCRIPTION:{text}"] if text else []
    lines += ["ATTACH:https://example.com/file"] if each["attached"] else []
    expected = marks_of(each["description"], each["title"], attached=each["attached"])
    assert marks_in_file(f"SUMMARY:{each['title']}", *lines) == expected


# ---- how many letters ----


def test_forty_letters_are_an_agenda_and_thirty_nine_are_none() -> None:
    assert sum(map(str.isalpha, FORTY)) == 40
    assert has_agenda(FORTY)
    assert not has_agenda(FORTY.replace("lists", "list"))
    assert has_agenda("ä" * 40)
    assert not has_agenda("ä" * 39 + " 123 456 789 !?")


@pytest.mark.parametrize("letter", ["議", "あ", "ア", "ก", "ក"])
def test_fifteen_letters_of_a_script_without_spaces_are_an_agenda(letter: str) -> None:
    assert has_agenda(letter * 15)
    assert not has_agenda(letter * 14 + " and so on")


def test_a_script_with_spaces_needs_forty_letters_whatever_it_is() -> None:
    for word in ("бюджет ", "예산안 ", "ميزانية ", "תקציב "):
        assert not has_agenda(word * (39 // (len(word) - 1)))
        assert has_agenda(word * (40 // (len(word) - 1) + 1))


def test_the_title_is_no_agenda() -> None:
    title = "Supplier talks about the delivery of northern pumps"
    assert has_agenda(title)
    assert not has_agenda(title, title)
    assert not has_agenda(title.upper(), title)
    assert not has_agenda(f"Topic: {title}\n\n{title}", title)
    assert has_agenda(f"{title}: {FORTY}", title)
    assert not has_agenda(f"{title}: {FORTY[:-6]}", title)


def test_a_title_inside_a_longer_word_stays() -> None:
    assert has_agenda(FORTY, "laptop") is False
    assert has_agenda(FORTY, "lap") is True
    assert has_agenda(FORTY, "list") is True


# ---- what is described ----


def test_any_text_is_described_and_blanks_are_not() -> None:
    assert marks_of("x") == DESCRIBED
    assert marks_of(TEAMS) == DESCRIBED
    assert marks_of(" \n\t\u00a0") == 0
    assert marks_in_file() == 0
    assert marks_in_file("DESCRIPTION:") == 0
    assert marks_in_file(r"DESCRIPTION:\n \n") == 0
    assert marks_in_file("Description;LANGUAGE=de:x") == DESCRIBED


def test_the_text_of_an_alarm_is_not_the_text_of_its_event() -> None:
    alarm = ("BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{FORTY}", "ATTACH:x", "TRIGGER:-PT15M", "END:VALARM")
    assert marks_in_file(*alarm) == 0


def test_an_attachment_is_an_agenda_without_a_text() -> None:
    assert marks_in_file("ATTACH;FILENAME=a.pdf:https://example.com/a") == AGENDA
    assert marks_in_file("ATTACH:x", "DESCRIPTION:x") == AGENDA | DESCRIBED


def test_html_counts_where_no_other_text_stands() -> None:
    markup = f"X-ALT-DESC;FMTTYPE=text/html:<html><body><p>{FORTY}</p></body></html>"
    assert marks_in_file(markup) == AGENDA | DESCRIBED
    assert marks_in_file(markup, r"DESCRIPTION:\n") == AGENDA | DESCRIBED
    assert marks_in_file(markup, "DESCRIPTION:short") == DESCRIBED


# ---- HTML ----


def test_tags_and_entities_are_no_letters() -> None:
    assert not has_agenda('<p class="an agenda of very many letters that nobody reads">Hello</p>')
    assert not has_agenda("<b>ab</b>&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;")
    assert has_agenda(f"<ul><li>{FORTY[:20]}</li><li>{FORTY[20:]}</li></ul>")
    assert has_agenda("&auml;" * 40)


def test_styles_scripts_and_comments_are_not_read() -> None:
    for begin, end in (("<style>", "</style>"), ("<script>", "</script>"), ("<!--", "-->"), ("<head>", "</head>")):
        assert not has_agenda(f"<p>Hello</p>{begin}{FORTY}{end}")
        assert has_agenda(f"{begin}x{end}<p>{FORTY}</p>")


def test_less_and_more_than_are_no_tags() -> None:
    assert has_agenda("Decide whether costs < 5 and gains > 7 suffice for the second building")


# ---- conferences ----


def test_what_a_person_wrote_around_a_conference_stays() -> None:
    assert not has_agenda(TEAMS)
    assert has_agenda(f"{FORTY}\n{TEAMS}")
    assert has_agenda(f"{TEAMS}\n{FORTY}")
    assert has_agenda(TEAMS.replace(RULE, f"{RULE}\n{FORTY}", 1))


def test_rules_without_teams_take_nothing_away() -> None:
    assert has_agenda(f"Part one\n{RULE}\n{FORTY}\n{RULE}\nPart two")


@pytest.mark.parametrize("language", LANGUAGES)
def test_whatever_the_lists_name_is_taken_away(language: str) -> None:
    of_it = {kind: of[language] for kind, of in table("conference").items()}
    assert not has_agenda("\n".join(of_it["lines"]))
    assert not has_agenda("\n".join(f"{begin} 123" for begin in of_it["begins"]))
    assert not has_agenda("\n".join(f"Petra Lind {end}." for end in of_it["ends"]))
    assert not has_agenda("\n".join(f"{label} : 123 456 789#" for label in of_it["labels"]))
    assert not has_agenda("\n".join(f"Petra Lind {of_it['ends'][0]}.\n{topic}: {FORTY}" for topic in of_it["topics"]))
    for begin in of_it["webex"]:
        assert not has_agenda(f"-- {begin}. --\n{FORTY}\nhttps://help.webex.com")
        assert has_agenda(f"-- {begin}. --\nhttps://help.webex.com\n{FORTY}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_ends_of_mails_are_known(language: str) -> None:
    of_it = {kind: of[language] for kind, of in table("mail").items()}
    for closing in of_it["closings"]:
        assert not has_agenda(f"{closing.capitalize()},\n{SIGNED}"), closing
        assert has_agenda(f"{closing.capitalize()}!\n{FORTY}"), closing
    for begin in of_it["phones"]:
        assert not has_agenda(f"{begin.capitalize()} {FORTY[:30]} abcdefghijklmnop"), begin
    for notice in of_it["legal"]:
        assert not has_agenda(f"{FORTY} {notice}, {FORTY}"), notice
    for original in of_it["original"]:
        assert not has_agenda(f"---- {original.title()} ----\n{FORTY}"), original
    for wrote in of_it["wrote"]:
        assert not has_agenda(f"3.3.2026 10:12 {wrote} Tom:\n{FORTY}"), wrote
    for heading in of_it["headings"]:
        assert has_agenda(f"{of_it['closings'][0]}\nPetra\n{heading.capitalize()}:\n{FORTY}"), heading


@pytest.mark.parametrize("name", ["conference", "mail"])
def test_every_list_has_entries_in_every_language(name: str) -> None:
    for kind, of in table(name).items():
        assert set(of) == set(LANGUAGES), kind
        assert all(of.values()), kind


@pytest.mark.parametrize(
    "text",
    [
        "Join the test group before Friday, download the beta and note everything that breaks",
        "Meeting options for the summer party: by the river, in the garden, or at the office",
        "Learn more about the new supplier and decide whether we want to place an order there",
        "Time: we need to talk about how much of it the migration of the old server will cost",
        "Need help? Ask the three of us what you want to know about the new travel policy",
        "Thanks to everybody who sent numbers; we compare them and choose the cheapest offer",
        "From: the warehouse. To: the customer. We follow one parcel and write down every delay",
        "Call Mr Hale (+44 117 496 0018) about the late delivery of the pumps and the invoice for March",
    ],
)
def test_sentences_that_begin_like_an_invitation_stay(text: str) -> None:
    assert has_agenda(text)


def test_a_join_link_is_no_document_and_no_agenda() -> None:
    for link in (LINK, "https://us06web.zoom.us/j/81234567890?pwd=abc", "https://meet.google.com/abc-defg-hij"):
        assert marks_of(link) == DESCRIBED
        assert marks_of(f"Please use this link to join: {link}") == DESCRIBED


# ---- mail ----


def test_quoted_mail_is_no_agenda() -> None:
    for head in (
        "-----Original Message-----",
        "-----Ursprüngliche Nachricht-----",
        "---------- Forwarded message ---------",
        "From: Tom\nSent: Tuesday\nTo: Anna\nSubject: visit\n",
        "Am Di., 3. März 2026 um 10:12 Uhr schrieb Tom Halm <tom@example.com>:",
    ):
        assert not has_agenda(f"{head}\n{FORTY}"), head
        assert has_agenda(f"{FORTY}\n\n{head}\n{FORTY}"), head
    assert not has_agenda("\n".join(f"> {FORTY}" for _ in range(5)))


def test_the_head_of_a_forwarded_invitation_goes_and_its_text_stays() -> None:
    head = "-----Original Appointment-----\nFrom: Tom\nSent: Monday\nTo: Anna\nSubject: visit\nWhen: Friday"
    assert not has_agenda(head + "\n\nHello")
    assert has_agenda(f"{head}\n\n{FORTY}")


def test_a_signature_is_no_agenda_and_what_follows_it_is() -> None:
    assert has_agenda(SIGNED)
    signature = f"Kind regards,\n\n{SIGNED}"
    assert not has_agenda(signature)
    assert has_agenda(f"{FORTY}\n{signature}")
    assert has_agenda(f"{signature}\n\nPS: {FORTY}")
    assert has_agenda(f"{signature}\n\nAgenda:\n{FORTY[:-1]}")
    assert has_agenda(f"{signature}\n\n{FORTY}")
    assert has_agenda(f"{signature}\n\n1. {FORTY}")


def test_two_dashes_begin_a_signature_or_only_separate() -> None:
    assert not has_agenda("-- \nPetra Lind\nExample Works, Operations and Planning")
    assert has_agenda("Agenda\n--\n- the three offers for the roof\n- who informs the neighbours")


# ---- documents ----


@pytest.mark.parametrize("pattern", [each for each in document_links() if not each.startswith(".")])
def test_a_link_to_a_document_is_an_agenda(pattern: str) -> None:
    begin = "https" if pattern.startswith("://") else "https://x."
    assert marks_of(f"{begin}{pattern}Ab1") == AGENDA | DESCRIBED


def test_a_document_may_stand_in_a_safe_link_or_behind_words() -> None:
    wrapped = (
        "https://eur02.safelinks.protection.outlook.com/?url=https%3A%2F%2Fx.sharepoint.com%2F%3Aw%3A%2Fs%2Fa&data=05"
    )
    assert has_agenda(wrapped)
    assert has_agenda('<a href="https://docs.google.com/document/d/1Ab/edit">notes</a>')
    assert not has_agenda('<a href="https://example.com/about">notes</a>')


def test_a_document_in_a_signature_or_in_quoted_mail_is_none_of_this_meeting() -> None:
    link = "https://example.sharepoint.com/:w:/s/team/Ea"
    assert not has_agenda(f"Kind regards\nPetra\n{link}")
    assert not has_agenda(f"-----Original Message-----\n{link}")


def test_no_document_is_a_conference() -> None:
    assert not set(document_links()) & set(join_links())


# ---- what the agenda says ----


def test_the_words_of_an_agenda_are_marked_and_those_of_a_conference_are_not() -> None:
    assert marks_of(f"{FORTY} Then a status report.") == AGENDA | DESCRIBED | REPORTS
    assert marks_of(f"{FORTY} Blockers last.") == AGENDA | DESCRIBED | BLOCKERS
    assert marks_of(f"{FORTY} Status update, then decisions.") == AGENDA | DESCRIBED | REPORTS | BLOCKERS
    assert marks_of("status report, blockers") == DESCRIBED
    assert marks_of(f"{FORTY} Statusquo and unblockersome") == AGENDA | DESCRIBED


# ---- hostile texts ----

HOSTILE: Final = {
    "open tags": "<a " * 22_000,
    "open comments": "<!--" * 16_000,
    "open styles": "<style>" * 9_000,
    "an endless number": "&#" + "9" * 65_000 + ";",
    "ampersands": "&" * 65_000,
    "rules": ("_" * 41 + "a") * 1_500,
    "teams without end": ("_" * 40 + "teams.microsoft.") * 1_100,
    "ats": "a@" * 32_000,
    "one word": "a" * 65_000,
    "numbers": "1.1." * 16_000,
    "plus signs": "+1 " * 20_000,
    "links": "https://docs.google.com/x\n" * 2_500,
    "quotes": ">\n" * 32_000,
    "dashes": "--\n" * 20_000,
    "closings": "Thanks\n" * 9_000,
    "heads": "From: x\n" * 8_000,
    "sections": "-::~\n" * 13_000,
    "bars": "|" * 65_000,
    "near words": "syncx" * 13_000,
    "backslashes": "\\" * 65_000,
    "nothing visible": "\u200b\u0000" * 20_000,
}


@pytest.mark.timeout(60)
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text_costs_little(name: str) -> None:
    """What a regular expression does inside cannot be counted; one that goes back and forth does not end in time."""
    assert lists().lines
    value = b":" + HOSTILE[name].encode()

    def judge() -> None:
        for title in ("a", "aa", "x" * 4_000):
            Descriptions().of_event(title, value, None, attached=False)

    assert steps(judge) < 6 * LONGEST
    for _time in range(10):
        judge()


@given(
    st.lists(
        st.sampled_from(
            [*"<>&;_-:/@|.#+ \\\n", "a", "é", "議", "From: x", "<br>", "</style>", "-::~", RULE, LINK, FORTY]
        )
    ),
    st.text(max_size=5),
)
def test_no_text_is_too_odd_and_the_marks_agree(parts: list[str], title: str) -> None:
    marks = marks_of("".join(parts), title)
    assert bool(marks & DESCRIBED) == bool("".join(parts).strip())
    assert marks & AGENDA or not marks & (REPORTS | BLOCKERS)


def test_what_is_remembered_is_bounded() -> None:
    known = Descriptions()
    for number in range(6_000):
        known.of_event("", b":%d" % number, None, attached=False)
    assert 1_000 < len(known) <= 2_048
    known.clear()
    known.of_event("", b":" + b"a" * 50_000, None, attached=False)
    assert not known


def test_the_same_text_under_another_title_is_judged_by_its_own() -> None:
    known = Descriptions()
    value = b":" + FORTY.encode()
    assert known.of_event("Visit", value, None, attached=False) & AGENDA
    assert not known.of_event("laptop", value, None, attached=False) & AGENDA
    assert known.of_event("Visit", value, None, attached=False) & AGENDA


def test_text_that_is_cut_inside_a_character_or_no_utf_8_is_read() -> None:
    known = Descriptions()
    assert known.of_event("", b":" + "ä".encode() * 40_000, None, attached=False) == AGENDA | DESCRIBED
    assert known.of_event("", b":" + b"\xe4" * 40, None, attached=False) == AGENDA | DESCRIBED
