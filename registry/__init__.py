"""The record of who is enrolled or certified, and of every fax, decision and correction behind it."""
