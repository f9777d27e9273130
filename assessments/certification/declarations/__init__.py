"""Texts that people sign, each version a file that never changes once somebody has signed it: `<key>.<version>.md`."""
