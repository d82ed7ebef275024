"""What a dossier of an open assessment holds: the whole journal, the packs, the evidence if wanted."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from fosdesk.services.assessment import OpenAssessment
from fosdesk.services.texts import kept_home
from fosdesk.services.workplace import Workplace

if TYPE_CHECKING:
    from fosdesk.exchange.dossier import DossierSource, Kind


def source_of(
    workplace: Workplace, a: OpenAssessment, bodies: Sequence[bytes], kind: "Kind", *, evidence: bool
) -> "DossierSource":
    """The source of a dossier; evidence that is not here, or not wanted, is named as left out.

    Official texts travel with the evidence, but for those of which the team said that they stay here.
    """
    from fosdesk.exchange.dossier import DossierSource

    linked = a.store.evidence()
    home = kept_home(a.snapshot)
    here = {sha: path for sha, path in linked.items() if path is not None and sha not in home}
    return DossierSource(
        kind=kind,
        dossier=workplace.ids.new(),
        assessment=a.id,
        edition=a.facts.edition,
        bodies=bodies,
        created=workplace.clock.now(),
        packs=workplace.shelf.pack_files(),
        evidence=here if evidence else {},
        left_out=sorted(linked - here.keys()) if evidence else sorted(linked),
    )
