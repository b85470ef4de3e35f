"""The assessment that a manager builds in the journey from an empty organisation: forty questions."""

from __future__ import annotations

SHORT, LONG, YES_NO, NUMBER, SCALE = "Short text", "Long text", "Yes or no", "Number", "Scale, 0 to 10 or 100"
DATE = "Date"

ABOUT = (
    (SHORT, "What do you like to be called?"),
    (LONG, "What matters most to you?"),
    (LONG, "What would a good day look like?"),
    (LONG, "What are you good at?"),
    (YES_NO, "Do you live alone?"),
    (SHORT, "Who lives with you?"),
    (SHORT, "Who would you call first?"),
    (YES_NO, "Do you have a pet?"),
    (DATE, "When did things change?"),
    (LONG, "What has changed?"),
)
DAYS = (
    (YES_NO, "Do you get out of the house?"),
    (SHORT, "Where do you like to go?"),
    (SHORT, "How do you get there?"),
    (SCALE, "How sure are you on your feet?"),
    (SCALE, "How well do you sleep?"),
    (SCALE, "How much does pain hold you back?"),
    (LONG, "What gets in the way?"),
    (LONG, "What have you tried?"),
    (YES_NO, "Did it help?"),
    (SHORT, "What time of day is best?"),
    (YES_NO, "Have you fallen in the last year?"),
)
FALLS = (
    (NUMBER, "Falls at home"),
    (NUMBER, "Falls outside"),
    (YES_NO, "Could you get up by yourself?"),
    (SHORT, "Where did you fall?"),
    (SHORT, "What were you doing?"),
    (YES_NO, "Were you hurt?"),
    (LONG, "What do you do differently since?"),
)
HELPERS = (
    (SHORT, "Name"),
    (YES_NO, "Is it family?"),
    (SHORT, "Which service?"),
)
NEXT = (
    (LONG, "What do you hope for?"),
    (LONG, "What will you do yourself?"),
    (LONG, "What can others do?"),
    (SHORT, "What should happen first?"),
    (DATE, "When shall we look again?"),
    (YES_NO, "Do you agree with this plan?"),
    (LONG, "What should we know besides?"),
)
