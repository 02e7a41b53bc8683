"""The administrator's pages: people, units, letterheads. No case and no key passes through here."""
