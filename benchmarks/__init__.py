"""Clearweek beside what a person would pick instead; see README.md in this folder."""
