"""Packets on paper: an edition in words, set as PDF/UA-1, and folded into a zip that proves itself."""
