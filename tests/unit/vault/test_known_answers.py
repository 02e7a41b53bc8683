"""Every vault format gives the known answers of tests/vectors/mv1.json, written by another implementation.

A reader that opens given bytes fixes key, context and layout; writers are held to the same bytes by
test_independent_reader.py, and here wherever they take no random nonce.
"""

import json
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from mediation.vault import blind, caseseal, chain, drafts, envelopes, framing, grants, notes, principals, sessions
from mediation.vault.keyring import Keyring, RootKey
from mediation.vault.keys import CaseKey, PrivateKey, dek_of, expand, field_cipher, own_cipher, raw_of
from mediation.vault.primitives import aead_seal_with, cipher
from mediation.vault.system import NAMES, StoredSystemKey, SystemKeys, key_of

VECTORS: dict[str, Any] = json.loads((Path(__file__).parents[2] / "vectors" / "mv1.json").read_text("utf-8"))
ROOT = bytes.fromhex(VECTORS["wrap"][0]["root"])


def h(text: str) -> bytes:
    return bytes.fromhex(text)


def each(name: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("v", VECTORS[name])


def keyring() -> Keyring:
    return Keyring({1: RootKey(1, "operational", ROOT)})


def system_with(name: str, key: bytes) -> SystemKeys:
    single = {each: bytes([7]) * 32 for each in NAMES if each != "index"} | {name: key}
    index = single.pop("index", bytes([7]) * 32)
    return SystemKeys({1: index}, single)


def case_key(dek: str, generation: int = 1) -> CaseKey:
    return CaseKey("content", generation, h(dek), checked=True)


def grant_context(parts: list[str]) -> grants.GrantContext:
    _, kind, case, generation, principal = [h(part) for part in parts]
    return grants.GrantContext(
        kind.decode(), UUID(bytes=case), int.from_bytes(generation, "big"), UUID(bytes=principal)
    )


@each("expand")
def test_expand(v: dict[str, Any]) -> None:
    assert expand(h(v["key"]), v["label"].encode()).hex() == v["out"]


@each("pae")
def test_pae(v: dict[str, Any]) -> None:
    assert framing.pae(*map(h, v["parts"])).hex() == v["out"]


@each("padding")
def test_padding(v: dict[str, Any]) -> None:
    assert len(framing.pad(bytes(v["length"]))) == v["padded"]


@each("wrap")
def test_wrap(v: dict[str, Any]) -> None:
    context = tuple(map(h, v["context"]))

    assert keyring().unwrap(h(v["out"]), *context).hex() == v["secret"]
    assert keyring().wrap_with(h(v["nonce"]), h(v["secret"]), *context).hex() == v["out"]


@each("case_key")
def test_field_key_and_commitment(v: dict[str, Any]) -> None:
    key = case_key(v["dek"])
    nonce, text = bytes(12), b"halaman"
    expected = aead_seal_with(nonce, cipher(h(v["field_key"])), text, b"")

    assert key.commitment.hex() == v["commitment"]
    assert aead_seal_with(nonce, field_cipher(key), text, b"") == expected


@each("envelope")
def test_envelope(v: dict[str, Any]) -> None:
    key = case_key(v["dek"], v["generation"])
    place = {"table": v["table"], "column": v["column"], "case": UUID(v["case"]), "row": UUID(v["row"])}

    assert envelopes.open_(key, **place, envelope=h(v["out"])).decode() == v["plaintext"]
    sealed = envelopes.seal_with(h(v["nonce"]), key, **place, plaintext=v["plaintext"].encode())
    assert sealed.hex() == v["out"]


@each("grant_own")
def test_own_grant(v: dict[str, Any]) -> None:
    private = PrivateKey(h(v["private"]))
    info = framing.pae(b"mv1.grant", *map(h, v["context"]))
    body = aead_seal_with(h(v["nonce"]), own_cipher(private), h(v["dek"]), info)
    stored = keyring().wrap(h(v["out"]), *map(h, v["context"]))

    assert framing.build_grant(framing.Grant(framing.GRANT_OWN, body)).hex() == v["out"]
    opened = grants.open_grant(keyring(), private, stored, grant_context(v["context"]))
    assert dek_of(opened.check(case_key(v["dek"]).commitment)).hex() == v["dek"]


@each("grant_sealed_opens")
def test_grant_to_another_opens(v: dict[str, Any]) -> None:
    stored = keyring().wrap(h(v["grant"]), *map(h, v["context"]))
    context = grant_context(v["context"])
    opened = grants.open_grant(keyring(), PrivateKey(h(v["private"])), stored, context)

    assert grants.is_sealed_form(keyring(), stored, context)
    assert dek_of(opened.check(case_key(v["dek"]).commitment)).hex() == v["dek"]


@each("group_key_grant")
def test_group_key_grant(v: dict[str, Any]) -> None:
    _, group, version, member = [h(part) for part in v["context"]]
    context = grants.GroupContext(UUID(bytes=group), int.from_bytes(version, "big"), UUID(bytes=member))
    opened = grants.open_group_grant(keyring(), PrivateKey(h(v["private"])), h(v["stored"]), context)

    assert raw_of(opened).hex() == v["group_private"]


@each("password")
def test_password(v: dict[str, Any]) -> None:
    cost = principals.Cost(v["memory_kib"], v["passes"], v["lanes"])
    stretched = principals.stretch(v["password"], h(v["salt"]), cost)

    assert (stretched.unlock.hex(), stretched.verifier.hex()) == (v["unlock"], v["verifier"])


@each("private_under_password")
def test_private_key_under_password(v: dict[str, Any]) -> None:
    principal, verifier = UUID(v["principal"]), h(VECTORS["password"][0]["verifier"])
    opened = principals.open_private(keyring(), principal, h(v["stored"]), h(v["unlock"]))

    assert raw_of(opened).hex() == v["private"]
    assert principals.verifier_matches(keyring(), principal, h(v["verifier_stored"]), verifier)


@each("recovery_code")
def test_recovery_code(v: dict[str, Any]) -> None:
    code = h(v["code"])
    opened = principals.open_private_with_code(keyring(), UUID(v["principal"]), h(v["stored"]), code)

    assert principals.format_code(code) == v["printed"]
    assert principals.parse_code(v["printed"]) == code
    assert raw_of(opened).hex() == v["private"]


@each("session")
def test_session(v: dict[str, Any]) -> None:
    opened = sessions.open_session(keyring(), h(v["cookie"]), UUID(v["principal"]), h(v["stored"]))

    assert sessions.session_id(h(v["cookie"])).hex() == v["session"]
    assert raw_of(opened).hex() == v["private"]


@each("system_key")
def test_system_key(v: dict[str, Any]) -> None:
    rows = [row for row in SystemKeys.create(keyring()) if row.name != v["name"]]
    row = StoredSystemKey(v["name"], v["version"], h(v["stored"]))
    system = SystemKeys.open_(keyring(), [*rows, row])

    text = "199001012015051001"
    expected = blind.blind_index(system_with("index", h(v["key"])), 1, 4, text)
    assert blind.blind_index(system, 1, 4, text) == expected


@each("directory_mac")
def test_directory_mac(v: dict[str, Any]) -> None:
    mac = principals.directory_mac(
        system_with("directory", h(v["key"])),
        principal=UUID(v["principal"]),
        kind=v["kind"],
        roles=[v["role"]],
        version=v["version"],
        status=v["status"],
        public_key=h(v["public"]),
        created_us=v["created_us"],
    )

    assert mac.hex() == v["out"]


@each("fingerprint")
def test_fingerprint(v: dict[str, Any]) -> None:
    assert principals.fingerprint(h(v["public"])) == v["out"]


@each("case_seal")
def test_case_seal(v: dict[str, Any]) -> None:
    rows = [
        caseseal.Row(
            row["table"],
            UUID(row["row"]),
            tuple(row["clear"]),
            tuple(None if envelope is None else h(envelope) for envelope in row["envelopes"]),
        )
        for row in v["rows"]
    ]
    seal = caseseal.case_seal(case_key(v["content_key"]), UUID(v["case"]), v["version"], v["registry"], rows)

    assert seal.hex() == v["out"]


@each("blind")
def test_blind_index(v: dict[str, Any]) -> None:
    system = system_with("index", h(v["index_key"]))

    assert blind.blind_index(system, v["table"], v["column"], v["normalised"]).hex() == v["out"]


def test_audit_chain() -> None:
    v = VECTORS["audit"]
    system, mac = system_with("audit", h(v["key"])), chain.START

    assert v["start"] == mac.hex()
    for entry in v["entries"]:
        said = {name: entry[name] for name in ("seq", "time_us", "actor", "action", "object", "detail")}
        canonical = chain.canonical(**said)
        mac = chain.next_mac(system, mac, canonical)
        assert (canonical.hex(), mac.hex()) == (entry["canonical"], entry["mac"])
        assert chain.parse(canonical) == chain.Entry(**said)


@each("checkpoint")
def test_checkpoint(v: dict[str, Any]) -> None:
    system = system_with("checkpoint", h(v["seed"]))
    checkpoint = notes.Checkpoint(v["origin"], v["size"], h(v["head"]))

    assert notes.sign(system, checkpoint) == v["out"]
    assert notes.read(v["out"], notes.verifier_key(system, v["origin"])) == notes.parse(v["out"]) == checkpoint


@each("draft_opens")
def test_draft_opens(v: dict[str, Any]) -> None:
    private = PrivateKey(h(v["private"]))
    text = drafts.open_draft(private, UUID(v["person"]), UUID(v["draft"]), h(v["sealed"]))

    assert text == v["plaintext"]


def test_the_vectors_that_are_not_used_yet_are_known_by_name() -> None:
    later = {"stream", "minisign"}

    assert later < set(VECTORS), "an export, a checkpoint or an attachment now has code: test its vectors too"
    assert key_of(system_with("audit", ROOT), "audit") == ROOT
