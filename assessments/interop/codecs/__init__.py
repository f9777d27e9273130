"""Formats of questions, each in a file of its own. Plain Python: any bytes give a reading or a refusal, never a traceback."""
