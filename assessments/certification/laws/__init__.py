"""The laws of certification: calendar, requirements, rules of a version, standing, cycles, status of a credential. Pure Python, no Django.

**Facts** are what is known of one learner, dated by the act. A **Requirement** looks at them and answers with a **Finding**; a tree of
requirements is a **Path**, and **Rules** are everything one version of a certification says. The **Standing** of a learner is a function
of facts, path, the first day that counts and the day asked about, and of nothing else. **Dates** say until when it holds.
"""
