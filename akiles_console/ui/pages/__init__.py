"""One module a page; pages are strangers to one another."""
