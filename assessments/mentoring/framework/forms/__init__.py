"""Observation forms, one file per version: what an observer looks for, how it is rated, what is asked of the family beforehand."""
