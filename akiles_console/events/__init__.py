"""The event log: followed without losing or repeating anything, kept, put into sentences, filtered and exported."""
