"""What assessments tell the apps that stand on them.

Both are sent inside the transaction that writes the evidence, so that what follows from it (progress) is saved with it or not
at all. A receiver that does something outside the database must wait with `transaction.on_commit`.
"""

from django.dispatch import Signal

attempt_recorded = Signal()
"""`attempt`: a new Attempt of practice. Not sent for a repetition, nor for the items of a quiz."""

quiz_handed_in = Signal()
"""`quiz_attempt`: a QuizAttempt that has just been handed in."""

text_marked = Signal()
"""`text`: a HandedText that has just got its mark, or another one; `enough`: whether it is what its question asks for."""

quiz_marked_anew = Signal()
"""`quiz_attempt`: a QuizAttempt whose row says another result than before; `at`: when it was marked anew."""
