"""The papers of mentoring, one file per version: log entry, agreements, review, tutorial, the notice that is read aloud."""
