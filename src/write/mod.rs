//! FORMATS, and one file per format: a document, or rows of data, to bytes.
//!
//! A writer knows nothing of recommendations, regions or the corpus.
