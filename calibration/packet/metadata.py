"""The packet's XMP metadata: one file that claims PDF/A-3a and PDF/UA-1 together.

WeasyPrint writes one claim. PDF/A allows a second one when an extension schema describes its property (ISO 19005-3,
6.6.2.3), which is what stands here.
"""

from __future__ import annotations

from weasyprint.pdf.metadata import DocumentMetadata

UNIVERSAL_ACCESS = b"""<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>\
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">\
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">\
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>\
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">\
<pdfaProperty:category>internal</pdfaProperty:category>\
<pdfaProperty:description>PDF/UA version identifier</pdfaProperty:description>\
<pdfaProperty:name>part</pdfaProperty:name>\
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>\
</rdf:li></rdf:Seq></pdfaSchema:property>\
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"""
CLOSING_TAG = b"</rdf:RDF>"


class ArchivalMetadata(DocumentMetadata):  # type: ignore[misc]  # WeasyPrint ships no types
    """Metadata that also says the document is made for universal access."""

    def generate_rdf_metadata(self, variant: str, version: int, conformance: str | None) -> bytes:
        """WeasyPrint's RDF with the second claim before its end."""
        rdf: bytes = super().generate_rdf_metadata(variant, version, conformance)
        body, end, rest = rdf.rpartition(CLOSING_TAG)
        return body + UNIVERSAL_ACCESS + end + rest


def archival_metadata(found: DocumentMetadata) -> ArchivalMetadata:
    """The same metadata, claiming both standards."""
    return ArchivalMetadata(**vars(found))
