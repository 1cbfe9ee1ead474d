"""Who is who: comparing names, finding and merging duplicates."""
