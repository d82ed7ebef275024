"""Renders report models to PDF and workbook: written beside the target, re-opened, checked, then moved."""
