"""Occurrences to figures: days, weeks, and what they say."""
