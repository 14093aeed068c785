//! `jianyi brief`: 为各地区制作材料包.

mod names;
mod shelf;

use std::path::PathBuf;

use anyhow::bail;
use shelf::Shelf;

use super::export::OptionArgs;
use super::output;
use super::selectors::unless_broken;
use super::{Context, Exit};
use crate::corpus::{Corpus, Watch};
use crate::document::{Addressee, Packs};
use crate::select::{Selectors, select};
use crate::write::{self, Format};

/// The formats of a pack unless others are asked for.
pub(super) const USUAL: &[&str] = &["docx", "pdf", "xlsx", "html", "markdown"];

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
    let store = cx.store()?;
    let corpus = cx.corpus(&store)?;
    let packs = Packs::new(&corpus);
    let folder = match &args.output {
        Some(folder) => output::resolve(&cx.streams.here, folder),
        None => store.root().join("briefs"),
    };
    let mut shelf = Shelf::open(store.root(), folder, args.check)?;
    let formats = args.formats(&shelf)?;
    let asked = args.addressees(&corpus, &packs)?;
    let all = names::all(&corpus, &packs, &asked, shelf.listed());
    if all.is_empty() {
        cx.say("语料库里没有建议；先运行 jianyi parse")?;
        return unless_broken(&corpus, Exit::Found, cx);
    }
    let options = args.options.options(store.root(), &cx.streams.here)?;
    let whole = asked.is_empty();
    shelf.prepare(whole)?;
    let wanted =
        |(addressee, _): &&(Addressee, String)| whole || asked.contains(addressee);
    let wanted: Vec<_> = all.iter().filter(wanted).collect();
    let watch = Watch::default();
    watch.begin(wanted.len() * formats.len());
    let count = cx.show("写材料包", &watch, || {
        let mut count = 0;
        for (addressee, name) in wanted {
            let Some(document) = packs.build(addressee) else { continue };
            count += 1;
            for format in &formats {
                shelf.write(&document, name, format, &options)?;
                watch.step();
            }
        }
        anyhow::Ok(count)
    })?;
    let titled = all.iter().map(|(addressee, name)| (packs.title(addressee), &**name));
    let exit = shelf.finish(&titled.collect::<Vec<_>>(), whole, count, cx)?;
    unless_broken(&corpus, exit, cx)
}

impl Args {
    /// Those asked for; else, where packs are only checked, those that lie there; else
    /// the usual ones.
    fn formats(&self, folder: &Shelf) -> anyhow::Result<Vec<&'static Format>> {
        let mut formats: Vec<&'static Format> = Vec::new();
        if self.format.is_empty() && self.check {
            formats = folder.formats();
        }
        if self.format.is_empty() && formats.is_empty() {
            formats.extend(USUAL.iter().filter_map(|name| write::format(name).ok()));
        }
        for name in &self.format {
            let name = name.trim();
            let known = write::format(name).ok().filter(|format| is_document(format));
            let Some(format) = known else {
                bail!("材料包不能写成 {name}；可用 {}", USUAL.join("、"));
            };
            if !formats.iter().any(|known| known.name == format.name) {
                formats.push(format);
            }
        }
        Ok(formats)
    }

    /// Whom packs are asked for, nobody for all; every name that nothing goes by is an
    /// error.
    fn addressees(
        &self,
        corpus: &Corpus,
        packs: &Packs<'_>,
    ) -> anyhow::Result<Vec<Addressee>> {
        let mut wanted: Vec<Addressee> = Vec::new();
        for place in &self.place {
            let found = packs.around(place);
            if found.is_empty() {
                let way = match corpus.config.regions.find(place) {
                    Some(_) => format!("地区本身的材料包请写 brief {place}"),
                    None => "请照建议里的写法写".to_owned(),
                };
                bail!("没有哪个地区的建议提到“{place}”；{way}");
            }
            wanted.extend(found);
        }
        wanted.dedup();
        for region in &self.regions {
            let asked = vec![region.clone()];
            let selection =
                select(corpus, &Selectors { region: asked, ..Selectors::default() })?;
            let Some((_, item)) = selection.items.first() else {
                bail!("{region} 没有建议；有建议的地区：{}", packs.regions().join("、"));
            };
            let known = corpus.config.regions.find(&item.region);
            let name = known.map_or(&item.region, |region| &region.name);
            let new = Addressee { region: name.clone(), place: None };
            if !wanted.contains(&new) {
                wanted.push(new);
            }
        }
        Ok(wanted)
    }
}

/// Whether packs can be written in it: a document, not rows of data.
fn is_document(format: &Format) -> bool {
    format.document.is_some() && format.rows.is_none()
}
