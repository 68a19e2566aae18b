"""A small marketplace on 127.0.0.1 whose every offer carries its planted truth.

offers -> catalogue (what stands in the tables) -> shelf (what is on sale now) -> pages, pictures
-> server.
"""
