//! The vocabulary: what departments and topics are called, and how a text names them.

/// A department or a topic.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Term {
    /// The canonical name, as `departments` and `topics` hold it.
    pub name: String,
    /// Other names, or patterns (regular expressions) that a text names it by.
    pub patterns: Vec<String>,
}

/// All departments and topics that a corpus knows.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    /// Departments in the order of the table.
    pub departments: Vec<Term>,
    /// Topics in the order of the table.
    pub topics: Vec<Term>,
}

impl Vocabulary {
    /// The canonical names of the departments that `text` addresses, in its order.
    pub fn departments_in(&self, _text: &str) -> Vec<String> {
        Vec::new()
    }

    /// The canonical names of the topics of `text`, in the order of the table.
    pub fn topics_in(&self, _text: &str) -> Vec<String> {
        Vec::new()
    }
}
