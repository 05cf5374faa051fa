"""The live panel beside every step: findings, ways out, totals against limits, what is missing."""
