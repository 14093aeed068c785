//! The official page: the 22 × 28 grid, line breaking, tables over pages. Document →
//! pages of placed glyphs; no file format in it.
