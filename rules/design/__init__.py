"""Registered designs against pictures of goods, view by view, in the domain of line drawings."""
