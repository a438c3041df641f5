"""What happens on the way from one state to the next: small functions that change the talk and collect effects."""
