"""Everything that seals and opens: the only room that imports `cryptography`.

framing     bytes of the formats, no keys           primitives  AES-256-GCM and HPKE
keyring     root keys and the outer wrap            system      keys of the installation
keys        private keys and case keys              principals  passwords, recovery codes, directory
sessions    a private key for the length of a session           grants  who may open which case
envelopes   sealed columns                          caseseal    the seal over a whole case
blind       finding a number without storing it     chain       the audit trail's MACs
drafts      what a person has not saved yet         recipient   the recovery recipient
memory      opened case keys, for a session
"""
