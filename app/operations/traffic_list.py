"""The log of the network, for people."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from app.analysis.traffic_words import traffic_log

if TYPE_CHECKING:
    from app.model.traffic_log import TrafficLog
    from app.operations.workspace import Workspace


def listed_traffic(workspace: Workspace) -> TrafficLog:
    """Return every request that was made, the newest first, by the clock of this machine."""
    return traffic_log(workspace.connections.traffic(), lambda when: dt.datetime.fromtimestamp(when).astimezone())
