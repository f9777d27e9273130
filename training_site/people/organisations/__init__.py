"""The pages where the tree of organisations is kept, and who does what where, from when to when.

Whoever opens them sees what lies in the scope of their roles: everything starts from VIEW_ORGANISATION.
"""
