"""Who signed a dossier: Ed25519 over the bytes of manifest.json, by the station and at sign-off by a person.

A signature says which key wrote the file and that nothing was altered since. Whether that key is a known one
is for the caller to say.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from fosdesk.base.errors import UserError
from fosdesk.base.keys import verify
from fosdesk.exchange import shapes
from fosdesk.exchange.manifest import HEX, SIGNATURE
from fosdesk.exchange.shapes import Misfit, joined
from fosdesk.model.journal import BadChange, canonical, parse_canonical

FORMAT = "fosdesk-signature/1"
MAX_SIGNATURE = 4096
_SIGNATURE = re.compile(r"[0-9a-f]{128}")


class Signer(Protocol):
    """A key pair: `station_id` is its public half in 64 hexadecimal digits."""

    @property
    def station_id(self) -> str:
        """The public half."""
        ...

    def sign(self, message: bytes, /) -> bytes:
        """The signature of `message`, 64 bytes."""
        ...


@dataclass(frozen=True, slots=True)
class Signature:
    """One verified signature: `by` is "station" or "person", `key` the public key."""

    by: str
    key: str


def sign_manifest(manifest: bytes, station: Signer, person: Signer | None = None) -> bytes:
    """The bytes of the part `signature`."""
    signers = [("station", station)] + ([("person", person)] if person else [])
    return canonical(
        {
            "format": FORMAT,
            "signatures": [
                {"by": by, "key": key.station_id, "signature": key.sign(manifest).hex()}
                for by, key in signers
            ],
        }
    )


def check_signature(raw: bytes, manifest: bytes, station: str) -> tuple[Signature, ...]:
    """Verify all signatures; the first is that of `station`. Raises UserError."""
    try:
        signed = _read(raw)
    except (BadChange, Misfit) as bad:
        raise UserError("dossier.signature") from bad
    if signed[0][0] != Signature("station", station):
        raise UserError("dossier.signature")
    if not all(verify(who.key, signature, manifest) for who, signature in signed):
        raise UserError("dossier.signature")
    return tuple(who for who, _ in signed)


def _read(raw: bytes) -> Sequence[tuple[Signature, bytes]]:
    fields = shapes.an_object(parse_canonical(raw), "", ("format", "signatures"))
    shapes.one_of(fields["format"], "format", (FORMAT,))
    found = []
    for index, entry in enumerate(shapes.a_list(fields["signatures"], "signatures", 2)):
        place = joined(SIGNATURE, index)
        parts = shapes.an_object(entry, place, ("by", "key", "signature"))
        by = shapes.one_of(parts["by"], place, ("station", "person")[index : index + 1])
        key = shapes.a_text(parts["key"], place, 64, HEX)
        found.append(
            (Signature(by, key), bytes.fromhex(shapes.a_text(parts["signature"], place, 128, _SIGNATURE)))
        )
    if not found:
        raise Misfit("signatures", "missing")
    return found
