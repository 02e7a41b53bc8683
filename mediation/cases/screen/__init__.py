"""Ask each side alone about safety, with the same questions, and tell the applicant when the letter goes out."""
