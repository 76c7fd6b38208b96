# Factsheets and reports.

factsheet = Factsheet to print (pdf)
document-refused = We cannot make this document
document-comparison = This area cannot be compared with what is in the address. Choose another area.
document-failed = Something went wrong on our side. The figures are on the page of the area.
document-busy = Many people are asking for a document now. Please try again in a few seconds.
document-unknown-area = We do not know the area ‘{ $asked }’ that you want to compare with. Use a code such as GM0344.
document-back = To { $name }
