"""How hard a text is to read: the Flesch–Kincaid grade, given as an age."""

from __future__ import annotations

import re

WORDS_NEEDED = 12
"""A shorter text says too little to be judged."""

_WORD = re.compile(r"[A-Za-z’']+")
_SENTENCE = re.compile(r"[.!?:;\n]+")
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT = re.compile(r"(?<![aeiouyl])e$|(?<=[^aeiouydt])ed$|(?<=[^aeiouyscxz])es$")


def reading_age(text: str) -> int | None:
    """The age in years at which an English text is read with ease; None for one that is too short to say.

    Flesch–Kincaid (Kincaid and others, 1975): 0.39 × words a sentence + 11.8 × syllables a word − 15.59 is a
    grade of American schools; a child in grade 1 is six. Syllables are counted as groups of vowels.
    """
    words = _WORD.findall(text)
    if len(words) < WORDS_NEEDED:
        return None
    sentences = sum(1 for part in _SENTENCE.split(text) if _WORD.search(part))
    grade = 0.39 * len(words) / sentences + 11.8 * sum(map(syllables, words)) / len(words) - 15.59
    return max(5, round(grade) + 5)


def syllables(word: str) -> int:
    """Roughly how many syllables an English word has: at least one."""
    return max(1, len(_VOWELS.findall(_SILENT.sub("", word.lower()))))
