"""What is kept on this machine: calendars as they were read, the figures worked out from them, and the person's own."""
