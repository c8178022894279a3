"""Clearweek reads a calendar and says how much time to think it leaves.

The version stands here and nothing else: whoever asks for it (the build, a bug report) loads no other module.
"""

__version__ = "0.1.0"
