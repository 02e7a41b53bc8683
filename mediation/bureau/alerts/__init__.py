"""The head's alerts: who opened many files in a short time; closed by a note. No file and no party is named."""
