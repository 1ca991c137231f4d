"""Judging: does a sentence stay with its source, is a list clean, is the other side heard; each with its picture."""
