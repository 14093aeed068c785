//! Small corpora made by hand; the whole command is tested in tests/it/renumber.rs.
