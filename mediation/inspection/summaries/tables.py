"""The series of pseudonyms that auditors began; the first one of each has no row."""

import sqlalchemy as sa

from mediation.database.metadata import key, metadata, moment, refer

audit_series = sa.Table("audit_series", metadata, key(), refer("person", "principal.id", index=True), moment("begun"))
