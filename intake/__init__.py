"""How a fax arrives: channels, safe opening, decoding in a child with limits, the sender's header line."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from intake.channel import Channel
from intake.folder import WatchedFolder

CHANNELS: Mapping[str, Callable[..., Channel]] = MappingProxyType({WatchedFolder.name: WatchedFolder})
"""Every way in by the name its faxes carry; what a channel needs to start is its own."""

__all__ = ["CHANNELS", "Channel", "WatchedFolder"]
