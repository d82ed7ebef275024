"""The mark on sentences that are translated later than they are written."""


def N_(msgid: str) -> str:
    """Mark `msgid` for translation where it is written; it is translated where it is used."""
    return msgid
