"""Preview, number, issue and open documents: the steps stop at "ready", issuing starts here."""
