"""The same as last time: the offer, and the marks of what was copied until it is accepted."""
