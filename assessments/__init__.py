"""What a person has shown: answers, quiz attempts, progress."""
