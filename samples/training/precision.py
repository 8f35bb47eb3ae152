"""In what precision a network is trained and tried: bfloat16 where the processor multiplies in it."""

import torch


def quick() -> torch.autocast:
    """A context in which networks run as fast as the processor lets them.

    Without AVX-512 a processor emulates bfloat16, ten times slower than it multiplies in single precision.
    """
    multiplies = torch.backends.cpu.get_cpu_capability().startswith("AVX512")
    return torch.autocast("cpu", torch.bfloat16, enabled=multiplies)
