"""What people decided: identities, reviews, settings."""
