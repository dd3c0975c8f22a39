"""Mails: as files, from Outlook, and those that were sent on."""
