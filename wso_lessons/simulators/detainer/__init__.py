"""The detainer clock: hours of the day in a zone, the rules that count them, and the picture of a detention."""
