"""The answers to each starter template, made of a person's story."""
