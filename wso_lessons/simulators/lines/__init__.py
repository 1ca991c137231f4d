"""Lines over time: growth of the agreements, and a line drawn before the real one is shown, each with its picture."""
