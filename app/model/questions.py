"""The first questions, asked once, each with a proposal from the data (METRICS.md §1 and §2)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, NamedTuple

from app.model.preferences import Shift, WorkingWeek
from app.model.settings import QUESTIONS

if TYPE_CHECKING:
    from collections.abc import Collection

    from app.model.settings import QuestionId, Settings
    from app.model.working_hours import Week


class AddressProposal(NamedTuple):
    """An address that may be mine.

    ``times`` entries of ``among`` that name people have it; ``proposed``: it is taken for mine; ``reason`` in words.
    """

    address: str
    times: int
    among: int
    proposed: bool
    reason: str


class CalendarProposal(NamedTuple):
    """A calendar by its name, how many entries it has, whether it should count, and why so."""

    name: str
    entries: int
    counted: bool
    reason: str


class TitleProposal(NamedTuple):
    """A title of own blocks, how often it stands there, and whether it should break focus."""

    title: str
    times: int
    breaks: bool


class MeQuestion(NamedTuple):
    """Which addresses are mine; ``reason`` says where the proposal comes from."""

    candidates: tuple[AddressProposal, ...]
    reason: str


class CalendarsQuestion(NamedTuple):
    """Which calendars count."""

    calendars: tuple[CalendarProposal, ...]


class NoPeopleQuestion(NamedTuple):
    """What a busy entry is, where no calendar says who is invited (METRICS.md §1, *No people anywhere*).

    ``busy`` entries block time, ``with_link`` of them have a link to join; ``titles`` are the most frequent of the
    others, each with how often it stands there.
    """

    busy: int
    with_link: int
    proposed: Literal["meeting", "block"]
    titles: tuple[tuple[str, int], ...]
    reason: str


class HoursQuestion(NamedTuple):
    """When the person works; ``reasons`` are sentences, one for each part of the proposal."""

    hours: Week
    shifts: tuple[Shift, ...]
    reasons: tuple[str, ...]


class TitlesQuestion(NamedTuple):
    """Which titles of own blocks break focus, the most frequent first."""

    titles: tuple[TitleProposal, ...]


@dataclass(frozen=True, slots=True)
class FirstQuestions:
    """The questions that apply to some data; None where one does not."""

    me: MeQuestion | None = None
    calendars: CalendarsQuestion | None = None
    no_people: NoPeopleQuestion | None = None
    hours: HoursQuestion | None = None
    titles: TitlesQuestion | None = None

    def ids(self) -> tuple[QuestionId, ...]:
        """Return which questions apply, in the order in which they are asked."""
        return tuple(each for each in QUESTIONS if getattr(self, each) is not None)

    def unanswered(self, answered: Collection[QuestionId]) -> FirstQuestions | None:
        """Return the questions that were not answered before, None where none is left."""
        known = {each: None for each in self.ids() if each in answered}
        left = replace(self, **known)
        return left if left.ids() else None


@dataclass(frozen=True, slots=True)
class Answers:
    """What the person said; None where a question was not put.

    Attributes:
        me: the addresses that are mine; empty: I stay unknown.
        counted: names of the calendars that count.
        breaking: titles that break focus.

    """

    me: tuple[str, ...] | None = None
    counted: tuple[str, ...] | None = None
    no_people: Literal["meeting", "block"] | None = None
    hours: Week | None = None
    shifts: tuple[Shift, ...] | None = None
    breaking: tuple[str, ...] | None = None


def settings_with(settings: Settings, questions: FirstQuestions, answers: Answers) -> Settings:
    """Return settings in which the questions are answered; what no question was about stays."""
    changed = replace(settings, answered=settings.answered | frozenset(questions.ids()))
    if answers.me is not None:
        changed = replace(changed, me=answers.me)
    if questions.calendars is not None and answers.counted is not None:
        asked = [each.name for each in questions.calendars.calendars]
        changed = replace(changed, left_out=_chosen_among(settings.left_out, asked, set(asked) - set(answers.counted)))
    if answers.no_people is not None:
        changed = replace(changed, no_people=answers.no_people)
    if answers.hours is not None:
        changed = replace(changed, weeks=(WorkingWeek(1, answers.hours),))
    if answers.shifts is not None:
        changed = replace(changed, shifts=answers.shifts)
    if questions.titles is not None and answers.breaking is not None:
        titles = [each.title for each in questions.titles.titles]
        breaking = _chosen_among(settings.breaking_titles, titles, set(answers.breaking))
        changed = replace(changed, breaking_titles=breaking)
    return changed


def _chosen_among(before: tuple[str, ...], asked: list[str], chosen: set[str]) -> tuple[str, ...]:
    """Return what was chosen before without what was asked about, and then what is chosen of that."""
    return (*(each for each in before if each not in asked), *(each for each in asked if each in chosen))
