"""The consultation window: seven steps, the live panel beside them, the patient's banner above."""
