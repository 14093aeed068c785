//! From the bytes of a source to its text, and from places in the text back to bytes.

pub(super) mod decode;
mod garbled;
pub(super) mod origin;
pub(super) mod parts;
pub(super) mod refuse;
mod transcode;
