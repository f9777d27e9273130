"""Marking is a pure function of steps and policy, and so is what is said of questions once many people have answered them.

A Step is one thing somebody did with one question. A behaviour folds the steps of a question, oldest first, into a Standing: whether
anything can still be done, and what it is worth. No Django, no clock, no chance: the same steps give the same mark for ever.
"""
