"""The window (Qt). Nothing below this layer knows it."""
