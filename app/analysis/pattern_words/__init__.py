"""What is said of each pattern: its name, its rule, what it found, what it cannot know, and one thing to try (§7).

A module for each pattern, named like the one in ``analysis.patterns``, with its ``WORDS``.
"""
