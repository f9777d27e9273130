"""The design's matrix (reliability, 3.4) read a second time, in our own words and independently of `matrix.toml`.

Where the design has one national administrator, we have an authority who sees numbers and an administrator who looks after accounts;
a lead answers for the programme. Decision 31 says where we differ from the design, and why.
"""

EVERYBODY = (
    *("anonymous", "stranger", "learner", "mentor", "trainer", "coordinator", "lead", "safeguarding", "authority"),
    *("administrator", "superuser"),
)
SIGNED_IN = EVERYBODY[1:]
NOBODY: tuple[str, ...] = ()
WRITERS = ("trainer", "administrator", "superuser")
KEEPERS = ("coordinator", "administrator")
KEEPERS_AND_SITE = (*KEEPERS, "superuser")
CERTIFIERS = ("coordinator", "lead")
TEACHERS = ("trainer", *CERTIFIERS)
COUNTERS = ("trainer", "lead", "administrator", "superuser")
COUNTERS = ("trainer", "lead", "administrator", "superuser")

ROOMS = {
    # What a room opens at all: who reads something in it, who sends something that is not refused.
    "Accounts and second factor": (EVERYBODY, EVERYBODY),
    "Public pages, catalogue": (EVERYBODY, EVERYBODY),
    "Contacts for a child in danger": (
        ("coordinator", "safeguarding", "administrator", "superuser"),
        ("coordinator", "safeguarding", "administrator", "superuser"),
    ),
    "Media": (WRITERS, NOBODY),
    "People of the desk": (("superuser",), ("superuser",)),
    "Curriculum at the desk": (WRITERS, WRITERS),
    "Activities and reflections": (EVERYBODY, EVERYBODY),
    "Attempts at quizzes": (SIGNED_IN, SIGNED_IN),
    "Own learning": (SIGNED_IN, SIGNED_IN),
    "Organisations and roles": (SIGNED_IN, KEEPERS_AND_SITE),
    "Cohorts, enrolment, import": (KEEPERS, KEEPERS),
    "Certification board": ((*TEACHERS, "authority", "administrator", "superuser"), TEACHERS),
    "Analysis of questions": (COUNTERS, COUNTERS),
    "Texts that others mark": (SIGNED_IN, ("trainer",)),
    "More time at quizzes": (("trainer", "coordinator"), ("trainer", "coordinator")),
    "Surveys, tests before and after": (EVERYBODY, EVERYBODY),
    "Exports of the board": (TEACHERS, TEACHERS),
    "Emergency access": (SIGNED_IN, ("coordinator", "safeguarding")),
    "Mentoring log": (SIGNED_IN, SIGNED_IN),
    "Records of sessions": (SIGNED_IN, SIGNED_IN),
    "Observations": (NOBODY, NOBODY),
    "Levels, evidence, reviews": (SIGNED_IN, NOBODY),
    "Concerns that were raised": (("safeguarding",), NOBODY),
    "Mentoring board": (("coordinator",), NOBODY),
    "Mentoring relationships": (SIGNED_IN, ("coordinator",)),
    "Certificates for strangers": (EVERYBODY, NOBODY),
    "Rules of certificates": (("lead",), ("lead",)),
    "Decisions about certificates": (CERTIFIERS, CERTIFIERS),
    "Own certificates and requests": (SIGNED_IN, SIGNED_IN),
    "Notices and messages": (SIGNED_IN, SIGNED_IN),
    "Audit trail": (KEEPERS_AND_SITE, KEEPERS_AND_SITE),
    "Own data, erasure": (SIGNED_IN, SIGNED_IN),
    "Jobs, mail, health, storage": (("administrator", "superuser"), ("administrator", "superuser")),
}

CELLS = (
    # Number, a door that stands for it, and whom it lets in where they have their roles.
    (1, "GET /practice/safe/tea/", EVERYBODY),
    (3, "GET /admin/pages/{draft}/view_draft/", WRITERS),
    (3, "GET /practice/later/draft/", NOBODY),
    (4, "GET /admin/pages/{lesson}/edit/", WRITERS),
    (4, "POST /admin/pages/{lesson}/delete/", ("administrator", "superuser")),
    (5, "GET /admin/questions/edit/{question}/", WRITERS),
    (5, "GET /admin/question-banks/text/{bank}/", WRITERS),
    (6, "GET /try/{lesson}/", WRITERS),
    (7, "POST /quiz/{quiz}/start/", SIGNED_IN),
    (8, "GET /quiz/attempts/{of_learner}/", ("learner",)),
    (9, "GET /quiz/attempts/{of_other}/", NOBODY),
    (10, "GET /marking/texts/{text}/", ("trainer",)),
    (11, "POST /marking/texts/{text}/ part=first&act=sign", ("trainer",)),
    (11, "POST /exemptions/{user}/ act=stretch", ("trainer", "coordinator")),
    (11, "POST /board/quizzes/{quiz}/regrade/", ("trainer", "lead")),
    (13, "GET /board/", TEACHERS),
    (14, "GET /board/sums/", ("authority", "administrator", "superuser")),
    (14, "GET /surveys/results/{survey}/", TEACHERS),
    (15, "GET /board/quizzes/{quiz}/", COUNTERS),
    (16, "POST /mentoring/policy/{country}/", ("coordinator",)),
    (19, "GET /mentoring/board/", ("coordinator",)),
    (23, "GET /mentoring/log/export/", SIGNED_IN),
    (25, "GET /mentoring/escalations/", ("safeguarding",)),
    (27, "POST /cohorts/{cohort}/file/", KEEPERS),
    (28, "GET /organisations/people/{user}/give/", KEEPERS_AND_SITE),
    (30, "GET /organisations/people/{user}/", (*CERTIFIERS, "administrator", "superuser")),
    (31, "POST /organisations/{country}/change/", ("administrator", "superuser")),
    (34, "GET /verify/", EVERYBODY),
    (35, "GET /certificates/rounds/", CERTIFIERS),
    (36, "GET /certificates/measures/", CERTIFIERS),
    (38, "POST /board/files/ format=csv&query=", TEACHERS),
    (39, "GET /notices/", SIGNED_IN),
    (40, "GET /audit/", KEEPERS_AND_SITE),
    (43, "GET /privacy/", SIGNED_IN),
    (44, "GET /privacy/requests/", ("administrator", "superuser")),
    (46, "GET /admin/documents/", WRITERS),
    (49, "POST /operations/run/", ("administrator", "superuser")),
    (50, "GET /operations/", ("administrator", "superuser")),
)

OF_ONE_LEARNER = (
    # Number, a door to something of one learner, and whom it lets in around that learner.
    (8, "GET /quiz/attempts/{far_sitting}/", "learner"),
    (10, "GET /marking/texts/{far_text}/", "trainer"),
    (11, "POST /marking/texts/{far_text}/ part=first&act=sign", "trainer"),
    (11, "POST /exemptions/{far_person}/ act=stretch", "coordinator regional trainer"),
    (13, "GET /board/?unit={far_place}", "coordinator lead regional trainer"),
    (16, "POST /mentoring/people/{far_mentoring_relationship}/end/", "coordinator"),
    (17, "GET /mentoring/log/{far_mentoring_entry}/", "learner mentor"),
    (17, "GET /mentoring/log/{far_mentoring_entry}/edit/", "learner"),
    (17, "POST /mentoring/log/{far_mentoring_entry}/comment/", "learner mentor"),
    (18, "POST /mentoring/emergency/ask/{far_person}/", "coordinator regional safeguarding supervisor"),
    (
        18,
        "POST /mentoring/emergency/{far_mentoring_grant}/ act=approve",
        "administrator coordinator regional safeguarding",
    ),
    (24, "POST /mentoring/people/{far_mentoring_relationship}/escalation/", "learner mentor"),
    (27, "GET /cohorts/{far_cohort}/", "administrator coordinator regional"),
    (30, "GET /organisations/people/{far_person}/", "administrator coordinator lead regional superuser"),
    (33, "GET /certificates/held/{far_credential}/", "learner"),
    (36, "POST /certificates/measures/of/{far_credential}/", "coordinator lead regional"),
    (38, "GET /board/files/{far_export}/download/", "coordinator"),
    (39, "POST /notices/{far_notice}/see/", "learner"),
    (44, "POST /privacy/requests/{far_erasure}/", "administrator superuser"),
)

ELSEWHERE = {
    2: "no page of the curriculum is for some organisations only",
    12: "what is written in a lesson is its writer's: tests/assessments/services",
    20: "nothing is attached to a log",
    21: "a log is searched by whom it belongs to: 17",
    22: "tests/assessments/mentoring/matrix",
    26: "a text that names a child is put back to its writer before it is kept; there is no store of such texts",
    29: "tests/training_site/people: who gives which role",
    32: "no door issues a certificate",
    37: "a key is changed by a command of the one who runs the site",
    41: "the ledgers have no door",
    42: "nothing is written to them from outside",
    45: "nobody acts as somebody else",
    47: "the site is not searched; what the desk finds is 3",
    48: "there are no keys for machines",
}
"""Numbers without a door, and where they are kept."""
