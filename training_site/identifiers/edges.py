"""Where a number begins and ends. Khmer letters may touch it: they are written without spaces."""

_SIGN = "[^\\W\u1780-\u17ff]"

NOT_BEHIND_LETTER = rf"(?<!{_SIGN})"
NOT_BEFORE_LETTER = rf"(?!{_SIGN})"
"""No letter or digit of another script than Khmer touches it."""
NOT_WITHIN = rf"{NOT_BEHIND_LETTER}(?<![.,/+-])"
NOT_GOING_ON = rf"(?!{_SIGN}|[./-]{_SIGN})"
"""It is not a part of a longer number either."""
