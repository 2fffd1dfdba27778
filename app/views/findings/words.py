"""The words of the finding editor that are used in more than one place."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.domain.naming import Naming
from app.services.evidence import Evidence, Weight
from app.views.counting import counted
from app.views.widgets.thing_picker import kind_words


def status_words(status: str) -> str:
    """Return what a status is called."""
    words = {
        "emerging": QCoreApplication.translate("Findings", "Emerging"),
        "in discussion": QCoreApplication.translate("Findings", "In discussion"),
        "agreed": QCoreApplication.translate("Findings", "Agreed"),
    }
    return words[status]


def gap_words(gap: str) -> str:
    """Name something that is still missing, calmly."""
    words = {
        "nothing": QCoreApplication.translate("Findings", "Nothing is linked to it yet."),
        "one_voice": QCoreApplication.translate("Findings", "It rests on one voice only."),
        "no_event": QCoreApplication.translate("Findings", "No event or episode shows it in this case yet."),
        "untested": QCoreApplication.translate("Findings", "Nothing yet says how it was tested."),
    }
    return words[gap]


def weight_words(weight: Weight) -> str:
    """Say what a finding rests on: how many things, from how many voices and agencies."""
    things = QCoreApplication.translate("Findings", "{} thing"), QCoreApplication.translate("Findings", "{} things")
    voices = QCoreApplication.translate("Findings", "{} voice"), QCoreApplication.translate("Findings", "{} voices")
    agencies = QCoreApplication.translate("Findings", "{} agency"), QCoreApplication.translate("Findings", "{} agencies")
    pairs = ((weight.things, things), (weight.voices, voices), (weight.agencies, agencies))
    return " · ".join(counted(number, *nouns) for number, nouns in pairs)


def evidence_words(item: Evidence, naming: Naming) -> tuple[str, str]:
    """Return softly what a piece of evidence is (when, whose) and what it says, people as they are shown now."""
    people = ", ".join(naming.person(person_id) for person_id in item.person_ids)
    words = " ".join(item.words.shown(naming).split())
    who = item.source or (people if words else "")
    known = [part for part in (item.when, who) if part]
    about = known if item.kind in ("event", "passage") and known else [kind_words(item.kind), *known]
    return " · ".join(about), words or people or kind_words(item.kind)
