//! What typst may see: one layout, the common parts, the data and our fonts. Nothing of the machine.

use super::Layout;
use std::sync::LazyLock;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::layout::Abs;
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook, FontInstance, FontVariations};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

const COMMON: &str = include_str!("common.typ");

static FACES: [&[u8]; 4] = [
    include_bytes!("../../../../assets/fonts/Tinos-Regular.ttf"),
    include_bytes!("../../../../assets/fonts/Tinos-Bold.ttf"),
    include_bytes!("../../../../assets/fonts/Tinos-Italic.ttf"),
    include_bytes!("../../../../assets/fonts/Tinos-BoldItalic.ttf"),
];

/// Regular, bold, italic, bold italic.
pub static FONTS: LazyLock<Vec<Font>> =
    LazyLock::new(|| FACES.iter().flat_map(|face| Font::iter(Bytes::new(*face))).collect());

/// The same faces, ready to be measured.
pub static MEASURES: LazyLock<Vec<FontInstance>> = LazyLock::new(|| {
    let instance = |font: &Font| {
        font.clone().instantiate(font.info().variant, Abs::pt(10.0), &FontVariations::default())
    };
    FONTS.iter().map(instance).collect()
});

static BOOK: LazyLock<LazyHash<FontBook>> =
    LazyLock::new(|| LazyHash::new(FontBook::from_fonts(FONTS.iter())));

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));

pub struct PaperWorld {
    main: Source,
    common: Source,
    data_id: FileId,
    data: Bytes,
}

impl PaperWorld {
    pub fn new(layout: Layout, data: Vec<u8>) -> PaperWorld {
        PaperWorld {
            main: Source::new(file_id("main.typ"), layout.source.to_owned()),
            common: Source::new(file_id("common.typ"), COMMON.to_owned()),
            data_id: file_id("data.json"),
            data: Bytes::new(data),
        }
    }
}

fn file_id(name: &'static str) -> FileId {
    let path = VirtualPath::new(name).expect("our own file names are valid");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

impl World for PaperWorld {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &BOOK
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        [&self.main, &self.common]
            .into_iter()
            .find(|source| source.id() == id)
            .cloned()
            .ok_or_else(|| FileError::Other(Some("chỉ có main.typ và common.typ".into())))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.data_id {
            return Ok(self.data.clone());
        }
        self.source(id).map(Bytes::from_string)
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.get(index).cloned()
    }

    /// Papers carry the dates that they are given.
    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}
