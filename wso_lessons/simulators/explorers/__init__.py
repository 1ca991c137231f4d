"""The explorers: an agreement read by version, cases by state, models compared, events on a line of time."""
