"""What each calculated answer of a form works out, in words, to stand beside its block."""

from __future__ import annotations

from aimwell.formschema.calculations.expression_words import expression_words
from aimwell.formschema.shape import escaped, is_flat
from aimwell_cms.authoring.convert.writing import Written


def calculations_in_words(written: Written) -> dict[str, str]:
    """By the id of its block. One that can't be read is left out: its problem stands there."""
    sketch = written.outline
    flat = is_flat(written.template)
    found = {}
    for section in sketch.sections:
        holder = "" if flat else f"/properties/{escaped(section.key)}"
        for question in section.questions:
            if question.calculation is not None:
                block = written.block_at(f"{holder}/properties/{escaped(question.key)}")
                found[block] = expression_words(question.calculation, sketch)
    return found
