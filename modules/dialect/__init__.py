"""The lesson dialect: activities in Markdown, in pure Python. README.md is the specification."""
