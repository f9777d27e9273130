"""The certificate as people hold it: one page for the screen and for paper, its PDF, its QR code, and whether a name can be printed."""
