"""What is measured: one file a work. Each module has ``pairs(world)``, which yields what to measure."""

from works import (
    authoring,
    autosave,
    caseload,
    errors,
    job,
    pdf,
    person,
    queue,
    rebuild,
    replay,
    search,
    step,
    triage,
    validation,
)

ALL = {
    "step": step,
    "job": job,
    "autosave": autosave,
    "errors": errors,
    "caseload": caseload,
    "person": person,
    "search": search,
    "queue": queue,
    "triage": triage,
    "replay": replay,
    "rebuild": rebuild,
    "validation": validation,
    "authoring": authoring,
    "pdf": pdf,
}
