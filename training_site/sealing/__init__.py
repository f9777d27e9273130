"""Text of people is kept sealed: a dump, a backup, a log or an error report shows none of it.

A Keyring holds the keys from the environment, one per organisation. A seal is the encrypted text, bound to its organisation and
to its place. A SealedTextField keeps seals; what its attribute shows says nothing until
somebody opens it on purpose.
"""
