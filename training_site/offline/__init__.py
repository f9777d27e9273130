"""The contacts for a child in danger, kept on the phone for a moment without a network; and nothing else of the site.

A *worker* runs in the browser beside the pages and answers for them when the network does not. What it holds is *kept*: the danger page
as this person sees it, the page that says there is no connection, the stylesheet, the icon.
"""
