"""What rules about pictures share: bytes of unknown origin become small RGB pictures."""
