"""Argument maps: the maps, cards to place on them, and their pictures."""
