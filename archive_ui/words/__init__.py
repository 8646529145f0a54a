"""What codes, states and kinds are called on the screens, to be translated."""
