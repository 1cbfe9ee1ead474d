"""From pairs to claims: relation, status, certainty, quotation."""
