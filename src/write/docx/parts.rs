//! The parts of a DOCX file that say how things look: styles, settings, footers.
//!
//! Lengths are in twips, twentieths of a point; sizes in half points. Body text stands
//! 0.25 pt closer than its font has it: 28 characters of 16 pt are wider than 156 mm, and
//! with 0.2 pt they still are, by a hair.

use std::fmt::Write as _;

use crate::document::Document;
use crate::model::day;
use crate::text::escape;

/// The namespaces of a part.
pub(super) const NAMESPACES: &str = concat!(
    r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" "#,
    r#"xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships""#
);

/// The first line of every part.
pub(super) const DECLARATION: &str =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// What kind each part is of.
pub(super) const CONTENT_TYPES: &str = concat!(
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n",
    r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">"#,
    r#"<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>"#,
    r#"<Default Extension="xml" ContentType="application/xml"/>"#,
    r#"<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>"#,
    r#"<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>"#,
    r#"<Override PartName="/word/fontTable.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.fontTable+xml"/>"#,
    r#"<Override PartName="/word/settings.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml"/>"#,
    r#"<Override PartName="/word/footer1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/>"#,
    r#"<Override PartName="/word/footer2.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/>"#,
    r#"<Override PartName="/word/footer3.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/>"#,
    r#"<Override PartName="/word/footer4.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/>"#,
    r#"<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>"#,
    "</Types>"
);

/// Where the document and its properties are.
pub(super) const RELATIONSHIPS: &str = concat!(
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n",
    r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">"#,
    r#"<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>"#,
    r#"<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/>"#,
    "</Relationships>"
);

/// What the document uses. Nothing else is ever referred to.
pub(super) const DOCUMENT_RELATIONSHIPS: &str = concat!(
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n",
    r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">"#,
    r#"<Relationship Id="styles" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>"#,
    r#"<Relationship Id="fonts" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/fontTable" Target="fontTable.xml"/>"#,
    r#"<Relationship Id="settings" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/settings" Target="settings.xml"/>"#,
    r#"<Relationship Id="odd" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer" Target="footer1.xml"/>"#,
    r#"<Relationship Id="even" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer" Target="footer2.xml"/>"#,
    r#"<Relationship Id="oddTurned" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer" Target="footer3.xml"/>"#,
    r#"<Relationship Id="evenTurned" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer" Target="footer4.xml"/>"#,
    "</Relationships>"
);

/// Marks that end no line.
const OPENING: &str = "“‘『「（《〈【〔［｛([{";
/// Marks that start no line. As one of them a dash and an ellipsis also stay whole.
const CLOSING: &str = "”’』」）》〉】〕］｝)]}。！？，、；：．·～／…—%‰℃％°,.;:!?";

/// Numbers outside on both sides, margins that change sides, marks set close and kept from
/// the ends of lines where our own pages keep them.
pub(super) fn settings() -> String {
    format!(
        "{DECLARATION}<w:settings {NAMESPACES}><w:mirrorMargins/>\
         <w:defaultTabStop w:val=\"640\"/><w:evenAndOddHeaders/>\
         <w:characterSpacingControl w:val=\"compressPunctuation\"/>\
         <w:noLineBreaksAfter w:lang=\"zh-CN\" w:val=\"{OPENING}\"/>\
         <w:noLineBreaksBefore w:lang=\"zh-CN\" w:val=\"{CLOSING}\"/>\
         <w:compat><w:compatSetting w:name=\"compatibilityMode\" \
         w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat>\
         <w:themeFontLang w:val=\"en-US\" w:eastAsia=\"zh-CN\"/></w:settings>"
    )
}

/// Title, author and date.
pub(super) fn core(document: &Document) -> String {
    let mut core = format!(
        "{DECLARATION}<cp:coreProperties \
         xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\
         <dc:title>{}</dc:title>",
        escape(&document.title)
    );
    // Writing to a string does not fail.
    if let Some(author) = &document.author {
        let _ = write!(core, "<dc:creator>{}</dc:creator>", escape(author));
    }
    core.push_str("<dc:language>zh-CN</dc:language>");
    if let Some((year, month, date)) = document.date.as_deref().and_then(day) {
        let _ = write!(
            core,
            "<dcterms:created xsi:type=\"dcterms:W3CDTF\">\
             {year:04}-{month:02}-{date:02}T00:00:00Z</dcterms:created>"
        );
    }
    core.push_str("</cp:coreProperties>");
    core
}

/// A page number: 四号 宋体 between dashes, a character from its edge.
const PAGE: &str = "<w:r><w:t xml:space=\"preserve\">— </w:t></w:r>\
    <w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>\
    <w:r><w:instrText xml:space=\"preserve\"> PAGE </w:instrText></w:r>\
    <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>1</w:t></w:r>\
    <w:r><w:fldChar w:fldCharType=\"end\"/></w:r>\
    <w:r><w:t xml:space=\"preserve\"> —</w:t></w:r>";

/// The footer of upright pages, its number at this side.
pub(super) fn footer(side: &str) -> String {
    format!(
        "{DECLARATION}<w:ftr {NAMESPACES}><w:p><w:pPr><w:pStyle w:val=\"Footer\"/>\
         <w:ind w:left=\"280\" w:right=\"280\"/><w:jc w:val=\"{side}\"/></w:pPr>{PAGE}</w:p></w:ftr>"
    )
}

/// The footer of turned pages: the number stands where it would on the paper upright, in a
/// box at the left edge whose lines run down. Nothing lies beside it, but only where text
/// may not run over it does LibreOffice put it there on the first page of a section. `top` is the box's, in millimetres.
/// `id` is the drawing's own in the file.
pub(super) fn turned_footer(id: u32, side: &str, top: u32) -> String {
    // English Metric Units: 36,000 of a millimetre.
    let emu = |mm: u32| mm * 36_000;
    let (x, y) = (emu(22), emu(top));
    let (width, height) = (emu(6), emu(40));
    format!(
        "{DECLARATION}<w:ftr {NAMESPACES} \
         xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" \
         xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
         xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\">\
         <w:p><w:pPr><w:pStyle w:val=\"Footer\"/></w:pPr><w:r><w:drawing>\
         <wp:anchor distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\" simplePos=\"0\" \
         relativeHeight=\"1\" behindDoc=\"0\" locked=\"0\" layoutInCell=\"1\" \
         allowOverlap=\"1\"><wp:simplePos x=\"0\" y=\"0\"/>\
         <wp:positionH relativeFrom=\"page\"><wp:posOffset>{x}</wp:posOffset></wp:positionH>\
         <wp:positionV relativeFrom=\"page\"><wp:posOffset>{y}</wp:posOffset></wp:positionV>\
         <wp:extent cx=\"{width}\" cy=\"{height}\"/><wp:wrapSquare wrapText=\"bothSides\"/>\
         <wp:docPr id=\"{id}\" name=\"页码\"/><a:graphic><a:graphicData \
         uri=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\"><wps:wsp>\
         <wps:cNvSpPr txBox=\"1\"/><wps:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/>\
         <a:ext cx=\"{width}\" cy=\"{height}\"/></a:xfrm>\
         <a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom><a:noFill/></wps:spPr>\
         <wps:txbx><w:txbxContent><w:p><w:pPr><w:pStyle w:val=\"Footer\"/>\
         <w:jc w:val=\"{side}\"/></w:pPr>{PAGE}</w:p></w:txbxContent></wps:txbx>\
         <wps:bodyPr vert=\"vert\" lIns=\"0\" tIns=\"0\" rIns=\"0\" bIns=\"0\"/>\
         </wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></w:r></w:p></w:ftr>"
    )
}

/// A paragraph style.
struct Style {
    id: &'static str,
    name: &'static str,
    font: &'static str,
    /// In half points.
    size: u32,
    /// Paragraph properties, in the order of the schema.
    paragraph: &'static str,
}

const BODY: &str = "仿宋_GB2312";
const HEI: &str = "黑体";
const KAI: &str = "楷体_GB2312";
const TITLE: &str = "方正小标宋简体";
const SONG: &str = "宋体";
const LINE: &str =
    "<w:spacing w:before=\"0\" w:after=\"0\" w:line=\"579\" w:lineRule=\"exact\"/>";

/// The styles beside the default: id, name, font, size, and what differs from body text.
const STYLES: &[Style] = &[
    Style {
        id: "Title",
        name: "Title",
        font: TITLE,
        size: 44,
        // On the grid LibreOffice gives its large letters a line and a half.
        paragraph: "<w:keepNext/><w:snapToGrid w:val=\"0\"/><w:ind w:firstLine=\"0\" w:firstLineChars=\"0\"/><w:jc w:val=\"center\"/>",
    },
    Style {
        id: "Subtitle",
        name: "Subtitle",
        font: KAI,
        size: 32,
        paragraph: "<w:keepNext/><w:ind w:firstLine=\"0\" w:firstLineChars=\"0\"/><w:jc w:val=\"center\"/>",
    },
    Style {
        id: "Heading1",
        name: "heading 1",
        font: HEI,
        size: 32,
        paragraph: "<w:keepNext/><w:outlineLvl w:val=\"0\"/>",
    },
    Style {
        id: "Heading2",
        name: "heading 2",
        font: KAI,
        size: 32,
        paragraph: "<w:keepNext/><w:outlineLvl w:val=\"1\"/>",
    },
    Style {
        id: "Heading3",
        name: "heading 3",
        font: BODY,
        size: 32,
        paragraph: "<w:keepNext/><w:outlineLvl w:val=\"2\"/>",
    },
    Style {
        id: "Heading4",
        name: "heading 4",
        font: BODY,
        size: 32,
        paragraph: "<w:keepNext/><w:outlineLvl w:val=\"3\"/>",
    },
    Style {
        id: "Flush",
        name: "顶格",
        font: BODY,
        size: 32,
        paragraph: "<w:ind w:firstLine=\"0\" w:firstLineChars=\"0\"/>",
    },
    Style {
        id: "Centre",
        name: "居中",
        font: BODY,
        size: 32,
        paragraph: "<w:ind w:firstLine=\"0\" w:firstLineChars=\"0\"/><w:jc w:val=\"center\"/>",
    },
    Style {
        id: "Right",
        name: "居右",
        font: BODY,
        size: 32,
        paragraph: "<w:ind w:firstLine=\"0\" w:firstLineChars=\"0\"/><w:jc w:val=\"right\"/>",
    },
    Style {
        id: "ContentsHead",
        name: "TOC Heading",
        font: HEI,
        size: 32,
        paragraph: "<w:keepNext/><w:ind w:firstLine=\"0\" w:firstLineChars=\"0\"/><w:jc w:val=\"center\"/>",
    },
    Style {
        id: "TOC1",
        name: "toc 1",
        font: HEI,
        size: 32,
        paragraph: "<w:tabs><w:tab w:val=\"right\" w:leader=\"middleDot\" w:pos=\"8840\"/></w:tabs>\
            <w:ind w:firstLine=\"0\" w:firstLineChars=\"0\"/>",
    },
    Style {
        id: "TOC2",
        name: "toc 2",
        font: BODY,
        size: 32,
        paragraph: "<w:tabs><w:tab w:val=\"right\" w:leader=\"middleDot\" w:pos=\"8840\"/></w:tabs>\
            <w:ind w:left=\"640\" w:firstLine=\"0\" w:firstLineChars=\"0\"/>",
    },
    Style {
        id: "TOC3",
        name: "toc 3",
        font: BODY,
        size: 32,
        paragraph: "<w:tabs><w:tab w:val=\"right\" w:leader=\"middleDot\" w:pos=\"8840\"/></w:tabs>\
            <w:ind w:left=\"1280\" w:firstLine=\"0\" w:firstLineChars=\"0\"/>",
    },
    Style {
        id: "TableText",
        name: "表格文字",
        font: BODY,
        size: 24,
        paragraph: "<w:snapToGrid w:val=\"0\"/><w:spacing w:line=\"360\" w:lineRule=\"exact\"/>\
            <w:ind w:firstLine=\"0\" w:firstLineChars=\"0\"/><w:jc w:val=\"left\"/>",
    },
    Style {
        id: "TableHead",
        name: "表头",
        font: HEI,
        size: 24,
        paragraph: "<w:keepNext/><w:snapToGrid w:val=\"0\"/>\
            <w:spacing w:line=\"360\" w:lineRule=\"exact\"/>\
            <w:ind w:firstLine=\"0\" w:firstLineChars=\"0\"/><w:jc w:val=\"center\"/>",
    },
    Style {
        id: "ChartText",
        name: "图表文字",
        font: BODY,
        size: 28,
        paragraph: "<w:snapToGrid w:val=\"0\"/>\
            <w:spacing w:line=\"400\" w:lineRule=\"exact\"/>\
            <w:ind w:firstLine=\"0\" w:firstLineChars=\"0\"/><w:jc w:val=\"left\"/>",
    },
    Style {
        id: "Footer",
        name: "footer",
        font: SONG,
        size: 28,
        paragraph: "<w:snapToGrid w:val=\"0\"/><w:spacing w:line=\"280\" w:lineRule=\"exact\"/>\
            <w:ind w:firstLine=\"0\" w:firstLineChars=\"0\"/><w:jc w:val=\"left\"/>",
    },
];

/// What else each font may be called, and so what stands in for it where it is not
/// installed: 仿宋_GB2312 is 仿宋 on newer systems.
const FONTS: &[(&str, &str)] = &[
    (BODY, "仿宋,FangSong,方正仿宋_GBK,华文仿宋"),
    (HEI, "SimHei,方正黑体_GBK,华文黑体"),
    (KAI, "楷体,KaiTi,方正楷体_GBK,华文楷体"),
    (TITLE, "方正小标宋_GBK,华文中宋,宋体"),
    (SONG, "SimSun,方正书宋_GBK,华文宋体"),
];

/// The fonts that the styles name: none is in the file.
pub(super) fn font_table() -> String {
    let mut table = format!("{DECLARATION}<w:fonts {NAMESPACES}>");
    for (name, others) in FONTS {
        let _ = write!(
            table,
            "<w:font w:name=\"{name}\"><w:altName w:val=\"{others}\"/>\
             <w:charset w:val=\"86\"/><w:family w:val=\"auto\"/>\
             <w:pitch w:val=\"default\"/></w:font>"
        );
    }
    table.push_str("</w:fonts>");
    table
}

fn fonts(font: &str) -> String {
    format!(
        "<w:rFonts w:ascii=\"{font}\" w:hAnsi=\"{font}\" w:eastAsia=\"{font}\" w:cs=\"{font}\"/>"
    )
}

/// The styles: body text as the default, the others from it.
///
/// `overflowPunct` is set as Word has it by default. LibreOffice 7.4 takes the value the
/// other way round: where a document forbids it, marks hang beside the text area there,
/// and some are not drawn at all.
pub(super) fn styles() -> String {
    let mut styles = format!(
        "{DECLARATION}<w:styles {NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr>{}\
         <w:spacing w:val=\"-5\"/><w:sz w:val=\"32\"/><w:szCs w:val=\"32\"/>\
         <w:lang w:val=\"en-US\" w:eastAsia=\"zh-CN\"/></w:rPr></w:rPrDefault></w:docDefaults>\
         <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\">\
         <w:name w:val=\"Normal\"/><w:qFormat/><w:pPr><w:widowControl w:val=\"0\"/>\
         <w:kinsoku/><w:overflowPunct/><w:autoSpaceDE w:val=\"0\"/>\
         <w:autoSpaceDN w:val=\"0\"/>{LINE}\
         <w:ind w:firstLine=\"640\" w:firstLineChars=\"200\"/><w:jc w:val=\"both\"/></w:pPr></w:style>",
        fonts(BODY)
    );
    for style in STYLES {
        let Style { id, name, size, paragraph, .. } = style;
        // Text off the grid stands as its font has it.
        let tracking = if *size == 32 { -5 } else { 0 };
        let _ = write!(
            styles,
            "<w:style w:type=\"paragraph\" w:styleId=\"{id}\"><w:name w:val=\"{name}\"/>\
             <w:basedOn w:val=\"Normal\"/><w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{}\
             <w:spacing w:val=\"{tracking}\"/><w:sz w:val=\"{size}\"/><w:szCs w:val=\"{size}\"/>\
             </w:rPr></w:style>",
            fonts(style.font)
        );
    }
    for (id, name, font) in [("Strong", "Strong", KAI), ("Label", "标签", HEI)] {
        let _ = write!(
            styles,
            "<w:style w:type=\"character\" w:styleId=\"{id}\"><w:name w:val=\"{name}\"/>\
             <w:qFormat/><w:rPr>{}</w:rPr></w:style>",
            fonts(font)
        );
    }
    styles.push_str("</w:styles>");
    styles
}
