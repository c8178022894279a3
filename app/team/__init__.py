"""The anonymized summary of a team: what a member shares, and what is made of all."""
