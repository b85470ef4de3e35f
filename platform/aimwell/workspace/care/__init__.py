"""What is entered about assessments, episodes and personal outcomes: one form an act."""
