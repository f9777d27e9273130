"""What an instrument says, how answers are counted and hidden, who begins with which form. Pure."""
