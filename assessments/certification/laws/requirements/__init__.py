"""The kinds of requirement, a file each; `registry` lists them. All share `requirement`."""
