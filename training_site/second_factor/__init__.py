"""A second factor is what a person shows besides a password: a number from their phone, or one of the codes they keep on paper.

It is kept by allauth; this app says who must have one, leads them there, and lets an administrator take away one that is lost.
"""
