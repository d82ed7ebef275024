"""What the documents say: one ReportModel from one view of the assessment, in the language of the report."""
