"""Simulators: pure models of the booking desk, the detainer clock, the four explorers and the argument maps."""
