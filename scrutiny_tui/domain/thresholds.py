"""The numbers behind the words consensus, broad agreement, mixed and split.

Where they come from: 75 % is the median of what 25 Delphi studies called consensus (Diamond and others, Journal of
Clinical Epidemiology 67, 2014); under 15 % at the far end is the COMET group's rule; 30 % at each end equals the
disagreement counts of the RAND/UCLA Appropriateness Method for panels of 8 to 16; five ratings and the half-empty
middle are this project's choices.
"""

from __future__ import annotations

from dataclasses import dataclass

from scrutiny_tui.domain.fields import Percent


@dataclass(frozen=True, slots=True)
class Thresholds:
    """When counts are called what. Percentages are whole numbers, compared exactly, never rounded."""

    fewest_ratings: Percent = 5
    """Below this many ratings nothing is summed up."""
    consensus_percent: Percent = 75
    """Consensus: at least this share on one level."""
    broad_percent: Percent = 60
    """Broad agreement: at least this share on one level."""
    minority_percent: Percent = 15
    """Consensus and broad agreement: less than this share at the smaller end."""
    split_percent: Percent = 30
    """Split: at least this share at each end."""
    hollow_percent: Percent = 50
    """Split: the middle holds at most this share of the smaller end."""
