"""The demo's applications as rows, written in bulk: thousands of candidates in seconds.

The operations write one thing at a time and stamp it with the present; here months of work are written at once, with the
times at which it happened and the audit events that the operations would have left.
"""
