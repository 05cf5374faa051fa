"""Target areas: the body, the cards of what is measured and asked there."""
