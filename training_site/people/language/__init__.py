"""A page of the curriculum speaks its own language; every other page speaks that of its reader: what they chose, else what their browser asks for.

What somebody chose is kept in a cookie, so that no page asks the database for it; what somebody who is signed in chose is also theirs on
the next device, and in the messages that reach them.
"""
