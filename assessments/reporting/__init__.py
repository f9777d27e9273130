"""What a coordinator answers for: a board of where people stand, in rows and in numbers, files of both, and sums for those further away.

A BoardRow is one person, one certification and one place where they learn; a Tally counts rows of a unit. Both are projections. A SavedView
is a question somebody asks again and again, an Export a file somebody took away.
"""
