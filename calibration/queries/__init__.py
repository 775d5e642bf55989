"""Reads for the committee's pages and for packets."""
