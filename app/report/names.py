"""Titles and names in a report: as they are where that was ticked, else replaced, the same each time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.analysis.patterns.registry import PATTERNS
from app.analysis.people_words import person_name
from app.analysis.series_keys import key_of
from app.language import _
from app.model.foreign_text import visible
from app.model.merged import counted_as
from app.report.without_days import growth_sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.analysis.patterns.grounds import Grounds
    from app.model.findings import Finding, Found
    from app.model.phrases import Phrase
    from app.model.series_figures import SeriesKey
    from app.report.sections import Names

_LONGEST_TITLE = 60


class Naming:
    """Names series and people: "Series A" is one series and "Person A" one person throughout a report."""

    def __init__(self, *, names: Names, known: Mapping[str, str], merged: Mapping[str, str]) -> None:
        """Begin without having named anything.

        Args:
            names: whether titles and names stay as they are.
            known: names that the person gave, by address.
            merged: series that count as another, by joined UID.

        """
        self.shown = names == "shown"
        self._without_days = names == "anonymous"
        self._known = known
        self._merged = merged
        self._series: dict[str, str] = {}
        self._titles: dict[str, str] = {}
        self._people: dict[str, str] = {}

    def series(self, key: SeriesKey, title: str) -> str:
        """Return what a series is called."""
        if self.shown:
            return visible(title, _LONGEST_TITLE) or _("(no title)")
        uid = counted_as(key.uid, self._merged)
        if uid not in self._series:
            self._series[uid] = _("Series {letter}").format(letter=letters(len(self._series)))
        return self._series[uid]

    def person(self, address: str) -> str:
        """Return what a person is called."""
        if self.shown:
            return person_name(address, self._known)
        if address not in self._people:
            self._people[address] = _("Person {letter}").format(letter=letters(len(self._people)))
        return self._people[address]

    def sentence(self, finding: Finding, grounds: Grounds) -> tuple[Phrase, ...]:
        """Return the sentence of a finding with these names in it."""
        if self.shown:
            return finding.phrases
        if self._without_days and finding.found.pattern == "meeting-inflation" and not finding.found.values["year_ago"]:
            return growth_sentence(finding.found)
        words = next(each.words for each in PATTERNS if each.id == finding.found.pattern)
        return words.sentence(finding.found._replace(values=self._values(finding.found, grounds)))

    def _values(self, found: Found, grounds: Grounds) -> dict[str, object]:
        """Return what a sentence names, with every title and address replaced."""
        values = dict(found.values)
        if "title" in values:
            values["title"] = self._of(found.series[0])
        for name in ("own_titles", "later_titles"):
            titles = values.get(name)
            if isinstance(titles, tuple):
                values[name] = tuple(dict.fromkeys(self._of_title(str(each), found, grounds) for each in titles))
        if "person" in values:
            values["person"] = self.person(str(values["person"]))
        people = values.get("people")
        if isinstance(people, tuple):
            values["people"] = tuple(self.person(str(each)) for each in people)
        return values

    def _of(self, key: SeriesKey) -> str:
        return self.series(key, "")

    def _of_title(self, title: str, found: Found, grounds: Grounds) -> str:
        """Return the name of the series that an occurrence of this title belongs to."""
        if title not in self._titles:
            known = (*found.evidence, *grounds.occurrences)
            own = next((each for each in known if each.event.title == title), None)
            self._titles[title] = _("a meeting") if own is None else self._of(key_of(own))
        return self._titles[title]


def letters(number: int) -> str:
    """Return A to Z for 0 to 25, then AA, AB and so on."""
    text = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(ord("A") + rest) + text
    return text
