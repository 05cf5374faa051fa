"""How every number came about: its steps, the limit that binds, what was proposed."""
