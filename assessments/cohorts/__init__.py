"""A Cohort is a group that learns together: a programme, dates, seats, and one organisation or several by name. A CohortMember is in it.

A JoinCode lets people in by themselves; an Invitation asks somebody at an address; an EnrolmentImport brings people by a file. A FirstCode
stands on the slip of somebody without e-mail. A CohortException is a member for whom what the cohort asks does not fit.
"""
