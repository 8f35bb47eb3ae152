"""The verbs of faxdesk in order: process, decide, durable engine, replay, settings, command line."""
