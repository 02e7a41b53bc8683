"""What the rooms share of the web: frame, forms, fields, filters, headers."""
