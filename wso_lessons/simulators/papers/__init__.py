"""Papers drawn as schematics: what stands on them, and what a learner finds there."""
