"""Which addresses are this machine's own."""

import ipaddress
from urllib.parse import urlsplit


def is_here(base_url: str) -> bool:
    """Whether an address is this machine's own.

    >>> is_here("http://localhost:11434/v1"), is_here("http://[::1]:80"), is_here("https://localhost.example")
    (True, True, False)
    """
    host = urlsplit(base_url).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
