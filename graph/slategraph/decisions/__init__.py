"""What people decided: who is who, reviews, settings."""
