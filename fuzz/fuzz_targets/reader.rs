//! Any bytes are read without a panic, and the account of the reading tiles them.
//!
//! `mkdir -p fuzz/corpus; cargo +nightly fuzz run reader fuzz/corpus tests/it/sources -- -max_total_time=60`.
//! What it finds goes to `tests/it/sources/`, where `cargo test` replays it, with mutations
//! of its own, on a stable compiler: see `tests/it/source_promises.rs`.
#![no_main]

use jianyi::model::Regions;
use jianyi::source;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let parsed = source::read("fuzz", bytes, &Regions::builtin());
    let mut at = 0;
    for piece in parsed.account.pieces() {
        assert_eq!(piece.span.start, at);
        at = piece.span.end;
    }
    assert_eq!(at, bytes.len());
    source::show::plain(&parsed, bytes);
    source::show::page(&[("fuzz", &parsed, bytes)]);
});
