"""What is different between two templates: exactly, in words, and side by side."""
