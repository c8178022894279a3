"""Series to occurrences, each with its kind and why."""
