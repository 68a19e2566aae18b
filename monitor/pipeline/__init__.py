"""The nine verbs, one module each, in the order in which an offer meets them.

register   configuration -> assets and what each source is matched against
plan       watches and history -> targets that are due, and when they are due again
crawl      visits -> sightings, and the targets they lead to
match      sightings -> signals
decide     signals and circumstances -> verdicts and cases
preserve   cases -> sealed bundles in the evidence log
notify     news of cases -> letters in the outbox, and on their way
review     a person's judgement -> the case
recheck    open cases -> another look, and what it showed
"""
