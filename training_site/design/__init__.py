"""How the site looks: tokens, components, a gallery that shows them."""
