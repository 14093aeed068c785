//! Finding fonts: the files there are, and which of their faces serve a role.
//!
//! The official format names typefaces, but the files that carry them differ from machine
//! to machine, so each role has a list, best first. Order counts before anything else is
//! compared: what a directory happens to list first never decides.

use std::path::PathBuf;

use fontdb::{Database, FaceInfo, ID, Source, Style};

use crate::layout::Role;

/// The typefaces of each role by their family names, best first: those the practice of the
/// standard names, then free ones of the same kind.
const FAMILIES: &[(Role, &[&str])] = &[
    (
        Role::Body,
        &[
            "仿宋_GB2312", "FangSong_GB2312", "仿宋", "FangSong", "方正仿宋_GBK",
            "方正仿宋简体", "FZFangSong-Z02", "FZFangSong-Z02S", "华文仿宋",
            "STFangsong", "FandolFang", "FandolFang R", "朱雀仿宋", "Zhuque Fangsong",
        ],
    ),
    (
        Role::Title,
        &[
            "方正小标宋简体", "方正小标宋_GBK", "FZXiaoBiaoSong-B05S",
            "FZXiaoBiaoSong-B05", "华文中宋", "STZhongsong",
        ],
    ),
    (
        Role::Hei,
        &[
            "黑体", "SimHei", "方正黑体_GBK", "FZHei-B01", "华文黑体", "STHeiti",
            "Heiti SC", "FandolHei", "FandolHei R", "Noto Sans CJK SC",
            "Source Han Sans SC", "Noto Sans SC", "Microsoft YaHei", "PingFang SC",
            "WenQuanYi Zen Hei", "WenQuanYi Micro Hei",
        ],
    ),
    (
        Role::Kai,
        &[
            "楷体_GB2312", "KaiTi_GB2312", "楷体", "KaiTi", "方正楷体_GBK", "FZKai-Z03",
            "华文楷体", "STKaiti", "Kaiti SC", "FandolKai", "FandolKai R", "LXGW WenKai",
            "AR PL KaitiM GB", "AR PL UKai CN",
        ],
    ),
    (
        Role::Song,
        &[
            "宋体", "SimSun", "方正书宋_GBK", "FZShuSong-Z01", "华文宋体", "STSong",
            "Songti SC", "FandolSong", "FandolSong R", "Noto Serif CJK SC",
            "Source Han Serif SC", "Noto Serif SC", "AR PL SungtiL GB", "AR PL UMing CN",
        ],
    ),
];

/// Which role's typefaces a role takes when it has none of its own.
const INSTEAD: &[(Role, &[Role])] = &[
    (Role::Body, &[Role::Song, Role::Kai, Role::Hei]),
    (Role::Title, &[Role::Song, Role::Hei, Role::Body]),
    (Role::Hei, &[Role::Title, Role::Song, Role::Body]),
    (Role::Kai, &[Role::Body, Role::Song, Role::Hei]),
    (Role::Song, &[Role::Body, Role::Title, Role::Hei]),
];

/// Parts of a family's name that tell its kind, for fonts that no list names.
const HINTS: &[(Role, &[&str])] = &[
    (Role::Body, &["仿宋", "fangsong", "fang song"]),
    (Role::Title, &["小标宋", "xiaobiaosong"]),
    (Role::Kai, &["楷", "kai"]),
    (Role::Hei, &["黑", "hei", "sans", "gothic"]),
    (Role::Song, &["宋", "song", "ming", "serif", "sun"]),
];

/// The fonts of the machine and of the user, the user's first.
pub(super) struct Library {
    database: Database,
    /// The faces with the rank of the place they come from, in a fixed order.
    faces: Vec<(usize, ID)>,
}

impl Library {
    /// Looks through the paths, then through the system's folders.
    pub(super) fn find(paths: &[PathBuf]) -> Self {
        let mut database = Database::new();
        let mut faces = Vec::new();
        for (rank, path) in paths.iter().enumerate() {
            if path.is_dir() {
                database.load_fonts_dir(path);
            } else {
                // A file that is no font holds no face; the missing glyphs will tell.
                let _ = database.load_font_file(path);
            }
            rank_new(&database, rank, &mut faces);
        }
        database.load_system_fonts();
        rank_new(&database, paths.len(), &mut faces);
        faces.sort_by_cached_key(|&(rank, id)| {
            let face = database.face(id);
            (rank, face.map(|f| (f.post_script_name.clone(), path_of(f), f.index)))
        });
        Self { database, faces }
    }

    /// Whether there is no font at all.
    pub(super) fn is_empty(&self) -> bool {
        self.faces.is_empty()
    }

    /// The faces to try for a role, best first: every face of the library.
    pub(super) fn order(&self, role: Role) -> Vec<ID> {
        let mut order = Vec::with_capacity(self.faces.len());
        let instead =
            INSTEAD.iter().find(|(of, _)| *of == role).map_or(&[][..], |(_, i)| i);
        for kind in std::iter::once(&role).chain(instead) {
            // A title set in a common 宋体 wants its bold.
            let bold = matches!(role, Role::Title) && *kind != Role::Title;
            self.of_kind(*kind, bold, &mut order);
        }
        for &(_, id) in &self.faces {
            add(&mut order, id);
        }
        order
    }

    fn of_kind(&self, kind: Role, bold: bool, order: &mut Vec<ID>) {
        let names =
            FAMILIES.iter().find(|(of, _)| *of == kind).map_or(&[][..], |(_, n)| n);
        let ranks = self.faces.last().map_or(0, |last| last.0 + 1);
        for rank in 0..ranks {
            for name in names {
                let called =
                    |face: &FaceInfo| face.families.iter().any(|f| f.0 == **name);
                self.matching(rank, bold, called, order);
            }
            let hints =
                HINTS.iter().find(|(of, _)| *of == kind).map_or(&[][..], |(_, h)| h);
            let hinted = |face: &FaceInfo| hints.iter().any(|hint| is_hinted(face, hint));
            // The system's other fonts would stand before better ones in the list.
            if rank + 1 < ranks {
                self.matching(rank, bold, hinted, order);
            }
        }
    }

    fn matching(
        &self,
        rank: usize,
        bold: bool,
        wanted: impl Fn(&FaceInfo) -> bool,
        order: &mut Vec<ID>,
    ) {
        let mut found: Vec<(u16, ID)> = self
            .faces
            .iter()
            .filter(|(of, _)| *of == rank)
            .filter_map(|&(_, id)| self.database.face(id))
            .filter(|face| face.style == Style::Normal && wanted(face))
            .map(|face| (weight(face).abs_diff(if bold { 700 } else { 400 }), face.id))
            .collect();
        found.sort_by_key(|&(distance, _)| distance);
        for (_, id) in found {
            add(order, id);
        }
    }

    /// What people call a face.
    pub(super) fn name(&self, id: ID) -> String {
        let family =
            |face: &FaceInfo| face.families.first().map(|family| family.0.clone());
        let Some(face) = self.database.face(id) else { return String::new() };
        let name = family(face).unwrap_or_else(|| face.post_script_name.clone());
        if weight(face) > 500 { format!("{name} Bold") } else { name }
    }

    /// What a look into its file tells: the bytes, and its index in them.
    pub(super) fn look<T>(
        &self,
        id: ID,
        look: impl FnOnce(&[u8], u32) -> T,
    ) -> Option<T> {
        self.database.with_face_data(id, look)
    }
}

fn rank_new(database: &Database, rank: usize, faces: &mut Vec<(usize, ID)>) {
    let known = faces.len();
    faces.extend(database.faces().skip(known).map(|face| (rank, face.id)));
}

fn add(order: &mut Vec<ID>, id: ID) {
    if !order.contains(&id) {
        order.push(id);
    }
}

/// How bold a face is. Some call themselves regular in the table and bold in the name.
fn weight(face: &FaceInfo) -> u16 {
    if face.post_script_name.ends_with("Bold") { 700 } else { face.weight.0 }
}

fn is_hinted(face: &FaceInfo, hint: &str) -> bool {
    face.families.iter().any(|family| family.0.to_lowercase().contains(hint))
}

fn path_of(face: &FaceInfo) -> Option<PathBuf> {
    match &face.source {
        Source::File(path) | Source::SharedFile(path, _) => Some(path.clone()),
        Source::Binary(_) => None,
    }
}
