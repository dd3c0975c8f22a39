"""Annotating in several processes: who does which text, and what they tell one another."""
