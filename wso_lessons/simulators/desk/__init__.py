"""The booking desk: its rules as records, and the desk that runs them."""
