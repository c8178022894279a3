"""Where calendars come from: bytes or pages to Series and problems."""
