"""Tables of decisions and packets."""

from calibration.models.decisions import Decision, RedFlagAnswer
from calibration.models.packets import Packet, StoredFile

__all__ = ["Decision", "Packet", "RedFlagAnswer", "StoredFile"]
