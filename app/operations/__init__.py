"""The verbs: what command line and window ask for."""
