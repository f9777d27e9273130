"""An Instrument is a file that asks something; its versions are named by the digest of their text. A Survey asks a cohort with one version.

A Ticket says that somebody is asked, and whether it is spent. An Answer lies in the box of a survey and leads to nobody. A Rating is
somebody's own confidence, kept with their consent. A TestPlan gives a cohort one test in two forms, a TestSeat says who begins with which.
"""
