"""What the window asks of the team's verbs, carried out and told in a sentence."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.language import _
from app.model.foreign_text import visible
from app.model.team import TeamPeriod
from app.operations.stored_team import keep_in_hand
from app.operations.team import make_round, round_in, round_said, write_contribution, write_round, write_summary
from app.team.round import round_line

if TYPE_CHECKING:
    from app.model.team_page import TeamRequest
    from app.operations.workspace import Workspace

_WEEKS = 4
_LONGEST = 300


def carry_out(workspace: Workspace, request: TeamRequest) -> str:
    """Do what is asked for, and return what there is to say of it; empty: the page itself shows it.

    Raises:
        UserError: when it cannot be done.

    """
    path = Path(request.paths[0]) if request.paths else Path()
    written = _("{name} is written, and nothing was sent.").format(name=visible(path.name, _LONGEST))
    if request.verb == "make":
        keep_in_hand(workspace, round_line(make_round(workspace, TeamPeriod(request.monday, _WEEKS))))
        return _("A round was made. Send its line to everyone.")
    if request.verb == "keep-line":
        write_round(workspace, round_said(request.text), path)
        return written
    if request.verb == "write":
        write_contribution(workspace, round_said(request.text), request.data, path)
        return written
    if request.verb == "save" and request.summary is not None:
        write_summary(workspace, request.summary, path)
        return written
    if request.verb == "put-away":
        keep_in_hand(workspace, "")
        return ""
    found = round_in(path) if request.verb == "open" else round_said(request.text)
    keep_in_hand(workspace, round_line(found))
    return ""
