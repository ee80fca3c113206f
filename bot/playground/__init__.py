"""A local Slack: strict about Block Kit, identity, timing and delivery, so that a bot that works here works there."""
