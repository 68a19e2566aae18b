"""From an Offer to a Verdict. No input or output at all."""
