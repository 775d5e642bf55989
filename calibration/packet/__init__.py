"""The decision packet: the frozen record of an application as a PDF that carries its own data.

`record` says what is frozen, `profiles` what a reader may see of it, `context` turns it into plain page rows, `render`
into PDF bytes, and `verify` reads a packet back and says whether it is what was sealed.
"""
