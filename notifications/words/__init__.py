"""What mails say, a module a language."""
