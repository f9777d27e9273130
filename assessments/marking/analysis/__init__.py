"""Item analysis: what the answers of many people say about the questions they were asked, and about the paper as a whole.

Sittings are counted one after the other into a Tally, which stays small however many there are. Figures are computed from its counts, with
whole numbers and exact fractions until a root has to be taken, so that a tally says the same as the definition applied to every sitting.
The definitions are Moodle's (docs.moodle.org, "Quiz statistics calculations"); S is the number of sittings, x the marks of a question,
T the totals, X = T - x the rest. Every figure is a share or a plain number, never a percentage: rounding is for the page.
"""
