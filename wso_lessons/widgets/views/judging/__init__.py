"""Views of the models in which a learner judges a sentence, a list, a chart or a case."""
