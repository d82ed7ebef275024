"""Set up as a step of the journey: what it asks, what is still missing, what does not fit together."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from fosdesk.base import currencies
from fosdesk.base.errors import UserError
from fosdesk.base.language import Texts
from fosdesk.forms.bank import Bank
from fosdesk.forms.pack import Parameter
from fosdesk.services.assessment import OpenAssessment
from fosdesk.services.facts import AssessmentFacts
from fosdesk.services.period import read_period
from fosdesk.services.standards import doubled, in_scope, numbered, ordered, postponed

OWN_PARAMETERS = ("edition", "currency", "country")
"""Parameters of packs that are facts of Set up already."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing Set up asks: the field that answers it, whether it is there, what to say while it is not."""

    field: str
    there: bool
    sentence: str


def asked(a: OpenAssessment, tr: Texts) -> tuple[Asked, ...]:
    """Everything Set up asks, in the order of its page."""
    facts = a.facts
    numbers = numbered(a.snapshot, facts, a.bank)
    waiting = sum(row.number is None for row in numbers)
    unconfirmed = tr.n(
        "{n} number of a Standard is not confirmed yet.",
        "{n} numbers of Standards are not confirmed yet.",
        waiting,
    )
    leader = any(person.duty == "leader" for person in facts.team)
    nobody = tr("Nobody leads the team yet.") if facts.team else tr("The team is not recorded yet.")
    return (
        Asked("country", bool(facts.country), tr("The country is not recorded yet.")),
        Asked("region", _has_region(facts), tr("The WCO region is not recorded yet.")),
        Asked("period", bool(facts.period), tr("The period is not recorded yet.")),
        Asked("currency", bool(facts.currency), tr("The national currency is not recorded yet.")),
        Asked(
            "administration",
            bool(facts.administration),
            tr("The name of the Customs administration is not recorded yet."),
        ),
        Asked("contact", bool(facts.contact), tr("The contact point is not recorded yet.")),
        *(
            Asked(
                f"parameter:{one.id}",
                bool(facts.given.get(one.id)),
                tr("{label}: not recorded yet.", label=one.label),
            )
            for one in pack_parameters(a.bank)
        ),
        Asked("numbers", not waiting, unconfirmed),
        Asked("team", leader, nobody),
    )


def _has_region(facts: AssessmentFacts) -> bool:
    return bool(facts.region) or facts.standing in ("union", "exercise")


def pack_parameters(bank: Bank) -> tuple[Parameter, ...]:
    """The parameters of packs that Set up does not ask anyway."""
    return tuple(one for one in bank.parameters.values() if one.id not in OWN_PARAMETERS)


def problems(facts: AssessmentFacts, tr: Texts) -> Mapping[str, str]:
    """What was recorded and does not fit, as sentences by field; it stays recorded until it is mended."""
    found = {"period": _period_problem(facts.period, tr), "currency": _currency_problem(facts, tr)}
    return {name: sentence for name, sentence in found.items() if sentence}


def _period_problem(written: str, tr: Texts) -> str:
    if not written:
        return ""
    period = read_period(written)
    if period is None:
        return tr("“{text}” is no year or month. Choose the months, or write 2026 or 2026-03.", text=written)
    if period.reversed:
        return tr("The period ends before it begins. Choose a later end or an earlier beginning.")
    return ""


def _currency_problem(facts: AssessmentFacts, tr: Texts) -> str:
    code = facts.currency
    if not code:
        return ""
    if not currencies.well_formed(code):
        return tr("A currency code has three letters, for example XOF.")
    if not currencies.known(code) and facts.standing != "exercise" and not facts.training:
        return tr("“{code}” is not a code of ISO 4217. Check it: every amount is printed with it.", code=code)
    return ""


def order_sentences(facts: AssessmentFacts, bank: Bank, tr: Texts) -> tuple[str, ...]:
    """What the order and scope postpone, one sentence each, with the reason."""
    short = {str(row["code"]): str(row["short"]) for row in bank.table("standards")}
    return tuple(
        tr(
            "“{standard}” rests on “{needs}”, which is not assessed. {because}",
            standard=short[one.code],
            needs=short[one.needs],
            because=one.because,
        )
        if one.left_out
        else tr(
            "“{standard}” comes before “{needs}”, on which it rests. {because}",
            standard=short[one.code],
            needs=short[one.needs],
            because=one.because,
        )
        for one in postponed(facts, bank)
    )


def number_sentences(a: OpenAssessment, tr: Texts, facts: AssessmentFacts | None = None) -> tuple[str, ...]:
    """Numbers that several Standards carry, in the edition in use or that of `facts`."""
    rows = numbered(a.snapshot, facts or a.facts, a.bank)
    return tuple(
        tr(
            "{codes} carry the same number {number}. Only one of them can.",
            codes=", ".join(codes),
            number=number,
        )
        for number, codes in doubled(rows).items()
    )


def scope_sentence(facts: AssessmentFacts, bank: Bank, tr: Texts) -> str:
    """How many Standards of the edition are assessed."""
    return tr(
        "{chosen} of {all} Standards of the {edition} edition are assessed.",
        chosen=len(in_scope(facts, bank)),
        all=len(ordered(facts, bank)),
        edition=facts.edition,
    )


def left_out(bank: Bank, edition: str, written: Iterable[str]) -> Mapping[str, str]:
    """Reasons by code from texts `CODE=REASON`. Raises UserError for an unknown code or without a reason."""
    known = ordered(AssessmentFacts(edition=edition), bank)
    found = {}
    for entry in written:
        code, _, reason = (part.strip() for part in entry.partition("="))
        if code.upper() not in known:
            raise UserError("setup.no_standard", standard=code, edition=edition, known=", ".join(known))
        if not reason:
            raise UserError("setup.no_reason", standard=code)
        found[code.upper()] = reason
    return found


def standing_name(standing: str, tr: Texts) -> str:
    """The words for what kind of territory is assessed."""
    names = {
        "member": tr("Member of the World Customs Organization"),
        "not_member": tr("Country or territory that is not a Member"),
        "union": tr("Customs or economic union"),
        "exercise": tr("Exercise country"),
    }
    return names.get(standing, standing)


def duty_name(duty: str, tr: Texts) -> str:
    """The words for a role in the team."""
    names = {
        "leader": tr("Team leader"),
        "assessor": tr("Assessor"),
        "reviewer": tr("Reviewer"),
        "validator": tr("Validator"),
        "observer": tr("Observer"),
    }
    return names.get(duty, duty)


def fact_name(name: str, tr: Texts) -> str:
    """The word for a fact as undo and history name it; Standards by their code."""
    names = {
        "country": tr("country"),
        "country_code": tr("country code"),
        "standing": tr("kind of territory"),
        "region": tr("WCO region"),
        "edition": tr("edition"),
        "kind": tr("kind of assessment"),
        "period": tr("period"),
        "currency": tr("currency"),
        "round_name": tr("name of this round"),
        "ministry": tr("ministry"),
        "administration": tr("Customs administration"),
        "contact": tr("contact point"),
    }
    beginning, _, of = name.partition(":")
    groups = {
        "left_out": tr("scope, {code}", code=of),
        "position": tr("order, {code}", code=of),
        "number": tr("number, {code}", code=of.partition(":")[2]),
        "parameter": tr("parameter {name}", name=of),
    }
    return names.get(name) or groups.get(beginning, name)


def person_text(name: str, duty: str, role: str, organisation: str, tr: Texts) -> str:
    """A member of the team in one line for documents."""
    within = ", ".join(part for part in (duty_name(duty, tr), role, organisation) if part)
    return tr("{name} ({what})", name=name, what=within) if within else name
