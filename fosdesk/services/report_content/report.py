"""The assessment report: all parts and all sheets of one material, for every format."""

from fosdesk.model.report import ReportModel
from fosdesk.services.report_content.front import document_facts, document_words, key_to_signs
from fosdesk.services.report_content.kpis import kpis_part
from fosdesk.services.report_content.law import law_part
from fosdesk.services.report_content.lists import environment_part, evidence_part, gaps_part, unknown_part
from fosdesk.services.report_content.material import Material
from fosdesk.services.report_content.method import method_part
from fosdesk.services.report_content.questions import needs_part
from fosdesk.services.report_content.registers import register_parts
from fosdesk.services.report_content.sheets import workbook_sheets
from fosdesk.services.report_content.standards import standards_part
from fosdesk.services.report_content.summary import summary_part


def assessment_report(m: Material) -> ReportModel:
    """The whole report as data: PDF parts and workbook sheets say the same."""
    parts = (
        summary_part(m),
        standards_part(m),
        environment_part(m),
        gaps_part(m),
        unknown_part(m),
        evidence_part(m),
        law_part(m),
        needs_part(m),
        kpis_part(m),
        method_part(m),
        *register_parts(m),
    )
    return ReportModel(
        facts=document_facts(m, "assessment_report", m.tr("Assessment of cross-border e-commerce")),
        words=document_words(m),
        parts=tuple(part for part in parts if part.id.partition(":")[0] not in m.without),
        key=key_to_signs(m),
        sheets=workbook_sheets(m),
    )
