"""The summary on one page: what was found, where the gaps are, what is not known. No national total."""

import re

from fosdesk.forms.pack import Item
from fosdesk.model.report import Block, Box, Heading, Opening, Pairs, Part, Points, Profile
from fosdesk.model.table import Words, led
from fosdesk.services.overview import GapRow, StandardRow, counted_text, level_text, profile_chart
from fosdesk.services.report_content.front import coverage_sentence
from fosdesk.services.report_content.material import Material, lead_of, level_of, owner_text, sentences

SHOWN = 3
LONGEST = 300
"""Characters of what a person wrote that the summary and the lists of main gaps repeat."""


def summary_part(m: Material) -> Part:
    """Part 1: opening, profile of the Standards, strengths and gaps side by side, what is not known."""
    tr = m.tr
    blocks: tuple[Block, ...] = (
        Opening(_opening(m)),
        Profile(
            profile_chart(m.profile.ranked, tr),
            label=tr("Figure 1."),
            caption=tr("Level now and target by Standard, largest gap first"),
            source=tr(
                "Source: working criteria of FOSDesk, not WCO text. Levels are self-assessed; "
                "each is printed with its coverage."
            ),
        ),
        Pairs(
            left=(Heading(tr("What works")), Points(_strengths(m))),
            right=(Heading(tr("Largest gaps")), Points(_gaps(m))),
        ),
        Box(tr("What is not known"), _unknowns(m)),
    )
    return Part("summary", tr("Summary"), blocks, "1", tr("the profile on one page"))


def _opening(m: Material) -> str:
    tr = m.tr
    rows = m.profile.framework
    scored = [row for row in rows if row.score.value is not None]
    first = tr.n(
        "The team assessed {n} Standard of the Framework: {coverage}.",
        "The team assessed {n} Standards of the Framework: {coverage}.",
        len(rows),
        coverage=coverage_sentence(m),
    )
    if not scored:
        return first + " " + tr("No Standard has enough rated criteria for a level yet.")
    widest = m.profile.ranked[0]
    second = tr(
        "The widest gap is in {title}: level {level} against a target of {target}.",
        title=widest.title,
        level=level_text(widest.score.value, tr),
        target=level_text(widest.target, tr),
    )
    third = tr("There is no national total: each Standard is read with its own coverage.")
    return f"{first} {second} {third}" if widest.gap else f"{first} {third}"


def _strengths(m: Material) -> tuple[Words, ...]:
    """The criteria with the highest levels that have evidence, best first."""
    tr = m.tr
    proved = strongest(m)
    if not proved:
        return (tr("No criterion reaches level 2 yet."),)
    return tuple(
        led(
            tr("{code}, level {level}.", code=item.code, level=level),
            first_sentence(m.text(item.id, "comment")) or lead_of(item),
        )
        for level, item in proved[:SHOWN]
    )


def strongest(m: Material) -> list[tuple[int, Item]]:
    """The criteria at level 2 or above, best first, those with more evidence before the others."""
    rated = [(level_of(m, item), item) for item in m.items("standards")]
    proved = [(level, item) for level, item in rated if level is not None and level >= 2]
    return sorted(proved, key=lambda pair: (-pair[0], -m.evidence_count(pair[1].id)))


def _gaps(m: Material) -> tuple[Words, ...]:
    if not m.profile.gaps:
        return (m.tr("No rated criterion is below its target."),)
    return tuple(_gap_words(m, row) for row in m.profile.gaps[:SHOWN])


def _gap_words(m: Material, row: GapRow) -> Words:
    lead = m.tr(
        "{code}, level {level} against {target}.",
        code=row.item.code,
        level=row.gap.level,
        target=row.gap.target,
    )
    return led(lead, first_sentence(row.reason))


def first_sentence(text: str, longest: int = LONGEST) -> str:
    """The first sentence of what a person wrote; the rest stands on the page of the Standard.

    A stop before a figure or a small letter ends no sentence: "Customs Act s. 31 covers air express."
    """
    return shortened(parted(text)[0], longest)


def parted(text: str) -> tuple[str, str]:
    """The first sentence of a text, and what follows it."""
    whole = text.strip()
    for stop in re.finditer(r"[.!?؟](?=\s+(\S))", whole):
        if not (stop[1].isdigit() or stop[1].islower()):
            return whole[: stop.end()], whole[stop.end() :].strip()
    return whole, ""


def shortened(text: str, longest: int = LONGEST) -> str:
    """A text that fits a summary; cut between words with an ellipsis, because it stands whole elsewhere."""
    if len(text) <= longest:
        return text
    begun = text[:longest].rpartition(" ")[0] or text[:longest]
    return begun.rstrip(" .,;:") + " …"


def _unknowns(m: Material) -> str:
    tr = m.tr
    found = m.unknowns()
    if not found:
        return tr("No question is recorded as unknown.")
    ownerless = sum(not given.who for _, given in found)
    first = tr.n("{n} question is recorded as unknown.", "{n} questions are recorded as unknown.", len(found))
    second = (
        tr.n("{n} has no owner.", "{n} have no owner.", ownerless) if ownerless else tr("Each has an owner.")
    )
    named = " ".join(
        m.tr.pair(f"{item.code} ({item.short or item.label})", owner_text(m, given.who, given.by))
        for item, given in found[:SHOWN]
    )
    listed = len(found) > SHOWN and "unknown" not in m.without
    more = tr("All are listed in part 5.") if listed else ""
    return sentences(first, second, named, more)


def standard_line(m: Material, row: StandardRow) -> str:
    """Level, target and coverage of a Standard in one sentence."""
    tr = m.tr
    if row.score.value is None:
        return tr("No score: {rated} criteria rated, less than half.", rated=counted_text(row.score, tr))
    return tr(
        "Level {level} against a target of {target}; {counted} criteria rated.",
        level=level_text(row.score.value, tr),
        target=level_text(row.target, tr),
        counted=counted_text(row.score, tr),
    )
