"""What pharmacies' systems may ask over the network: who is certified, and may this be dispensed."""

from pipeline.api.app import ApiTools, api_app

__all__ = ["ApiTools", "api_app"]
