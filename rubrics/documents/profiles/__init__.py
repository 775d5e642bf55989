"""Role profiles copied from a taxonomy's pages as text, where cells, badges and tags run together."""
