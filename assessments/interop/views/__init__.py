"""Pages for those who write the curriculum: questions in, questions out."""
