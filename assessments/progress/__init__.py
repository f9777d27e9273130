"""How far a person is: projections of the ledgers of answers and of lesson marks."""
