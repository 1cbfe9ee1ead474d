"""The built-in reader: offline, from small trained models."""
