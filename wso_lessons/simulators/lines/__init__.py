"""Lines over time: growth of the agreements, a line drawn before the real one is shown, a chart that misleads."""
