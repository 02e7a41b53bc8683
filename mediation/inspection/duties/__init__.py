"""What the law on personal data asks of the agency: failures of protection, records of processing, the impact."""
