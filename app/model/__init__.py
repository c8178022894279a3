"""The vocabulary: frozen dataclasses that pass between the layers; nothing here reads, writes or computes figures."""
