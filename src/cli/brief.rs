//! `jianyi brief`: 为各地区制作材料包.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};

use super::export::OptionArgs;
use super::output::{self, Wrote};
use super::selectors::unless_broken;
use super::{Context, Exit};
use crate::corpus::Corpus;
use crate::document::{Addressee, Packs};
use crate::select::{Selectors, select};
use crate::write::{self, Entry, Format, Options};

/// The formats of a pack unless others are asked for.
const USUAL: &[&str] = &["docx", "pdf", "xlsx", "html", "markdown"];

/// The arguments of `brief`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// 地区：全称、简称、一字、字母或代码；不写则每个有建议的地区各一份
    #[arg(value_name = "REGION")]
    regions: Vec<String>,
    /// 为建议里点名的地方（如 郑州市）制作，可写多次
    #[arg(long, value_name = "PLACE", conflicts_with = "regions")]
    place: Vec<String>,
    /// 放在这个文件夹；不写则放在语料库的 briefs/
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,
    #[arg(long, value_name = "FORMATS", value_delimiter = ',', help = format_help())]
    format: Vec<String>,
    /// 不写文件，只看材料包是否已过时（过时则退出码为 1）
    #[arg(long)]
    check: bool,
    #[command(flatten)]
    options: OptionArgs,
}

/// The help of `--format`, from the table above.
fn format_help() -> String {
    format!("格式，用逗号分开：{}；不写则全部", USUAL.join("、"))
}

/// Runs it.
pub(super) fn run(args: &Args, cx: &mut Context<'_, '_>) -> anyhow::Result<Exit> {
    let formats = args.formats()?;
    let store = cx.store()?;
    let corpus = store.load()?;
    let packs = Packs::new(&corpus);
    let addressees = args.addressees(&corpus, &packs)?;
    if addressees.is_empty() {
        cx.say("语料库里没有建议；先运行 jianyi parse")?;
        return unless_broken(&corpus, Exit::Found, cx);
    }
    let folder = match &args.output {
        Some(folder) => output::resolve(&cx.streams.here, folder),
        None => store.root().join("briefs"),
    };
    if !args.check {
        output::make_folder(store.root(), &folder)?;
    }
    let mut desk = Desk {
        root: store.root().to_owned(),
        folder,
        check: args.check,
        told: BTreeSet::new(),
        stale: Vec::new(),
        same: 0,
        wrote: 0,
    };
    let options = args.options.options(store.root(), &cx.streams.here);
    let entries = desk.packs(&packs, &addressees, (&formats, &options), &corpus, cx)?;
    // A few packs of many do not make a new index: it lists what a full run made.
    if args.regions.is_empty() && args.place.is_empty() {
        desk.put("index.html", &write::index("材料包目录", &entries)?)?;
    }
    let exit = desk.sum_up(addressees.len(), cx)?;
    unless_broken(&corpus, exit, cx)
}

impl Args {
    fn formats(&self) -> anyhow::Result<Vec<&'static Format>> {
        let mut formats: Vec<&'static Format> = Vec::new();
        if self.format.is_empty() {
            formats.extend(USUAL.iter().filter_map(|name| write::format(name).ok()));
        }
        for name in &self.format {
            let format = write::format(name.trim())?;
            if format.document.is_none() || format.rows.is_some() {
                bail!("材料包不能写成 {}；可用 {}", format.name, USUAL.join("、"));
            }
            if !formats.iter().any(|known| known.name == format.name) {
                formats.push(format);
            }
        }
        Ok(formats)
    }

    /// Whom packs are made for; every name that nothing goes by is an error.
    fn addressees(
        &self,
        corpus: &Corpus,
        packs: &Packs<'_>,
    ) -> anyhow::Result<Vec<Addressee>> {
        let mut wanted: Vec<Addressee> = Vec::new();
        for place in &self.place {
            let found = packs.around(place);
            if found.is_empty() {
                bail!(
                    "没有哪个地区的建议提到“{place}”；地区本身的材料包请写 brief {place}"
                );
            }
            wanted.extend(found);
        }
        wanted.dedup();
        let whole = |region| Addressee { region, place: None };
        if self.place.is_empty() && self.regions.is_empty() {
            return Ok(packs.regions().into_iter().map(whole).collect());
        }
        for region in &self.regions {
            let asked = vec![region.clone()];
            let selection =
                select(corpus, &Selectors { region: asked, ..Selectors::default() })?;
            let Some((_, item)) = selection.items.first() else {
                bail!("{region} 没有建议；有建议的地区：{}", packs.regions().join("、"));
            };
            let known = corpus.config.regions.find(&item.region);
            let name = known.map_or(&item.region, |region| &region.name);
            let new = whole(name.clone());
            if !wanted.contains(&new) {
                wanted.push(new);
            }
        }
        Ok(wanted)
    }
}

/// Where the files of one run go, and how that went.
struct Desk {
    root: PathBuf,
    folder: PathBuf,
    check: bool,
    /// Notes that were told already: every pack has the same fonts.
    told: BTreeSet<String>,
    stale: Vec<String>,
    same: usize,
    wrote: usize,
}

impl Desk {
    fn packs(
        &mut self,
        packs: &Packs<'_>,
        addressees: &[Addressee],
        (formats, options): (&[&'static Format], &Options),
        corpus: &Corpus,
        cx: &mut Context<'_, '_>,
    ) -> anyhow::Result<Vec<Entry>> {
        let mut names = BTreeSet::new();
        let mut entries = Vec::new();
        for addressee in addressees {
            let Some(document) = packs.build(addressee) else { continue };
            let name = unused(&file_name(corpus, addressee), &mut names);
            let mut files = Vec::new();
            for format in formats {
                let Some(write) = format.document else { continue };
                let file = format!("{name}.{}", format.extension);
                let written = write(&document, options).with_context(|| file.clone())?;
                for note in &written.notes {
                    if self.told.insert(note.clone()) {
                        cx.say(note)?;
                    }
                }
                self.put(&file, &written.bytes)?;
                files.push((format.name.to_owned(), file));
            }
            entries.push(Entry { title: document.title.clone(), files });
        }
        Ok(entries)
    }

    fn put(&mut self, file: &str, bytes: &[u8]) -> anyhow::Result<()> {
        let path = self.folder.join(file);
        let done = if self.check {
            output::compare(&path, bytes)?
        } else {
            output::write(&self.root, &path, bytes)?
        };
        match done {
            Wrote::Same => self.same += 1,
            Wrote::New | Wrote::Changed if self.check => self.stale.push(file.to_owned()),
            Wrote::New | Wrote::Changed => self.wrote += 1,
        }
        Ok(())
    }

    fn sum_up(&self, packs: usize, cx: &mut Context<'_, '_>) -> anyhow::Result<Exit> {
        let shown = shown(&self.folder, &cx.streams.here);
        for file in &self.stale {
            cx.say(format!("{} 已过时", Path::new(&shown).join(file).display()))?;
        }
        if self.check {
            let (stale, all) = (self.stale.len(), self.stale.len() + self.same);
            cx.say(format!("{shown} 的 {all} 个文件中 {stale} 个已过时"))?;
        } else {
            let (wrote, same) = (self.wrote, self.same);
            cx.say(format!(
                "{packs} 个材料包在 {shown}：写了 {wrote} 个文件，{same} 个没有变化"
            ))?;
        }
        Ok(Exit::found_if(!self.stale.is_empty()))
    }
}

/// `folder` as the user would type it.
fn shown(folder: &Path, here: &Path) -> String {
    folder.strip_prefix(here).unwrap_or(folder).display().to_string()
}

/// `410000-河南省`, `410000-河南省-郑州市`, or the label alone where it has no code.
fn file_name(corpus: &Corpus, addressee: &Addressee) -> String {
    let region = corpus.config.regions.find(&addressee.region);
    let code = region.and_then(|region| region.code.as_deref());
    let parts = code
        .into_iter()
        .chain([addressee.region.as_str()])
        .chain(addressee.place.as_deref());
    output::safe_name(&parts.collect::<Vec<_>>().join("-"))
}

/// `name`, or the first of `name-2`, `name-3`, … that no other pack has.
fn unused(name: &str, names: &mut BTreeSet<String>) -> String {
    let mut free = name.to_owned();
    let mut next = 2;
    // Names differ also on disks that do not tell capitals from small letters.
    while !names.insert(free.to_lowercase()) {
        free = format!("{name}-{next}");
        next += 1;
    }
    free
}
