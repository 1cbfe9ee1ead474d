"""The trained models."""
