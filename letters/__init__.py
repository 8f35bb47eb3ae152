"""What the coordinating center sends back: certification, missing-information and refusal letters."""
