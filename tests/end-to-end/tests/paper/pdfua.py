"""Whether files keep to PDF/UA-1 (ISO 14289-1), as far as a machine can say: prints every failure, and what the file
holds, as JSON.

    python3 pdfua.py FILE…

Two checks that know nothing of each other. The first is an independent validator, `page-validation`, with the 104 rules of
its PDF/UA-1 profile. The second is below, by the conditions of the Matterhorn Protocol 1.1, for what matters most here and
for what we ask beyond it (bookmarks; a file without a first heading; every link, figure and table counted).

Checkpoints of the protocol, by who looks at what a machine can check of them (`v` the validator, `o` ours):

    01 real content is tagged, once, or an artifact    v o    16 lists                              v o
    02 roles map to standard types, without a circle   v o    17 formulas                           v   (we have none)
    06 metadata: title, PDF/UA-1                       v o    19 notes have their own id            v   (we have none)
    07 the title is shown, the file is said tagged     v o    20 optional content                   v   (we have none)
    09 tags stand in the tags they belong in           v o    21 embedded files                     v   (we have none)
    10 letters map to Unicode                          v o    25 XFA                                v   (we have none)
    11 language of document, texts and bookmarks       v o    26 encryption leaves reading open     v   (we have none)
    13 figures have an alternative text                v o    28 links and other annotations        v o
    14 headings do not skip a level                    v o    30 no reference to other files        v
    15 heads of tables say of what; rows are of a size v o    31 fonts are in the file, widths hold v o

Not for a machine, and looked at by people: whether a tag is the right one and the order is that of reading (01, 09; the
order of words is held in `paper.rs` with pdftotext), colour and contrast (04; the palette is held by tests of `charts`),
whether an alternative text says what a figure shows (13), whether headings and lists are all marked (14, 16), headers and
footers (18), and flicker, sound, scans, stretched letters, threads, signatures and actions, which these files have not.
"""

import json
import re
import sys

import page
import pikepdf

STANDARD = set(
    "Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody "
    "Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Ruby Warichu RB RT RP WT WP Figure "
    "Formula Form".split()
)


def kids(element):
    inner = element.get("/K")
    if inner is None:
        return []
    return list(inner) if isinstance(inner, pikepdf.Array) else [inner]


class Checked:
    def __init__(self, path):
        self.pdf = pikepdf.open(path)
        self.failures = []
        self.headings = []
        self.figures = []
        self.tables = []
        self.tags = {}
        self.referenced = {}
        self.links = 0

    def fail(self, condition, what):
        self.failures.append(f"{condition}: {what}")

    def document(self):
        root = self.pdf.Root
        if not bool(root.get("/MarkInfo", {}).get("/Marked", False)):
            self.fail("06", "the file does not say that it is tagged")
        if not str(root.get("/Lang", "")):
            self.fail("11-006", "the document has no language")
        if not bool(root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False)):
            self.fail("07-001", "the title is not shown in place of the file name")
        with self.pdf.open_metadata() as metadata:
            if metadata.get("pdfuaid:part") != "1":
                self.fail("05-001", "the file does not say that it keeps to PDF/UA-1")
            self.title = metadata.get("dc:title")
        if not self.title:
            self.fail("06-003", "the document has no title")
        self.tree = root.get("/StructTreeRoot")
        if self.tree is None:
            self.fail("01", "there is no structure tree")
        roles = {} if self.tree is None else dict(self.tree.get("/RoleMap", {}))
        for name, target in roles.items():
            if str(target)[1:] not in STANDARD:
                self.fail("02-001", f"{name} is mapped to {target}, which is no standard type")
        self.rolemap = {str(k)[1:]: str(v)[1:] for k, v in roles.items()}
        self.outline = self.bookmarks()
        if not self.outline:
            self.fail("bookmarks", "there are no bookmarks")

    def bookmarks(self):
        with self.pdf.open_outline() as outline:
            def walk(items, depth):
                for item in items:
                    yield depth, item.title
                    yield from walk(item.children, depth + 1)
            return list(walk(outline.root, 1))

    def structure(self):
        for child in kids(self.tree) if self.tree is not None else []:
            self.element(child, [])
        level = 0
        if self.headings and self.headings[0][0] != 1:
            self.fail("14-002", f"the first heading is of level {self.headings[0][0]}")
        for depth, text in self.headings:
            if depth > level + 1:
                self.fail("14-003", f"heading level {level} is followed by {depth}: {text}")
            level = depth

    def type_of(self, element):
        name = str(element.get("/S", "/?"))[1:]
        return self.rolemap.get(name, name)

    def element(self, element, above):
        if isinstance(element, int) or element.get("/Type") in ("/MCR", "/OBJR"):
            return
        kind = self.type_of(element)
        self.tags[kind] = self.tags.get(kind, 0) + 1
        if kind not in STANDARD:
            self.fail("02-001", f"{kind} is no standard type")
        if kind == "Figure":
            alt = str(element.get("/Alt", "")).strip()
            self.figures.append(alt)
            if not alt:
                self.fail("13-004", "a figure has no alternative text")
        page = element.get("/Pg")
        for child in kids(element):
            if isinstance(child, int):
                self.refer(page, child, kind)
            elif child.get("/Type") == "/MCR":
                self.refer(child.get("/Pg", page), int(child.MCID), kind)
            elif child.get("/Type") == "/OBJR":
                if kind != "Link":
                    self.fail("28-011", f"an annotation is in a {kind}")
                self.links += 1
        if re.fullmatch("H[1-6]", kind):
            self.headings.append((int(kind[1]), str(element.get("/T", ""))))
        if kind == "Table":
            self.table(element)
        if kind == "TR" and above and above[-1] not in ("Table", "THead", "TBody", "TFoot"):
            self.fail("09-004", f"a row is in a {above[-1]}")
        if kind in ("TH", "TD") and above and above[-1] != "TR":
            self.fail("09-004", f"a cell is in a {above[-1]}")
        if kind == "LI" and above and above[-1] != "L":
            self.fail("09-005", f"an item of a list is in a {above[-1]}")
        for child in kids(element):
            if not isinstance(child, int):
                self.element(child, above + [kind])

    def refer(self, page, mcid, kind):
        if page is None:
            self.fail("01", f"content {mcid} is on no page")
            return
        key = (page.objgen, mcid)
        if key in self.referenced:
            self.fail("01", f"content {mcid} stands in the tree twice")
        self.referenced[key] = kind

    def table(self, element):
        rows = []

        def collect(part):
            for child in kids(part):
                if isinstance(child, int) or child.get("/Type") in ("/MCR", "/OBJR"):
                    continue
                kind = self.type_of(child)
                if kind == "TR":
                    rows.append(child)
                elif kind in ("THead", "TBody", "TFoot"):
                    collect(child)

        collect(element)
        widths = set()
        heads = 0
        for row in rows:
            width = 0
            for cell in kids(row):
                if isinstance(cell, int):
                    continue
                attributes = cell.get("/A", pikepdf.Dictionary())
                attributes = list(attributes) if isinstance(attributes, pikepdf.Array) else [attributes]
                span = max([int(a.get("/ColSpan", 1)) for a in attributes if isinstance(a, pikepdf.Dictionary)] or [1])
                width += span
                if self.type_of(cell) == "TH":
                    heads += 1
                    scopes = [a.get("/Scope") for a in attributes if isinstance(a, pikepdf.Dictionary) and "/Scope" in a]
                    if not scopes:
                        self.fail("15-003", "the head of a table does not say of what")
            widths.add(width)
        if not heads:
            self.fail("15-003", "a table has no heads")
        if len(widths) > 1:
            self.fail("15-005", f"the rows of a table have different numbers of columns: {sorted(widths)}")
        self.tables.append(len(rows))

    def content(self):
        for number, page in enumerate(self.pdf.pages, 1):
            open_marks = []
            seen = set()
            for operands, operator in pikepdf.parse_content_stream(page):
                operator = str(operator)
                if operator in ("BDC", "BMC"):
                    tag = str(operands[0])
                    mcid = None
                    if operator == "BDC" and isinstance(operands[1], pikepdf.Dictionary) and "/MCID" in operands[1]:
                        mcid = int(operands[1].MCID)
                        seen.add(mcid)
                    open_marks.append((tag, mcid))
                elif operator == "EMC":
                    open_marks.pop()
                elif operator in ("Tj", "TJ", "'", '"', "Do", "f", "F", "f*", "S", "s", "B", "B*", "b", "b*", "sh"):
                    tags = [tag for tag, _ in open_marks]
                    if not any(mcid is not None for _, mcid in open_marks) and "/Artifact" not in tags:
                        self.fail("01-003", f"page {number}: content ({operator}) is neither tagged nor an artifact")
                        break
            for mcid in seen:
                if (page.obj.objgen, mcid) not in self.referenced:
                    self.fail("01", f"page {number}: content {mcid} does not stand in the structure tree")
            annotations = list(page.obj.get("/Annots", []))
            if annotations and page.obj.get("/Tabs") != "/S":
                self.fail("28-008", f"page {number}: the order of the keyboard is not that of the structure")
            for annotation in annotations:
                if "/StructParent" not in annotation:
                    self.fail("28-002", f"page {number}: a link does not stand in the structure tree")
                if annotation.get("/Subtype") == "/Link" and not str(annotation.get("/Contents", "")):
                    self.fail("28-012", f"page {number}: a link has no description")

    def fonts(self):
        names = set()
        for item in self.pdf.objects:
            if not isinstance(item, pikepdf.Dictionary) or item.get("/Type") != "/Font":
                continue
            if item.get("/Subtype") == "/Type0":
                names.add(str(item.BaseFont))
                if "/ToUnicode" not in item:
                    self.fail("10-001", f"{item.BaseFont} does not say which letters it has")
                descriptor = item.DescendantFonts[0].get("/FontDescriptor", {})
                if not any(key in descriptor for key in ("/FontFile2", "/FontFile3")):
                    self.fail("31-009", f"{item.BaseFont} is not in the file")
            elif item.get("/Subtype") in ("/TrueType", "/Type1"):
                descriptor = item.get("/FontDescriptor", {})
                if not any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3")):
                    self.fail("31-009", f"{item.get('/BaseFont')} is not in the file")
        return sorted(names)


def validated(path):
    """The failures an independent validator finds."""
    try:
        report = page.validate_pdf(path, profile=page.ValidationProfile.PDF_UA_1)
    except page.PageError as error:
        return [f"the validator cannot read the file: {error}"]
    if report.rules.total < 100:
        return [f"the validator looked at {report.rules.total} rules only"]
    failures = [f"{failure.rule_id}: {failure.message}" for failure in report.failures]
    if not failures and not report.is_compliant:
        failures.append("the validator finds that the file does not conform, and does not say why")
    return failures


def check(path):
    checked = Checked(path)
    checked.document()
    checked.structure()
    checked.content()
    return {
        "file": path,
        "failures": checked.failures + validated(path),
        "title": checked.title,
        "language": str(checked.pdf.Root.get("/Lang", "")),
        "pages": len(checked.pdf.pages),
        "bookmarks": [title for _, title in checked.outline],
        "headings": [level for level, _ in checked.headings],
        "figures": checked.figures,
        "tables": checked.tables,
        "links": checked.links,
        "tags": checked.tags,
        "fonts": checked.fonts(),
    }


if __name__ == "__main__":
    if sys.argv[1:] == ["version"]:
        print(pikepdf.__version__)
    else:
        print(json.dumps([check(path) for path in sys.argv[1:]], ensure_ascii=False, indent=1))
