"""Where reports are kept, and kept up to date."""
