"""Bytes over the network: address policy, robots, politeness, HTTP, browser."""
