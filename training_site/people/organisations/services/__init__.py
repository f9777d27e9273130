"""What somebody with a role does to memberships and to the tree, each asked whether they may."""
