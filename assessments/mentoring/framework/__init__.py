"""What mentoring is measured by: observation forms and papers, how ratings combine, the rhythm, the policy. Pure Python, no Django.

A **Form** is what an observer fills in about practice; a **Paper** is any other form of mentoring, such as the log. A **Piece** of
evidence says what somebody showed in one indicator on one day; the pieces combine to a **Standing**, the standings of a pathway to a
**PortfolioStanding**. A **Policy** says how an organisation mentors; its **Bands** are the rhythm against which what was held is **Due**.
"""
