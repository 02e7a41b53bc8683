"""What the agency decides for itself: its lists, who decides for whom, and the pages on which its head keeps them."""
