"""What people do with export keys and exports."""
