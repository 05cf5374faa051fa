"""The plan: a card a line with its figures and their workings, preparations, sessions, the local anaesthetic."""
