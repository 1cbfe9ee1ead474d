"""The built-in extractor: offline, from small trained models."""
