import pytest

from fosdesk.base.errors import UserError
from fosdesk.exchange.signature import Signature, check_signature, sign_manifest
from fosdesk.model.journal import canonical, parse_canonical

MANIFEST = b'{"format":"fosdesk-dossier/1"}'


def refused(raw, station, manifest=MANIFEST):
    with pytest.raises(UserError) as refusal:
        check_signature(raw, manifest, station)
    return refusal.value.code == "dossier.signature"


def test_the_station_signs_and_at_sign_off_a_person(key):
    alone = sign_manifest(MANIFEST, key(1))
    both = sign_manifest(MANIFEST, key(1), key(2))
    station, person = Signature("station", key(1).station_id), Signature("person", key(2).station_id)
    assert check_signature(alone, MANIFEST, key(1).station_id) == (station,)
    assert check_signature(both, MANIFEST, key(1).station_id) == (station, person)


def test_signing_is_deterministic(key):
    assert sign_manifest(MANIFEST, key(1)) == sign_manifest(MANIFEST, key(1))


def test_a_changed_manifest_is_refused(key):
    assert refused(sign_manifest(MANIFEST, key(1)), key(1).station_id, MANIFEST + b" ")


def test_the_signer_is_the_station_that_the_manifest_names(key):
    assert refused(sign_manifest(MANIFEST, key(2)), key(1).station_id)


def test_both_signatures_are_verified(key):
    fields = parse_canonical(sign_manifest(MANIFEST, key(1), key(2)))
    fields["signatures"][1]["signature"] = "0" * 128
    assert refused(canonical(fields), key(1).station_id)


def test_who_signs_as_what_is_fixed(key):
    fields = parse_canonical(sign_manifest(MANIFEST, key(1), key(2)))
    station, person = fields["signatures"]
    for wrong in ([], [person], [person, station], [station, station], [station, person, person]):
        assert refused(canonical(fields | {"signatures": wrong}), key(1).station_id)


@pytest.mark.parametrize(
    "raw", [b"", b"{}", b"null", b"[]", b'{"format":"fosdesk-signature/1","signatures":{}}']
)
def test_what_is_no_signature_is_refused(key, raw):
    assert refused(raw, key(1).station_id)


def test_a_key_that_is_no_point_is_refused(key):
    fields = parse_canonical(sign_manifest(MANIFEST, key(1)))
    for odd in ("f" * 64, "0" * 64, "01" + "0" * 62):
        fields["signatures"][0]["key"] = odd
        assert refused(canonical(fields), odd)
