"""Child processes for what strangers' pictures may break: decoding, reading their words."""
