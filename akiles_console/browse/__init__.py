"""What a person looks up and edits by hand: who is shown, what an edit does, sent once and read back."""
