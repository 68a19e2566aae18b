"""Export: one case as files that are handed on: a report for people, and the evidence itself.

Flow: sealed folders -> Dossier -> views in two languages -> HTML, PDF -> a folder or a ZIP.
"""
