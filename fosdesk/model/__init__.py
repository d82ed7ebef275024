"""Frozen data that every layer shares: answers, changes, snapshots, report and chart models."""
