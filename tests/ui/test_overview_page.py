"""The first page, used as a person uses it: read, pressed, turned to the week to come, at every width."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple, cast

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from app.model.chosen_period import ChosenPeriod, PeriodKind, period_with
from app.model.finding_card import FindingCard, Mini
from app.model.phrases import Phrase
from app.ui import theme
from app.ui.pages.overview_page import OverviewPage, OverviewPicture
from app.ui.view_state import ViewState
from tests.ui.invented import (
    CHART,
    COMING,
    EMPTY_OVERVIEW,
    GERMAN_COMING,
    GERMAN_OVERVIEW,
    OVERVIEW,
)

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from app.model.overview import Overview
    from app.operations.workspace import Workspace

FINDING = FindingCard(
    pattern="meeting-inflation",
    icon="grow",
    name="Meetings grow",
    sentence=(Phrase("A working day holds "), Phrase("3.9 h", "finding:meeting-inflation:2026-11-22"), Phrase(".")),
    mini=Mini("bars", (2.5, 3.0, None, 3.9)),
    fact="2.7 h → 3.9 h a working day",
    counted="234 meetings",
    opens="finding:meeting-inflation:2026-11-22",
    suggestion="Ask of each when it will have done its work.",
    spoken="Meetings grow: a working day holds 3.9 hours.",
)
WEEK_47 = period_with("week", dt.date(2026, 11, 16).toordinal())


def shown(
    qtbot: QtBot, picture: Overview | OverviewPicture = OVERVIEW, width: int = 1072, height: int = 764
) -> OverviewPage:
    page = OverviewPage()
    qtbot.addWidget(page)
    page.show_picture(picture)
    page.resize(width, height)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    return page


def wanted(page: OverviewPage) -> list[str]:
    found: list[str] = []
    page.evidence_wanted.connect(found.append)
    return found


def place_in(page: OverviewPage, widget: QWidget) -> QRect:
    return QRect(widget.mapTo(page._content, QPoint(0, 0)), widget.size())


def texts(page: OverviewPage) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible() and label.text()]


# ---- what it shows ----


def test_sentence_figures_and_year_stand_one_under_the_other(qtbot: QtBot) -> None:
    page = shown(qtbot)
    parts = [place_in(page, part) for part in (page.sentence, page.cards, page.chart)]
    assert all(above.bottom() < below.top() for above, below in pairwise(parts))
    assert page.sentence.text() == "".join(phrase.text for phrase in OVERVIEW.sentence)
    assert OVERVIEW.note in texts(page)
    assert CHART.title in texts(page)


def test_it_fits_a_usual_window_without_scrolling(qtbot: QtBot) -> None:
    assert shown(qtbot).verticalScrollBar().maximum() == 0


def test_every_figure_opens_its_evidence(qtbot: QtBot) -> None:
    page = shown(qtbot)
    found = wanted(page)
    for button in (*page.sentence.figures(), *page.cards.buttons()):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    QTest.keyClick(page.chart.chart, Qt.Key.Key_Return)
    expected = [phrase.opens for phrase in OVERVIEW.sentence if phrase.opens]
    assert found == [*expected, *(card.opens for card in OVERVIEW.cards), CHART.opens[-1]]


def test_tab_goes_down_the_page_and_enter_opens(qtbot: QtBot) -> None:
    page = shown(qtbot, OverviewPicture(COMING, coming=True))
    found = wanted(page)
    page.sentence.figures()[0].setFocus()
    for _step in range(30):
        reached = QApplication.focusWidget()
        assert reached is not None
        if reached is page.chart.chart:
            break
        if isinstance(reached, QAbstractButton) and not reached.isCheckable():
            QTest.keyClick(reached, Qt.Key.Key_Return)
        QTest.keyClick(reached, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is page.chart.chart
    rows = [opens for shown_list in COMING.lists for _text, _detail, opens in shown_list.rows]
    assert found == [
        *(phrase.opens for phrase in COMING.sentence if phrase.opens),
        *(c.opens for c in COMING.cards),
        *rows,
    ]


def test_tab_keeps_its_order_when_another_picture_comes(qtbot: QtBot) -> None:
    page = shown(qtbot, EMPTY_OVERVIEW)
    page.show_picture(OVERVIEW)
    page.sentence.figures()[-1].setFocus()
    QTest.keyClick(page.sentence.figures()[-1], Qt.Key.Key_Tab)
    assert page.switch.choices()[0].hasFocus()
    QTest.keyClick(page.switch.choices()[0], Qt.Key.Key_Tab)
    assert page.cards.buttons()[0].hasFocus()


def test_what_stands_in_the_place_of_the_chart_follows_the_figures(qtbot: QtBot) -> None:
    page = shown(qtbot, EMPTY_OVERVIEW, 1712, 1400)
    assert page._no_weeks is not None
    assert 0 <= place_in(page, page._no_weeks).top() - place_in(page, page.cards).bottom() < 20


def test_the_week_to_come_is_not_asked_for_a_year_of_weeks(qtbot: QtBot) -> None:
    page = shown(qtbot, COMING)
    page.show_picture(OverviewPicture(COMING._replace(chart=None), coming=True))
    assert not asks_for_weeks(page)
    page.show_picture(OverviewPicture(EMPTY_OVERVIEW, coming=False))
    assert asks_for_weeks(page)
    page.show_picture(OverviewPicture(COMING._replace(chart=None), coming=True))
    assert not asks_for_weeks(page)


def asks_for_weeks(page: OverviewPage) -> bool:
    return page._no_weeks is not None and page._no_weeks.isVisible()


def test_large_text_gets_no_column_beside_it(qtbot: QtBot, qapp: QApplication) -> None:
    page = shown(qtbot, OVERVIEW._replace(findings=(FINDING,) * 3), 1712, 1400)
    finding = page.findings().widgets()[0]
    assert place_in(page, finding).left() > place_in(page, page.chart).right()
    theme.apply(qapp, "light", 2.0)
    qtbot.waitUntil(lambda: place_in(page, finding).top() > place_in(page, page.chart).bottom())


def test_the_chart_is_as_tall_as_the_findings_beside_it(qtbot: QtBot) -> None:
    page = shown(qtbot, OVERVIEW._replace(findings=(FINDING,) * 3), 1712, 1400)
    last = page.findings().widgets()[-1]
    assert abs(place_in(page, page.chart).bottom() - place_in(page, last).bottom()) <= 1
    assert place_in(page, page.chart).top() == place_in(page, page.findings().widgets()[0]).top()


def test_without_weeks_it_says_what_will_stand_there(qtbot: QtBot) -> None:
    page = shown(qtbot, EMPTY_OVERVIEW)
    assert not page.chart.isVisible()
    assert "No weeks to draw yet" in texts(page)
    assert page.cards.buttons()[0].accessibleName().startswith("Meeting hours: not known")
    page.show_picture(OVERVIEW)
    assert page.chart.isVisible()
    assert "No weeks to draw yet" not in texts(page)


# ---- the week to come ----


def test_the_switch_asks_for_the_week_to_come_and_back(qtbot: QtBot) -> None:
    page = shown(qtbot)
    asked: list[bool] = []
    page.coming_changed.connect(asked.append)
    back, coming = page.switch.choices()
    assert back.isChecked()
    QTest.mouseClick(coming, Qt.MouseButton.LeftButton)
    QTest.mouseClick(coming, Qt.MouseButton.LeftButton)
    QTest.mouseClick(back, Qt.MouseButton.LeftButton)
    assert asked == [True, False]


def test_the_switch_is_turned_by_the_arrow_keys(qtbot: QtBot) -> None:
    page = shown(qtbot)
    asked: list[bool] = []
    page.coming_changed.connect(asked.append)
    page.switch.choices()[0].setFocus()
    QTest.keyClick(page.switch.choices()[0], Qt.Key.Key_Right)
    assert asked == [True]
    assert page.switch.choices()[1].hasFocus()


def test_a_picture_turns_the_switch_without_asking(qtbot: QtBot) -> None:
    page = shown(qtbot)
    asked: list[bool] = []
    page.coming_changed.connect(asked.append)
    page.show_picture(OverviewPicture(COMING, coming=True))
    assert page.switch.choices()[1].isChecked()
    assert asked == []


def test_the_lists_of_the_week_to_come_open_their_rows(qtbot: QtBot) -> None:
    page = shown(qtbot, OverviewPicture(COMING, coming=True))
    found = wanted(page)
    assert {"New series", "Invitations waiting", "Changed since yesterday", "2 more"} <= set(texts(page))
    row = page.lists().cards()[1].rows[0]
    assert row.accessibleName() == "Budget: second round: Thu 26, 14:00–15:30, 9 people"
    QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    assert found == ["occurrence:820:1795878000"]
    page.show_picture(OVERVIEW)
    assert "New series" not in texts(page)


def test_titles_from_a_calendar_are_plain_and_may_be_long(qtbot: QtBot) -> None:
    title = "<b>Budget</b> & co. " * 12
    lists = (COMING.lists[1]._replace(rows=((title, "", "occurrence:1:1"), ("", "", ""))),)
    page = shown(qtbot, OverviewPicture(COMING._replace(lists=lists), coming=True))
    first, second = page.lists().cards()[0].rows
    assert first.accessibleName() == title
    assert first.height() >= first.heightForWidth(first.width())
    assert not second.isEnabled()


# ---- tables, widths, schemes ----


def test_the_table_takes_the_place_of_the_chart(qtbot: QtBot) -> None:
    page = shown(qtbot)
    before = page.chart.geometry()
    page.toggle_table()
    assert page.chart.is_table()
    qtbot.waitUntil(lambda: page.chart.table().isVisible())
    assert page.chart.geometry() == before
    page.toggle_table()
    assert page.chart.chart.isVisible()


@pytest.mark.parametrize(("width", "across"), [(844, 788), (1072, 1008), (1548, 1240), (1712, 1648)])
def test_the_content_is_one_block_of_a_good_width(qtbot: QtBot, width: int, across: int) -> None:
    page = shown(qtbot, OVERVIEW, width)
    assert page.chart.width() == across
    last = page.cards.buttons()[-1]
    assert place_in(page, last).right() - 4 == place_in(page, page.chart).right()


@pytest.mark.parametrize("overview", [OVERVIEW, COMING, GERMAN_OVERVIEW, GERMAN_COMING, EMPTY_OVERVIEW])
@pytest.mark.parametrize(("width", "scale"), [(620, 1.0), (844, 1.0), (844, 2.0), (1072, 2.0), (1712, 1.0)])
def test_nothing_is_cut_and_nothing_overlaps(
    qtbot: QtBot, qapp: QApplication, overview: Overview, width: int, scale: float
) -> None:
    theme.apply(qapp, "light", scale)
    page = shown(qtbot, OverviewPicture(overview, coming=bool(overview.lists)), width)
    assert page.sentence.height() >= page.sentence.heightForWidth(page.sentence.width())
    assert page.cards.height() >= page.cards.heightForWidth(page.cards.width())
    assert not page.sentence.geometry().intersects(page.switch.geometry())
    for label in page.findChildren(QLabel):
        if label.isVisible() and label.wordWrap():
            assert label.height() >= label.heightForWidth(label.width()), label.text()
    inside = QRect(QPoint(0, 0), page._content.size())
    for part in (page.sentence, page.switch, page.cards, *page.cards.buttons()):
        assert inside.contains(place_in(page, part))
    assert page.horizontalScrollBar().maximum() == 0


def test_text_that_grows_while_the_page_is_open_is_followed(qtbot: QtBot, qapp: QApplication) -> None:
    page = shown(qtbot, GERMAN_OVERVIEW)
    theme.apply(qapp, "light", 2.0)
    qtbot.waitUntil(lambda: page.sentence.height() >= page.sentence.heightForWidth(page.sentence.width()))
    qtbot.waitUntil(lambda: page.cards.height() >= page.cards.heightForWidth(page.cards.width()))
    assert page.verticalScrollBar().maximum() > 0


@pytest.mark.parametrize("scheme", ["dark", "high_contrast_light", "high_contrast_dark"])
def test_another_scheme_leaves_no_island(qtbot: QtBot, qapp: QApplication, scheme: str) -> None:
    page = shown(qtbot)
    page.grab()
    theme.apply(qapp, scheme)
    fresh = shown(qtbot)
    for followed, anew in (
        (page.sentence, fresh.sentence),
        (page.switch, fresh.switch),
        (page.cards, fresh.cards),
        (page.chart.chart, fresh.chart.chart),
    ):
        assert followed.grab().toImage() == anew.grab().toImage()
    assert page.grab().toImage().pixel(4, 4) == theme.color("surface").rgb()


def test_from_right_to_left_the_page_is_mirrored(qtbot: QtBot) -> None:
    page = shown(qtbot)
    page.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    first, last = page.cards.buttons()[0], page.cards.buttons()[-1]
    qtbot.waitUntil(lambda: first.x() > last.x())
    assert place_in(page, page.switch).center().x() < page.width() / 2
    assert not page.grab().isNull()


# ---- its picture ----


class Asked(NamedTuple):
    """A call of the double below."""

    period: ChosenPeriod
    coming: bool


class WorkspaceOf47Weeks:
    """Stands for the data; keeps what it was asked for."""

    def __init__(self, newest: ChosenPeriod | None) -> None:
        self.newest = newest
        self.asked: list[Asked] = []

    def newest_period(self, kind: PeriodKind) -> ChosenPeriod | None:
        return self.newest

    def overview(self, period: ChosenPeriod, *, coming: bool = False) -> Overview:
        self.asked.append(Asked(period, coming))
        return COMING if coming else OVERVIEW


def picture_of(workspace: WorkspaceOf47Weeks, state: ViewState) -> OverviewPicture:
    return OverviewPage.picture_of(cast("Workspace", workspace), state)


def test_its_picture_is_of_the_newest_period_unless_another_was_chosen() -> None:
    workspace = WorkspaceOf47Weeks(WEEK_47)
    assert picture_of(workspace, ViewState()) == OverviewPicture(OVERVIEW, coming=False)
    earlier = period_with("week", WEEK_47.first - 7)
    assert picture_of(workspace, ViewState(period=earlier, coming=True)).coming
    assert workspace.asked == [Asked(WEEK_47, coming=False), Asked(earlier, coming=True)]


def test_without_a_complete_week_it_asks_for_the_one_of_today() -> None:
    workspace = WorkspaceOf47Weeks(None)
    picture_of(workspace, ViewState())
    assert workspace.asked[0].period.last - workspace.asked[0].period.first == 6


# ---- three widths ----


@pytest.mark.parametrize(("width", "is_beside"), [(844, False), (1072, False), (1712, True)])
def test_a_wide_page_has_the_findings_beside_the_chart(qtbot: QtBot, width: int, *, is_beside: bool) -> None:
    page = shown(qtbot, OVERVIEW._replace(findings=(FINDING, FINDING._replace(pattern="crowd"))), width, 900)
    chart, findings = place_in(page, page.chart), place_in(page, page.findings())
    assert (findings.left() > chart.right()) == is_beside
    assert (findings.top() > chart.bottom()) == (not is_beside)
    page.resize(1712 if not is_beside else 1072, 900)
    qtbot.waitUntil(lambda: (place_in(page, page.findings()).left() > place_in(page, page.chart).right()) != is_beside)


def test_no_gap_stands_between_chart_and_findings_on_a_tall_page(qtbot: QtBot) -> None:
    page = shown(qtbot, OVERVIEW._replace(findings=(FINDING,)), 1240, 1400)
    gap = place_in(page, page.findings()).top() - place_in(page, page.chart).bottom()
    assert gap <= theme.SPACE_XL
