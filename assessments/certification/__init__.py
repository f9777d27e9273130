"""A Certification is what a person can be certified for. It has Versions with rules, and an Assignment asks somebody for it.

A Cycle is one round of one person: it replaces every reset. Facts of the ledgers below, the version's rules and a day give the status
of each requirement; a Decision closes the round, a Credential is what was issued, and its status is folded from a ledger.
"""
