"""Rules on how a sentence is worded: its numbers, its words, its speakers, both sides of a question."""
