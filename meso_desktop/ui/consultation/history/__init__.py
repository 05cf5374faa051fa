"""The history: questions by section, lists of allergies, medicines and earlier treatments."""
