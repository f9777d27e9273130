"""What the pages of mentoring show: rows turned into finished values."""
