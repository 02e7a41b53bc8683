"""After the decision: hand-over, court, reports, what follows a divorce, support, challenges; the parties' requests."""
