"""Views of the models in which a learner judges a sentence, a list or what the other side replies."""
