"""Patterns: each a pure function from ``Grounds`` to what it has found, or None (METRICS.md §7)."""
