"""Writes of the audit trail: recording an act, and linking what was recorded."""
