"""What `manage.py demo` needs: made-up people in made-up places, their passwords, the ground to stand on, and plain words for failures."""
