"""Keys that exports are sealed to: an auditor registers one, another person confirms it, either takes it away."""

from collections.abc import Iterable
from uuid import UUID, uuid4

from mediation import audit
from mediation.accounts import groups
from mediation.audit import Action
from mediation.errors import Refusal
from mediation.inspection.bundle.model import Reader
from mediation.inspection.exporting.model import ExportKey, Standing
from mediation.inspection.exporting.store import keys
from mediation.language import mark
from mediation.transaction import Transaction

RECOVERY = mark("Kunci pemulihan instansi")


def register(transaction: Transaction, *, name: str, public: bytes) -> ExportKey | Refusal:
    """Register the public key of `name`, to be confirmed by a second person; or return why not."""
    held = next((one for one in keys.every(transaction) if one.public == public), None)
    if held is not None and held.standing is not Standing.RETIRED:
        return Refusal(_KNOWN, _OTHER, values={"name": held.name})
    if held is not None:
        return Refusal(_RETIRED, _OTHER, values={"name": held.name})
    if public == groups.recovery_recipient(transaction).public:
        return Refusal(_RECOVERY)
    made = keys.add(transaction, uuid4(), name, public)
    transaction.commit()
    return made


def hindrance(transaction: Transaction, key: ExportKey) -> Refusal | None:
    """Return why the actor cannot confirm `key`; None when he can."""
    if key.standing is Standing.BROKEN:
        return _broken(key)
    if key.standing is not Standing.WAITING:
        return Refusal(_SETTLED, _LOOK_AGAIN)
    if key.added_by == transaction.actor.id:
        return Refusal(_SECOND_PERSON, _ASK_SECOND)
    return None


def confirm(transaction: Transaction, id_: UUID, *, heard: str) -> Refusal | None:
    """Confirm a key whose fingerprint was heard from its holder; or return why not. Raises NotFound."""
    key = keys.get(transaction, id_)
    refused = hindrance(transaction, key)
    if refused is None and not key.is_heard(heard):
        refused = Refusal(_DIFFERENT, _LISTEN_AGAIN)
    if refused is None:
        keys.confirm(transaction, key)
        transaction.commit()
    return refused


def doubt(transaction: Transaction, id_: UUID) -> None:
    """Write into the trail that confirming a key was refused."""
    audit.append_bounded(transaction, Action.REQUEST_REFUSED, keys.about(id_), status=409)
    transaction.commit()


def retire(transaction: Transaction, id_: UUID) -> Refusal | None:
    """Take a key away for good: nothing is sealed to it from now on. Raises NotFound."""
    key = keys.get(transaction, id_)
    if key.standing is Standing.RETIRED:
        return Refusal(_SETTLED, _LOOK_AGAIN)
    keys.retire(transaction, key)
    transaction.commit()
    return None


def usable(transaction: Transaction) -> list[ExportKey]:
    """Return the keys that a second person confirmed and the trail vouches for."""
    return [one for one in keys.every(transaction) if one.standing is Standing.CONFIRMED]


def broken(transaction: Transaction) -> list[ExportKey]:
    """Return the keys whose rows are not what the trail tells."""
    return [one for one in keys.every(transaction) if one.standing is Standing.BROKEN]


def check(transaction: Transaction, chosen: Iterable[UUID]) -> Refusal | None:
    """Return why an export cannot be sealed to `chosen`, naming the first key that must not be used."""
    known = {one.id: one for one in keys.every(transaction)}
    for id_ in chosen:
        key = known.get(id_)
        if key is None:
            return Refusal(_ABSENT, _CHOOSE_AGAIN)
        if key.standing is Standing.BROKEN:
            return _broken(key)
        if key.standing is not Standing.CONFIRMED:
            return Refusal(_NOT_CONFIRMED, _CHOOSE_AGAIN, values={"name": key.name})
    return None


def readers(transaction: Transaction, chosen: Iterable[UUID]) -> tuple[Reader, ...]:
    """Return whom a bundle is sealed to: the confirmed keys that were chosen, and always the recovery key.

    What `check` refuses is left out here: ask it first. Raises NotFound without a recovery key, Tampered.
    """
    wanted = frozenset(chosen)
    found = [Reader(one.name, one.public) for one in usable(transaction) if one.id in wanted]
    return (*found, Reader(RECOVERY, groups.recovery_recipient(transaction).public))


def _broken(key: ExportKey) -> Refusal:
    return Refusal(_BROKEN, _TELL, values={"name": key.name})


_KNOWN = mark("Kunci ini sudah terdaftar atas nama %(name)s.")
_RETIRED = mark("Kunci ini pernah terdaftar atas nama %(name)s dan sudah dicabut.")
_OTHER = mark("Buat pasangan kunci baru dengan age-keygen bila memang diperlukan kunci lain.")
_RECOVERY = mark("Ini kunci pemulihan instansi. Setiap ekspor sudah disegel juga untuk kunci itu.")
_SETTLED = mark("Kunci ini sudah disahkan atau dicabut.")
_LOOK_AGAIN = mark("Buka lagi daftar kunci.")
_SECOND_PERSON = mark("Kunci disahkan orang kedua, bukan yang mendaftarkannya.")
_ASK_SECOND = mark("Minta auditor lain atau Kepala Biro mengesahkannya.")
_DIFFERENT = mark("Yang Anda ketik tidak sama dengan kunci yang terdaftar.")
_LISTEN_AGAIN = mark(
    "Minta pemegangnya membacakan sekali lagi. Bila tetap berbeda, jangan sahkan: kunci ini bukan kuncinya. Cabut, dan "
    "beri tahu auditor serta administrator hari ini juga.",
)
_BROKEN = mark("Kunci atas nama %(name)s tidak cocok dengan jejak: barisnya diubah, ditukar, atau ditanam.")
_TELL = mark("Jangan memakainya. Beri tahu administrator dan Kepala Biro hari ini juga.")
_ABSENT = mark("Salah satu kunci penerima tidak ada lagi.")
_NOT_CONFIRMED = mark("Kunci atas nama %(name)s belum disahkan atau sudah dicabut.")
_CHOOSE_AGAIN = mark("Pilih lagi penerimanya.")
