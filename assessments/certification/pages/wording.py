"""One sentence for everything a requirement can find: why it is met, or why it is not. Codes and values come from the laws."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy as _n

from assessments.certification.laws.findings import Params
from assessments.certification.pages.words import Words

OWN_MARK, NO_MISSES, BARE = ":own_mark", ":no_misses", ":bare"
"""Endings of codes that are said in another way: by the quiz's own pass mark, without a miss of safety, without a subject."""

LEARNING: Mapping[str, str | Promise] = {
    "module_completed.met": _("You have completed %(module)s."),
    "module_completed.begun": _n(
        "You have begun %(module)s: %(steps)d step is done.",
        "You have begun %(module)s: %(steps)d steps are done.",
        "steps",
    ),
    "module_completed.not_begun": _("You have not begun %(module)s yet."),
    "step_done.met": _("You have done %(step)s."),
    "step_done.not_done": _("%(step)s is still to do."),
    "quiz_passed.met": _("You passed %(quiz)s with %(score)d %%."),
    "quiz_passed.not_taken": _("You have not taken %(quiz)s yet."),
    "quiz_passed.not_passed": _("Your best result in %(quiz)s is %(score)d %%; %(needed)d %% are asked for."),
    f"quiz_passed.not_passed{OWN_MARK}": _(
        "Your best result in %(quiz)s is %(score)d %%, which is below its pass mark."
    ),
    "quiz_passed.met_mean": _("The mean of your sittings of %(quiz)s is %(score)d %%, which is enough."),
    "quiz_passed.not_passed_last": _(
        "Your latest sitting of %(quiz)s counts. It had %(score)d %%; %(needed)d %% are asked for."
    ),
    f"quiz_passed.not_passed_last{OWN_MARK}": _(
        "Your latest sitting of %(quiz)s counts. It had %(score)d %%, which is below its pass mark."
    ),
    "quiz_passed.not_passed_mean": _(
        "The mean of your sittings of %(quiz)s counts. It is %(score)d %%; %(needed)d %% are asked for."
    ),
    f"quiz_passed.not_passed_mean{OWN_MARK}": _(
        "The mean of your sittings of %(quiz)s counts. It is %(score)d %%, which is below its pass mark."
    ),
    "quiz_passed.critical_missed": _n(
        "You had %(score)d %% in %(quiz)s, but %(missed)d question about the safety of children was not right. It always has to be.",
        "You had %(score)d %% in %(quiz)s, but %(missed)d questions about the safety of children were not right. They always have "
        "to be.",
        "missed",
    ),
    "quiz_passed.first_failed": _n(
        "Only the first sitting of %(quiz)s counts. It had %(score)d %% of the %(needed)d %% that are asked for, and %(missed)d "
        "question about the safety of children was not right.",
        "Only the first sitting of %(quiz)s counts. It had %(score)d %% of the %(needed)d %% that are asked for, and %(missed)d "
        "questions about the safety of children were not right.",
        "missed",
    ),
    f"quiz_passed.first_failed{NO_MISSES}": _(
        "Only the first sitting of %(quiz)s counts. It had %(score)d %%; %(needed)d %% are asked for."
    ),
    f"quiz_passed.first_failed{OWN_MARK}": _n(
        "Only the first sitting of %(quiz)s counts. It had %(score)d %%, and %(missed)d question about the safety of children was "
        "not right.",
        "Only the first sitting of %(quiz)s counts. It had %(score)d %%, and %(missed)d questions about the safety of children were "
        "not right.",
        "missed",
    ),
    f"quiz_passed.first_failed{OWN_MARK}{NO_MISSES}": _(
        "Only the first sitting of %(quiz)s counts. It had %(score)d %%, which is below its pass mark."
    ),
    "quiz_passed.aged": _(
        "You passed %(quiz)s on %(passed_on)s. A result counts for %(max_age)s, so it is time to take it again."
    ),
    "pre_post_gain.met": _(
        "In %(instrument)s you have learned %(gain)d %% of what you did not know before; %(needed)d %% are asked for."
    ),
    "pre_post_gain.below": _(
        "In %(instrument)s you have learned %(gain)d %% of what you did not know before. %(needed)d %% are asked for; you can answer "
        "it again."
    ),
    "pre_post_gain.no_post": _("You answered %(instrument)s before the programme. Answer it once more now."),
    "pre_post_gain.no_pre": _("You have not answered %(instrument)s yet, the test before the programme."),
}
PRACTICE: Mapping[str, str | Promise] = {
    "practice_task.met": _("Your mentor has read your note about the practice task of %(module)s."),
    "practice_task.not_shown": _(
        "Do the practice task of %(module)s at work, and share a note about it with your mentor."
    ),
    "practice_task.unreviewed": _(
        "Your note about the practice task of %(module)s is with your mentor, who reads it next."
    ),
    "sessions_attended.met": _n(
        "You have attended %(attended)d session; %(needed)d are asked for.",
        "You have attended %(attended)d sessions; %(needed)d are asked for.",
        "attended",
    ),
    "sessions_attended.none": _n(
        "You have not attended a session yet; %(needed)d is asked for.",
        "You have not attended a session yet; %(needed)d are asked for.",
        "needed",
    ),
    "sessions_attended.too_few": _n(
        "You have attended %(attended)d session of the %(needed)d that are asked for.",
        "You have attended %(attended)d sessions of the %(needed)d that are asked for.",
        "attended",
    ),
    "sessions_attended.unconfirmed": _n(
        "%(attended)d of %(needed)d sessions count; %(waiting)d more waits to be confirmed.",
        "%(attended)d of %(needed)d sessions count; %(waiting)d more wait to be confirmed.",
        "waiting",
    ),
    "mentoring_schedule_met.met": _(
        "You and your mentor keep %(kept)d %% of your meetings; %(needed)d %% are asked for."
    ),
    "mentoring_schedule_met.below": _(
        "You and your mentor have kept %(kept)d %% of your meetings so far; %(needed)d %% are asked for."
    ),
    "mentoring_schedule_met.nothing_due": _(
        "No meeting with a mentor was due yet. When meetings are, %(needed)d %% of them have to be kept."
    ),
    "observation.met": _n(
        "Your practice was seen %(seen)d times, by %(observers)d person; %(needed)d times are asked for.",
        "Your practice was seen %(seen)d times, by %(observers)d people; %(needed)d times are asked for.",
        "observers",
    ),
    "observation.none": _n(
        "Nobody has observed your practice yet; %(needed)d observation is asked for. You can ask for one.",
        "Nobody has observed your practice yet; %(needed)d observations are asked for. You can ask for one.",
        "needed",
    ),
    "observation.too_few": _n(
        "%(seen)d of %(needed)d observation counts so far.",
        "%(seen)d of %(needed)d observations count so far.",
        "needed",
    ),
    "observation.too_few_observers": _n(
        "Your observations are by %(observers)d person; %(needed)d different people are asked for.",
        "Your observations are by %(observers)d people; %(needed)d different people are asked for.",
        "observers",
    ),
    "observation.entrustment_below": _(
        "%(seen)d of %(needed)d observations show the trust that is asked for: level %(entrustment)d of 5."
    ),
    "competency_at.met": _(
        "You are at level %(level)d where the safety of children asks for it, and in %(reached)d of %(others)d other indicators."
    ),
    "competency_at.none": _("No level has been signed off yet. Level %(level)d is asked for."),
    "competency_at.paused": _(
        "Paused after something unsafe was seen, until your practice has been seen again: %(indicators)s."
    ),
    "competency_at.unconfirmed": _("Your line manager has not confirmed these levels yet: %(indicators)s."),
    "competency_at.unmoderated": _("A moderator still has to look at these levels: %(indicators)s."),
    "competency_at.aged": _("The evidence is older than %(max_age)s and has to be shown again: %(indicators)s."),
    "competency_at.safety_critical_below": _(
        "Critical for the safety of children, and not yet at level %(level)d: %(indicators)s."
    ),
    "competency_at.lowest_below": _("Not yet at level %(level)d, which nothing can go without: %(indicators)s."),
    "competency_at.too_few": _(
        "%(reached)d of %(others)d indicators are at level %(level)d; %(needed)d are asked for, whichever."
    ),
    "review_outcome.met": _("Your progress review of %(reviewed_on)s says: %(judgement)s."),
    "review_outcome.none": _("There was no progress review yet. Your mentor begins it."),
    "review_outcome.other": _(
        "Your progress review of %(reviewed_on)s says: %(judgement)s. Asked for is: %(needed)s. The next review can say so."
    ),
    "review_outcome.unmoderated": _(
        "Your progress review of %(reviewed_on)s says: %(judgement)s. A moderator still has to look at it."
    ),
}
PAPERS: Mapping[str, str | Promise] = {
    "mentor_sign_off.met": _("Your mentor has signed off %(subject)s."),
    f"mentor_sign_off.met{BARE}": _("Your mentor has signed it off."),
    "mentor_sign_off.missing": _("Your mentor has not signed off %(subject)s yet."),
    f"mentor_sign_off.missing{BARE}": _("Your mentor has not signed it off yet."),
    "mentor_sign_off.asked": _("You have asked your mentor to sign off %(subject)s."),
    f"mentor_sign_off.asked{BARE}": _("You have asked your mentor to sign it off."),
    "mentor_sign_off.declined": _("Your mentor has not signed off %(subject)s, and says why. You can ask again."),
    f"mentor_sign_off.declined{BARE}": _("Your mentor has not signed it off, and says why. You can ask again."),
    "mentor_sign_off.level_met": _("Your mentor has signed it off in mentoring: %(indicators)s."),
    "mentor_sign_off.level_missing": _(
        "Your mentor has not signed it off in mentoring yet, at level 3 or above: %(indicators)s."
    ),
    "evidence_shown.met": _("You have shown what is asked for: %(kind)s, %(shown)d of %(needed)d."),
    "evidence_shown.none": _("Nothing has been shown yet: %(kind)s, %(needed)d asked for."),
    "evidence_shown.too_few": _("You have shown %(shown)d of %(needed)d: %(kind)s."),
    "evidence_shown.unverified": _n(
        "%(shown)d of %(needed)d count: %(kind)s. %(waiting)d more waits for somebody to look at it.",
        "%(shown)d of %(needed)d count: %(kind)s. %(waiting)d more wait for somebody to look at them.",
        "waiting",
    ),
    "practice_hours.met": _n(
        "%(hours)d hour of practice is verified; %(needed)d are asked for.",
        "%(hours)d hours of practice are verified; %(needed)d are asked for.",
        "hours",
    ),
    "practice_hours.none": _n(
        "You have entered no hours of practice yet; %(needed)d hour is asked for.",
        "You have entered no hours of practice yet; %(needed)d hours are asked for.",
        "needed",
    ),
    "practice_hours.too_few": _n(
        "%(hours)d hour of practice is verified, of the %(needed)d that are asked for.",
        "%(hours)d hours of practice are verified, of the %(needed)d that are asked for.",
        "hours",
    ),
    "practice_hours.unverified": _n(
        "%(hours)d of %(needed)d hours are verified. %(waiting)d more hour waits for your line manager.",
        "%(hours)d of %(needed)d hours are verified. %(waiting)d more hours wait for your line manager.",
        "waiting",
    ),
    "declaration_signed.met": _("You have signed %(declaration)s, version %(version)d or later."),
    "declaration_signed.unsigned": _("Read and sign %(declaration)s, version %(version)d."),
    "declaration_signed.old_version": _(
        "You have signed version %(signed)d of %(declaration)s. It has changed: read and sign version %(version)d."
    ),
    "profile_verified.met": _("Somebody has checked %(field)s."),
    "profile_verified.waiting": _("You have entered a paper about %(field)s. Your coordinator looks at it next."),
    "profile_verified.unverified": _("Enter a paper about %(field)s, and show it to your coordinator."),
    "other_certification_valid.met": _("You hold %(certification)s, and it is valid."),
    "other_certification_valid.none": _("You do not hold %(certification)s yet."),
    "other_certification_valid.ended": _("Your certificate %(certification)s ended on %(ended_on)s. Renew it first."),
    "other_certification_valid.withdrawn": _("Your certificate %(certification)s is suspended or was withdrawn."),
    "manual_attestation.met": _("Vouched for by %(role)s."),
    "manual_attestation.missing": _("It still has to be vouched for by %(role)s. You ask for it when you are ready."),
    "manual_attestation.asked": _("You have asked for it to be vouched for by %(role)s."),
    "manual_attestation.declined": _("It was not vouched for by %(role)s. The answer says why, and you can ask again."),
    "waived": _("You do not have to meet this one in this round: it was waived."),
    "prior_learning": _("What you learned before was recognised in its place."),
}
SENTENCES: Mapping[str, str | Promise] = {**LEARNING, **PRACTICE, **PAPERS}
"""Code, perhaps with an ending → the sentence."""


def sentence(code: str, params: Params, words: Words) -> str:
    """Why a requirement is or is not met."""
    values = {name: words.value(name, value) for name, value in params.items()}
    return str(SENTENCES[_spoken(code, params)] % values)


def _spoken(code: str, params: Params) -> str:
    """The code with its ending, where these values are said in another way."""
    if code.startswith(("quiz_passed.not_passed", "quiz_passed.first_failed")):
        code += OWN_MARK if params["needed"] == 0 else ""
        return code + (NO_MISSES if params.get("missed") == 0 else "")
    bare = code.startswith("mentor_sign_off.") and params.get("subject") == ""
    return f"{code}{BARE}" if bare else code
