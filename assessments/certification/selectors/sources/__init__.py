"""Where facts come from: one file for each ledger, each read for many learners at once. A reference names a row as `kind:key`."""
