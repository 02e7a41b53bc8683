"""What an auditor sees of cases: redacted summaries under pseudonyms."""
