"""The questions: each a pure function from a fact base to an answer. One file a question.

A run imports the one that it is asked.
"""
