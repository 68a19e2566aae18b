"""The desk's cases, evidence, rights and coverage for programs: JSON under /api/v1.

Flow: the guard hands on what begins with /api -> `gate` asks for a token -> `routes` says who
answers -> what was raised becomes a problem (RFC 9457).
"""
