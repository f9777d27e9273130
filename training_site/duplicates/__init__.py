"""A Pair is two accounts that may be one person's, with what speaks for it. A Distinction is a coordinator's word that they are two people.

Merging two (`people.Merge`) rewrites no ledger: each app says in a Part what ends on the closed account and begins on the kept one, what stays
and is followed, and what stands in the way.
"""
