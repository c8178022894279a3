"""Handing on: the report as a PDF, its charts, tables, and calendars to take along."""
