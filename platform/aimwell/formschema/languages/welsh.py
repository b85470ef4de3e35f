"""Our own words in Welsh. To be read by a Welsh speaker before they are used in a service."""

from __future__ import annotations

from collections.abc import Mapping

_PAGES = {
    "Skip to main content": "Neidio i’r prif gynnwys",
    "Back": "Yn ôl",
    "Continue": "Parhau",
    "Save and continue": "Cadw a pharhau",
    "Save and come back later": "Cadw a dod yn ôl yn nes ymlaen",
    "Discard this draft": "Taflu’r drafft hwn",
    "Step {number} of {count}": "Cam {number} o {count}",
    "show all steps": "dangos pob cam",
    "Not started": "Heb ei ddechrau",
    "In progress": "Ar y gweill",
    "Completed": "Wedi’i gwblhau",
    "Language of this form": "Iaith y ffurflen hon",
    "Now in:": "Nawr yn:",
    "There is a problem": "Mae problem",
    "Error": "Gwall",
    "Person": "Person",
    "Born": "Ganwyd",
    "{age} year": "{age} oed",
    "{age} years": "{age} oed",
    "NHS number": "Rhif GIG",
    "Not known": "Ddim yn hysbys",
    "likes to be called {name}": "yn hoffi cael ei galw neu ei alw’n {name}",
    "Communication needs:": "Anghenion cyfathrebu:",
    "This amends a signed record. Reason:": "Mae hwn yn diwygio cofnod sydd wedi’i lofnodi. Rheswm:",
    "Earlier": "Yn gynharach",
    "Baseline": "Llinell sylfaen",
    "Last": "Y tro diwethaf",
    "{day} by {name}": "{day} gan {name}",
    "From “{form}”, {when}": "O “{form}”, {when}",
    "Show the earlier answers": "Dangos yr atebion cynharach",
    "Show the earlier ratings": "Dangos y sgoriau cynharach",
    "It was for staff only there.": "I staff yn unig yr oedd yno.",
    "It can’t be used here:": "Ni ellir ei ddefnyddio yma:",
    "Use this": "Defnyddio hwn",
    "Use this instead": "Defnyddio hwn yn lle hynny",
    "Leave out": "Gadael allan",
    "Nothing is filled in until you press. You can change it afterwards.": (
        "Ni chaiff dim ei lenwi nes i chi bwyso. Gallwch ei newid wedyn."
    ),
    "Show it again": "Ei ddangos eto",
    "Last time": "Y tro diwethaf",
}

_QUESTIONS = {
    "Yes": "Ie",
    "No": "Na",
    "Day": "Diwrnod",
    "Month": "Mis",
    "Year": "Blwyddyn",
    "For example, 27 3 {year}": "Er enghraifft, 27 3 {year}",
    "optional": "dewisol",
    "Guidance": "Canllaw",
    "Information:": "Gwybodaeth:",
    "Question:": "Cwestiwn:",
    "For the person to answer": "I’r person ei ateb",
    "For the carer to answer": "I’r gofalwr ei ateb",
    "To answer together": "I’w ateb gyda’ch gilydd",
    "Staff only": "Staff yn unig",
    "Staff only: not in the person’s summary": "Staff yn unig: nid yw yng nghrynodeb y person",
    "an answer": "ateb",
    "Add {thing}": "Ychwanegu: {thing}",
    "Remove": "Tynnu",
    "Not asked today": "Heb ei ofyn heddiw",
    "Worked out from your answers.": "Wedi’i gyfrifo o’ch atebion.",
    "Worked out as the form is filled in.": "Caiff ei gyfrifo wrth lenwi’r ffurflen.",
    "How it was worked out": "Sut y cafodd ei gyfrifo",
    "Not worked out": "Heb ei gyfrifo",
    "Why isn’t it asked today?": "Pam nad yw’n cael ei ofyn heddiw?",
    "why it isn’t asked today": "pam nad yw’n cael ei ofyn heddiw",
    "Not relevant today": "Ddim yn berthnasol heddiw",
    "The person did not want to answer": "Nid oedd y person am ateb",
    "The person was too tired or unwell": "Roedd y person yn rhy flinedig neu’n rhy sâl",
    "No time": "Dim amser",
    "Another reason": "Rheswm arall",
    "In your own words": "Yn eich geiriau eich hun",
    "Ask it after all": "Ei ofyn wedi’r cyfan",
    "It has an answer, and the answer counts. Clear it if it was not asked.": (
        "Mae ateb iddo, ac mae’r ateb yn cyfrif. Dylech ei glirio os na chafodd ei ofyn."
    ),
    "Asked when {condition}": "Gofynnir hyn pan: {condition}",
    "it isn’t so that {condition}": "nid yw’n wir bod: {condition}",
    "and": "a hefyd",
    "or": "neu",
    "‘{title}’ is {value}": "yr ateb i ‘{title}’ yw {value}",
    "‘{title}’ is answered and isn’t {value}": "mae ateb i ‘{title}’ ac nid {value} ydyw",
    "‘{title}’ is less than {value}": "mae’r ateb i ‘{title}’ yn llai na {value}",
    "‘{title}’ is {value} or less": "mae’r ateb i ‘{title}’ yn {value} neu lai",
    "‘{title}’ is {value} or more": "mae’r ateb i ‘{title}’ yn {value} neu fwy",
    "‘{title}’ is more than {value}": "mae’r ateb i ‘{title}’ yn fwy na {value}",
    "‘{title}’ includes {value}": "mae’r ateb i ‘{title}’ yn cynnwys {value}",
    "‘{title}’ is answered": "mae ateb i ‘{title}’",
    "‘{title}’ isn’t answered": "nid oes ateb i ‘{title}’",
}

_ANSWERS = {
    "Check your answers": "Gwirio eich atebion",
    "Change": "Newid",
    "Not answered": "Heb ei ateb",
    "The person’s answer": "Ateb y person",
    "The carer’s answer": "Ateb y gofalwr",
    "Answered together": "Atebwyd gyda’n gilydd",
    "could not be read": "nid oedd modd ei ddarllen",
    "Nothing is asked here.": "Ni ofynnir unrhyw beth yma.",
    "{number} of {most}": "{number} o {most}",
    "Measures": "Mesurau",
    "These scores are kept, with their working, when you sign.": (
        "Caiff y sgoriau hyn eu cadw, gyda’r gwaith cyfrifo, pan fyddwch yn llofnodi."
    ),
    "Sign": "Llofnodi",
    "Put right what is listed at the top of this page, then sign.": (
        "Cywirwch yr hyn sydd wedi’i restru ar frig y dudalen hon, yna llofnodwch."
    ),
    "A signed record can’t be changed. If something is wrong later, you can amend it: the record then shows "
    "both.": (
        "Ni ellir newid cofnod sydd wedi’i lofnodi. Os bydd rhywbeth o’i le yn nes ymlaen, gallwch ei "
        "ddiwygio: bydd y cofnod wedyn yn dangos y ddau."
    ),
    "Tick the box to say that the answers are right": "Ticiwch y blwch i ddweud bod yr atebion yn gywir",
    "Confirm the recommendation, or decide otherwise, before you sign": (
        "Cadarnhewch yr argymhelliad, neu penderfynwch fel arall, cyn i chi lofnodi"
    ),
    "I, {name}, confirm that these answers are complete and correct to the best of my knowledge.": (
        "Rwyf i, {name}, yn cadarnhau bod yr atebion hyn yn gyflawn ac yn gywir hyd eithaf fy ngwybodaeth."
    ),
}

_SAVING = {
    "Saving…": "Wrthi’n cadw…",
    "Saved at {at}": "Wedi’i gadw am {at}",
    "Not saved: {why}. Your answers are kept on this device.": (
        "Heb ei gadw: {why}. Mae eich atebion wedi’u cadw ar y ddyfais hon."
    ),
    "Not saved: {why}. Keep this page open.": "Heb ei gadw: {why}. Cadwch y dudalen hon ar agor.",
    "no connection": "dim cysylltiad",
    "the server can’t be reached": "nid oes modd cyrraedd y gweinydd",
    "You": "Chi",
    "Not saved: {by} saved this section at {at}.": "Heb ei gadw: cadwyd yr adran hon gan {by} am {at}.",
    "{by} saved this section at {at}, after you opened it. Nothing is overwritten: choose what to keep.": (
        "Cadwyd yr adran hon gan {by} am {at}, ar ôl i chi ei hagor. Nid oes dim wedi’i drosysgrifo: dewiswch "
        "beth i’w gadw."
    ),
    "Compare the two": "Cymharu’r ddau",
    "Not saved: you are signed out. Your answers are kept on this device.": (
        "Heb ei gadw: rydych wedi’ch allgofnodi. Mae eich atebion wedi’u cadw ar y ddyfais hon."
    ),
    "You have been signed out. Your answers are kept on this device, and come back when you have signed in.": (
        "Rydych wedi’ch allgofnodi. Mae eich atebion wedi’u cadw ar y ddyfais hon, a byddant yn dod yn ôl pan "
        "fyddwch wedi mewngofnodi."
    ),
    "Sign in": "Mewngofnodi",
    "Not saved: this draft has been signed or discarded.": (
        "Heb ei gadw: mae’r drafft hwn wedi’i lofnodi neu wedi’i daflu."
    ),
    "This draft has been signed or discarded elsewhere.": (
        "Mae’r drafft hwn wedi’i lofnodi neu wedi’i daflu mewn man arall."
    ),
    "See what became of it": "Gweld beth ddigwyddodd iddo",
    "What you typed at {at} had not reached the server. It is back in the form below.": (
        "Nid oedd yr hyn a deipiwyd gennych am {at} wedi cyrraedd y gweinydd. Mae yn ôl yn y ffurflen isod."
    ),
    "Removed.": "Wedi’i dynnu.",
    "Undo": "Dadwneud",
    "Clear": "Clirio",
    "Clear the mark": "Clirio’r marc",
    "Not marked": "Heb ei farcio",
    "From {minimum}, {left}, to {maximum}, {right}": "O {minimum}, {left}, i {maximum}, {right}",
    "Somebody else saved this section": "Cadwyd yr adran hon gan rywun arall",
    "{section} was saved elsewhere": "Cadwyd {section} mewn man arall",
    "You saved this section in another window or on another device ({at}), after you opened it.": (
        "Rydych wedi cadw’r adran hon mewn ffenestr arall neu ar ddyfais arall ({at}), ar ôl i chi ei hagor."
    ),
    "{by} saved this section ({at}), after you opened it.": (
        "Cadwyd yr adran hon gan {by} ({at}), ar ôl i chi ei hagor."
    ),
    "Nothing has been overwritten. Choose what to keep.": (
        "Nid oes dim wedi’i drosysgrifo. Dewiswch beth i’w gadw."
    ),
    "What you typed here": "Yr hyn a deipiwyd gennych yma",
    "What you saved elsewhere": "Yr hyn a gadwyd gennych mewn man arall",
    "What {by} saved": "Yr hyn a gadwyd gan {by}",
    "Keep what is chosen": "Cadw’r hyn sydd wedi’i ddewis",
}

_ERRORS = {
    "{title} in row {row}": "{title} yn rhes {row}",
    "this answer": "yr ateb hwn",
    "the form": "y ffurflen",
    "Fill in {title}": "Llenwch {title}",
    "Add an answer to {title}": "Ychwanegwch ateb i {title}",
    "Enter a date for {title}": "Rhowch ddyddiad ar gyfer {title}",
    "Select an answer to {title}": "Dewiswch ateb i {title}",
    "Enter an answer to {title}": "Rhowch ateb i {title}",
    "No question of this form asks for this answer": "Nid oes cwestiwn yn y ffurflen hon yn gofyn am yr ateb hwn",
    "{title} isn’t asked here, so it can’t have an answer": (
        "Ni ofynnir {title} yma, felly ni all fod ateb iddo"
    ),
    "{title} can’t be left out with a reason": "Ni ellir gadael {title} allan gyda rheswm",
    "{title} has an answer, or isn’t asked here, so there can be no reason why it was left out today": (
        "Mae ateb i {title}, neu ni ofynnir ef yma, felly ni all fod rheswm pam y cafodd ei adael allan heddiw"
    ),
    "The reason why {title} isn’t asked today must be {limit} characters or fewer": (
        "Rhaid i’r rheswm pam na ofynnir {title} heddiw fod yn {limit} nod neu lai"
    ),
    "The reason why {title} isn’t asked today must say something": (
        "Rhaid i’r rheswm pam na ofynnir {title} heddiw ddweud rhywbeth"
    ),
    "The reason why {title} isn’t asked today must be a text": (
        "Rhaid i’r rheswm pam na ofynnir {title} heddiw fod yn destun"
    ),
    "Say why {title} isn’t asked today": "Dywedwch pam na ofynnir {title} heddiw",
    "{title} must be on one line": "Rhaid i {title} fod ar un llinell",
    "{title} must be a number": "Rhaid i {title} fod yn rhif",
    "{title} must be a whole number": "Rhaid i {title} fod yn rhif cyfan",
    "Select yes or no for {title}": "Dewiswch ie neu na ar gyfer {title}",
    "{title} must be a text": "Rhaid i {title} fod yn destun",
    "{title} must be a list of answers": "Rhaid i {title} fod yn rhestr o atebion",
    "{title} must be a group of answers": "Rhaid i {title} fod yn grŵp o atebion",
    "{title} must be a real date, like 2026-03-27": "Rhaid i {title} fod yn ddyddiad go iawn, fel 2026-03-27",
    "{title} must be an email address, like name@example.com": (
        "Rhaid i {title} fod yn gyfeiriad e-bost, fel name@example.com"
    ),
    "{title} must be {limit} or more": "Rhaid i {title} fod yn {limit} neu fwy",
    "{title} must be {limit} or less": "Rhaid i {title} fod yn {limit} neu lai",
    "{title} must be more than {limit}": "Rhaid i {title} fod yn fwy na {limit}",
    "{title} must be less than {limit}": "Rhaid i {title} fod yn llai na {limit}",
    "{title} must be a multiple of {limit}": "Rhaid i {title} fod yn lluosrif o {limit}",
    "{title} must be {limit} characters or more": "Rhaid i {title} fod yn {limit} nod neu fwy",
    "{title} must be {limit} characters or fewer": "Rhaid i {title} fod yn {limit} nod neu lai",
    "{title} needs at least {limit} answers": "Mae angen o leiaf {limit} ateb ar gyfer {title}",
    "{title} needs at least {limit} answer": "Mae angen o leiaf {limit} ateb ar gyfer {title}",
    "{title} can have at most {limit} answers": "Ni all fod mwy na {limit} ateb i {title}",
    "{title} can have at most {limit} answer": "Ni all fod mwy na {limit} ateb i {title}",
    "{title} has the same answer twice": "Mae’r un ateb ddwywaith i {title}",
    "{title} must be written in the way that is asked for": (
        "Rhaid ysgrifennu {title} yn y ffordd y gofynnir amdani"
    ),
    "Select one of the answers offered for {title}": "Dewiswch un o’r atebion a gynigir ar gyfer {title}",
    "{title} can’t be answered in this way": "Ni ellir ateb {title} fel hyn",
    "{title} must be a number, written in digits": "Rhaid i {title} fod yn rhif, wedi’i ysgrifennu mewn digidau",
    "{title} must be a real date, with day, month and year": (
        "Rhaid i {title} fod yn ddyddiad go iawn, gyda diwrnod, mis a blwyddyn"
    ),
}

_PAPER = {
    "Signed by {name}, {at}.": "Llofnodwyd gan {name}, {at}.",
    "Form version {number}, {fingerprint}.": "Fersiwn {number} y ffurflen, {fingerprint}.",
    "Printed by {name}, {at}.": "Argraffwyd gan {name}, {at}.",
    "Answers": "Atebion",
    "Signature": "Llofnod",
    "Answers: fingerprint {fingerprint}": "Atebion: ôl bys {fingerprint}",
    "Not worked out": "Heb ei gyfrifo",
    "Summary for {person}: {form}": "Crynodeb i {person}: {form}",
    "For {person}, from {day}.": "I {person}, o {day}.",
    "{name} wrote it down.": "Ysgrifennwyd hyn gan {name}.",
    "A newer version of this was written on {day}. Ask for that one.": "Ysgrifennwyd fersiwn mwy newydd o hwn ar {day}. Gofynnwch am yr un honno.",
    "What you told us": "Yr hyn a ddywedoch wrthym",
    "What your carer told us": "Yr hyn a ddywedodd eich gofalwr wrthym",
    "What we talked about together": "Yr hyn y buom yn siarad amdano gyda’n gilydd",
    "What your practitioner wrote down": "Yr hyn a ysgrifennodd eich ymarferydd",
    "Your results": "Eich canlyniadau",
    "Compared with {day}:": "O’i gymharu â {day}:",
    "If something is not right": "Os nad yw rhywbeth yn iawn",
    "This is about you. If something is wrong, or you do not understand it, tell {name} or anybody at {organisation}. You can ask for this in large print or in another way that suits you.": "Mae hyn amdanoch chi. Os oes rhywbeth o’i le, neu os nad ydych yn ei ddeall, dywedwch wrth {name} neu unrhyw un yn {organisation}. Gallwch ofyn am hyn mewn print bras neu mewn ffordd arall sy’n addas i chi.",
    "{form} (form to fill in on paper)": "{form} (ffurflen i’w llenwi ar bapur)",
    "About this form": "Am y ffurflen hon",
    "Name": "Enw",
    "Date of birth": "Dyddiad geni",
    "Date": "Dyddiad",
    "Filled in by": "Llenwyd gan",
    "Name and signature of the practitioner": "Enw a llofnod yr ymarferydd",
    "Answer this if {condition}.": "Atebwch hwn os: {condition}.",
    "needed": "angen ateb",
    "For the practitioner:": "I’r ymarferydd:",
    "Not asked today, because:": "Heb ei ofyn heddiw, oherwydd:",
    "At least {least}, at most {most}.": "O leiaf {least}, dim mwy na {most}.",
    "At most {most}.": "Dim mwy na {most}.",
    "Use another sheet for more.": "Defnyddiwch ddalen arall am ragor.",
    "Worked out from the answers": "Wedi’i gyfrifo o’r atebion",
    "Worked out by the computer.": "Caiff ei gyfrifo gan y cyfrifiadur.",
    "No.": "Rhif",
    "Tick all that are right.": "Ticiwch bob un sy’n gywir.",
    "Tick one.": "Ticiwch un.",
    "Put one mark across the line.": "Rhowch un marc ar draws y llinell.",
    "A line of 100 millimetres to mark": "Llinell 100 milimetr i’w marcio",
    "Do not scale this print: this line is 100 mm long. Measure it first; then each millimetre from the left end is one point.": "Peidiwch â newid maint yr argraffiad hwn: mae’r llinell hon yn 100 mm o hyd. Mesurwch hi yn gyntaf; yna mae pob milimetr o’r pen chwith yn un pwynt.",
    "Circle one number.": "Rhowch gylch o amgylch un rhif.",
    "{least} to {most}": "{least} i {most}",
}

WELSH: Mapping[str, str] = {**_PAGES, **_QUESTIONS, **_ANSWERS, **_SAVING, **_ERRORS, **_PAPER}
