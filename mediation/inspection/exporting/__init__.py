"""What an auditor takes away: whose keys it is sealed to, what is asked for, how it is made, fetched and gone."""
