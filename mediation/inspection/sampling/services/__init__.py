"""What is done with samples and looks: drawing and asking by the auditor, answering by the bureau."""
