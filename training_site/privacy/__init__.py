"""A Holding is what one app keeps about a person, and why. A Consent is a person's word on the privacy notice, in one version.

An ErasureRequest is a person's wish to be forgotten; an ErasureProof says what went and what stayed when it was fulfilled.
"""
