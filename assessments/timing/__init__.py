"""When a quiz may be taken, how long, how often, and which sitting counts. Plain Python: moments are arguments, and compared as instants.

Rules say what holds for a quiz; an Exemption changes some of them for one person or one group; an Accommodation gives a person more time
everywhere. Together they are the Terms of one sitting, which are copied into it when it begins.
"""
