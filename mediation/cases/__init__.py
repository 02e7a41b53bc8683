"""Cases: one room per step; the listing of this folder tells the process."""
