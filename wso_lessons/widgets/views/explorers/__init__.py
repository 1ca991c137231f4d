"""Views of the explorers: a learner looks through claims, disagreements and numbers."""
