"""The program of the page that checks a certificate without a network: its parts in JavaScript, put together into one text. Pure."""
