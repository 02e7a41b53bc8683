"""Every action the trail knows: resource and action. It names the step, never the result."""

from enum import StrEnum


class Action(StrEnum):
    """What an audit entry tells of."""

    INSTALLATION_MADE = "installation.made"
    # people
    PERSON_ADDED = "person.added"
    PERSON_CHANGED = "person.changed"
    PERSON_ENROLLED = "person.enrolled"
    PERSON_RESET = "person.reset"
    PERSON_DEACTIVATED = "person.deactivated"
    PASSWORD_CHANGED = "password.changed"  # noqa: S105 - the name of an act
    RECOVERY_USED = "recovery.used"
    GROUP_FOUNDED = "group.founded"
    # who holds a group's key
    GROUP_MEMBER_ENROLLED = "group.member_enrolled"
    GROUP_MEMBER_REMOVED = "group.member_removed"
    GROUP_MEMBER_ACKNOWLEDGED = "group.member_acknowledged"
    GROUP_KEY_ROTATED = "group.key_rotated"
    GROUP_GRANTS_RESEALED = "group.grants_resealed"
    GROUP_KEY_RETIRED = "group.key_retired"
    # units and letters
    UNIT_ADDED = "unit.added"
    UNIT_CHANGED = "unit.changed"
    LETTERHEAD_CHANGED = "letterhead.changed"
    AGENCY_CHANGED = "agency.changed"
    # sessions
    SESSION_STARTED = "session.started"
    SESSION_ENDED = "session.ended"
    SESSION_LOCKED = "session.locked"
    SIGN_IN_FAILED = "sign_in.failed"
    REQUEST_REFUSED = "request.refused"
    TAMPERING_SEEN = "tampering.seen"
    # cases
    CASE_RECEIVED = "case.received"
    CASE_DECLINED = "case.declined"
    CASE_DUPLICATE = "case.duplicate"
    CASE_OPENED = "case.opened"
    CASE_ADOPTED = "case.adopted"
    CONTACT_CHANGED = "contact.changed"
    SCREENING_RECORDED = "screening.recorded"
    SCREENING_READ = "screening.read"
    SUMMONS_PLANNED = "summons.planned"
    SUMMONS_WITHDRAWN = "summons.withdrawn"
    SUMMONS_SERVED = "summons.served"
    ATTENDANCE_RECORDED = "attendance.recorded"
    EXAMINATION_RECORDED = "examination.recorded"
    EXAMINATION_CLOSED = "examination.closed"
    EVIDENCE_RECORDED = "evidence.recorded"
    MEDIATION_RECORDED = "mediation.recorded"
    FINDING_RECORDED = "finding.recorded"
    REPORT_COMPOSED = "report.composed"
    CASE_CONCLUDED = "case.concluded"
    DOCUMENT_PREVIEWED = "document.previewed"
    DOCUMENT_ISSUED = "document.issued"
    DOCUMENT_OPENED = "document.opened"
    DOCUMENT_VERIFIED = "document.verified"
    SEARCH_MADE = "search.made"
    # who looks at how much
    ACCESS_ALERTED = "access.alerted"
    ACCESS_ACKNOWLEDGED = "access.acknowledged"
