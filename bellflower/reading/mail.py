"""E-mails (RFC 5322), by the standard library."""

from __future__ import annotations

import email.policy
import email.utils
from email.message import EmailMessage
from email.parser import BytesParser

from bellflower.reading.decoding import decode
from bellflower.reading.document import Document, Problem, UnreadableError, cleaned
from bellflower.reading.html import declared_charset, from_page


def read_mail(data: bytes) -> Document:
    """The text of an e-mail: its plain part, else its HTML part; title, author and date from its headers.

    Attachments are not read; each is named as a problem. Raises :class:`UnreadableError` where there is no text.
    """
    message = BytesParser(_class=EmailMessage, policy=email.policy.default).parsebytes(data)
    if not message.keys():
        raise UnreadableError("the file has no e-mail headers", "if it is plain text, give it the ending .txt")
    text = _body(message)
    if not text.strip():
        raise UnreadableError("the e-mail holds no text", "save its attachments and give those")
    names = [part.get_filename() for part in message.walk() if part.get_content_disposition() == "attachment"]
    return Document(
        text=text,
        media_type="message/rfc822",
        csl_type="personal_communication",
        title=_header(message, "subject"),
        authors=tuple(one for one in [_sender(message)] if one),
        published=_date(message),
        problems=tuple(
            Problem(f"attachment {name or 'without a name'} is not read", "save it beside the e-mail and give it too")
            for name in names
        ),
    )


def _body(message: EmailMessage) -> str:
    for kind in ("plain", "html"):
        part = message.get_body(preferencelist=(kind,))
        payload = part.get_payload(decode=True) if isinstance(part, EmailMessage) else None
        if part is None or not isinstance(payload, bytes) or not payload.strip():
            continue
        text = decode(payload, [declared_charset(str(part.get("content-type", "")))])
        return text if kind == "plain" else from_page(text).text
    return ""


def _header(message: EmailMessage, name: str) -> str | None:
    try:
        return cleaned(message[name])
    except (ValueError, IndexError, LookupError):  # the standard parser stumbles over some malformed headers
        return None


def _sender(message: EmailMessage) -> str | None:
    name, address = email.utils.parseaddr(_header(message, "from") or "")
    return cleaned(name) or cleaned(address)


def _date(message: EmailMessage) -> str | None:
    """The day in the sender's own time zone."""
    try:
        return email.utils.parsedate_to_datetime(_header(message, "date") or "").date().isoformat()
    except (ValueError, TypeError):
        return None
