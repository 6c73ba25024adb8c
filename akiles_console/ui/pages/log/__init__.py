"""The Live log page: the event log as it goes on."""
