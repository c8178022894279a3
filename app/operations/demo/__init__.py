"""A made-up year of one person's calendar, to look at what Clearweek does with it."""

from __future__ import annotations
