# Factsheets and reports.

factsheet = Factsheet (pdf)
report-of-area = Report of this area (pdf)
report-pdf = Report (pdf)
menu-report = { $name } in a report
report-previous = Previous:
report-next = Next:
report-years = Also of:
document-refused = We cannot make this document
document-comparison = This area cannot be compared with what is in the address. Choose another area.
document-failed = Something went wrong on our side. The figures are on the page of the area.
document-waiting = The document is not ready yet
document-busy = We are making it. When many people ask for a document, that takes longer. Try again in a few seconds.
document-again = Try again
document-unknown-area = We do not know the area ‘{ $asked }’ that you want to compare with. Use a code such as GM0344.
document-back = To { $name }
