"""What `make bench` runs: each limit of the speed that was promised, measured side by side in one run."""
