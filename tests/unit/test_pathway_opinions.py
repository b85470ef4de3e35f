"""A second opinion is asked, waits, and is answered once."""

from __future__ import annotations

from test_pathway_rules import events

from aimwell.pathway.rules.folding import fold, refusal_of
from aimwell.pathway.rules.tasks import tasks_of

ASKED = ("ask_opinion", {"opinion": {"sort": "supervision", "whom": "Our lead", "question": "Is it safe?"}})
GIVEN = ("give_opinion", {"opinion_key": "record:1", "opinion": {"who": "Ines", "text": "With a rail, yes"}})


def refused(*steps):
    *before, fresh = events(*steps)
    return refusal_of(before, fresh)


def test_a_question_waits_until_it_is_answered():
    assert [task.kind for task in tasks_of(fold(events(ASKED)))] == ["give_opinion"]
    story = fold(events(ASKED, GIVEN))
    assert list(tasks_of(story)) == []
    assert story.opinions[0].given.text == "With a rail, yes"
    assert refused(ASKED, GIVEN, GIVEN) == "It is answered already. Ask again if there is more to say."


def test_a_question_needs_words_and_an_answer_a_question():
    assert "what is asked" in refused(("ask_opinion", {"opinion": {"sort": "supervision"}}))
    assert refused(GIVEN) == "Nothing of the kind was asked."
    assert refused(ASKED, ("give_opinion", {"opinion_key": "record:1"})) == "Write down what was said."
