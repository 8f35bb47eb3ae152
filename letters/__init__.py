"""What the coordinating center sends back: letters, the forms that go with them, and how they leave."""
