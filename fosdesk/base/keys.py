"""The key of this station: an Ed25519 key pair that signs what the station hands out.

The station's id is its public key in 64 hexadecimal digits. Both halves lie in one small file, so that the id
is known without loading the cryptography library.
"""

import json
from dataclasses import dataclass, field
from pathlib import Path

from fosdesk.base.files import told, write_replacing

KEY_FILE = "station.key"
_FORMAT = "fosdesk-station-key/1"


@dataclass(frozen=True, slots=True)
class StationKey:
    """A key pair; printing it never shows the secret half."""

    station_id: str  # the public half, 64 hexadecimal digits
    secret: bytes = field(repr=False)  # 32 bytes

    def sign(self, message: bytes) -> bytes:
        """The signature of `message`, 64 bytes."""
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        return Ed25519PrivateKey.from_private_bytes(self.secret).sign(message)


def load_or_create(folder: Path) -> StationKey:
    """The key in `folder`, made there at the first call.

    A damaged key file is set aside and a new key made: its station is then a new one, which the journal
    allows. Raises `UserError` when the folder cannot be read or written.
    """
    path = folder / KEY_FILE
    with told(path):
        if not path.exists():
            return new_key(folder)
        text = path.read_bytes()
    key = _read(text)
    return new_key(folder) if key is None else key


def new_key(folder: Path) -> StationKey:
    """A new key in `folder`; the key that was there stays under a name with a number."""
    path = folder / KEY_FILE
    with told(path):
        folder.mkdir(parents=True, exist_ok=True)
        if path.exists():
            path.replace(_free_name(path))
    key = _generate()
    stored = {"format": _FORMAT, "station": key.station_id, "secret": key.secret.hex()}
    write_replacing(path, json.dumps(stored, indent=1).encode("ascii"), private=True)
    return key


def verify(station_id: str, signature: bytes, message: bytes) -> bool:
    """Whether `signature` over `message` was made with the key of the station."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(station_id)).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def _generate() -> StationKey:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    pair = Ed25519PrivateKey.generate()
    return StationKey(pair.public_key().public_bytes_raw().hex(), pair.private_bytes_raw())


def _read(text: bytes) -> StationKey | None:
    try:
        stored = json.loads(text)
        station, secret = bytes.fromhex(stored["station"]), bytes.fromhex(stored["secret"])
    except (ValueError, KeyError, TypeError):
        return None
    if stored.get("format") != _FORMAT or len(station) != 32 or len(secret) != 32:
        return None
    return StationKey(station.hex(), secret)


def _free_name(path: Path) -> Path:
    number = 1
    while (aside := path.with_name(f"{path.name}.{number}")).exists():
        number += 1
    return aside
