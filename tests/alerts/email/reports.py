"""Reports of mail servers as they come: RFC 3464 and what strays from it."""

LETTER = b"Subject: [RW-000001] Alert: ACME\r\nMessage-ID: <x@bureau.example>\r\n\r\n"


def report(
    to: str,
    status: str = "5.1.1",
    action: str = "failed",
    said: str = "smtp; 550 5.1.1 no such user here",
) -> bytes:
    """What Postfix, Exchange and others send, in its plainest form."""
    return (
        (
            "Return-Path: <>\r\n"
            f"Delivered-To: {to}\r\n"
            "From: MAILER-DAEMON@mx.example (Mail Delivery System)\r\n"
            "Subject: Undelivered Mail Returned to Sender\r\n"
            "Auto-Submitted: auto-replied\r\nMIME-Version: 1.0\r\n"
            'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n'
            "--b\r\nContent-Type: text/plain\r\n\r\nI'm sorry to have to inform you ...\r\n"
            "--b\r\nContent-Type: message/delivery-status\r\n\r\n"
            "Reporting-MTA: dns; mx.example\r\n\r\n"
            f"Final-Recipient: rfc822; li@bureau.example\r\nAction: {action}\r\n"
            f"Status: {status}\r\n"
            f"Diagnostic-Code: {said}\r\n\r\n"
            "--b\r\nContent-Type: message/rfc822\r\n\r\n"
        ).encode()
        + LETTER
        + b"gone\r\n--b--\r\n"
    )
