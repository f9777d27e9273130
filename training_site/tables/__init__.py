"""Tables that people send and take along as files. A Sheet is rows of cells as they stand; a Table names its columns; a Record is one row of it.

Plain Python: what is no table is refused as a whole and for one reason, and what was understood is said; what is written runs nowhere.
"""
