"""What the database refuses: changing or losing a word on the notice, a proof, or a request that is done."""

from training_site.guards import Guard, changed, never_leaves, written_once

PRIVACY = (
    written_once("privacy_consent"),
    never_leaves("privacy_consent"),
    written_once("privacy_erasureproof"),
    never_leaves("privacy_erasureproof"),
    never_leaves("privacy_erasurerequest"),
    Guard(
        table="privacy_erasurerequest",
        name="an_erasure_request_keeps_its_person",
        condition=changed("person_id", "asked_at", "due_on")
        + " OR OLD.done_at IS NOT NULL OR OLD.taken_back_at IS NOT NULL",
    ),
)
