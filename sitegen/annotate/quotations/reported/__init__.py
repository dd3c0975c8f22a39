"""Speech reported without marks: cues, what they report, and who reports it."""
