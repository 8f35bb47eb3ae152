"""Synthetic faxes with their truth, and the maker that sends them through a real fax call."""
