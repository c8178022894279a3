"""Hostile calendars, one test for each of H01 to H48: the good event beside the bad one is always kept."""
