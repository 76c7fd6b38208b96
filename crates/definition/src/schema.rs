//! JSON Schemas of the files, one per kind: for editors, and for the loader's own check of shapes.

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, SchemaGenerator};
use serde_json::Value;

use crate::model::{
    Breakdown, Collection, EditorsSentence, Indicator, Microdata, Monitor, Source, Theme, Topic, Universe,
};

macro_rules! file {
    ($(#[$doc:meta])* $name:ident, $(#[$item_doc:meta])* $key:ident: $item:ty) => {
        $(#[$doc])*
        #[derive(JsonSchema)]
        #[schemars(deny_unknown_fields)]
        #[expect(dead_code, reason = "only its schema is used")]
        struct $name {
            $(#[$item_doc])*
            $key: Vec<$item>,
        }
    };
}

file!(
    /// The themes of a monitor (`themes.toml`).
    ThemesFile,
    /// In the order in which pages show them.
    theme: Theme
);
file!(
    /// Breakdowns (a file in `breakdowns/`).
    BreakdownsFile,
    /// Files count in the order of their names.
    breakdown: Breakdown
);
file!(
    /// Whom indicators are about (`universes.toml`).
    UniversesFile,
    /// In any order.
    universe: Universe
);
file!(
    /// Indicators (a file in `indicators/`).
    IndicatorsFile,
    /// Shown theme by theme, within a theme in the order of file names and of this file.
    indicator: Indicator
);
file!(
    /// Sources of figures and boundaries (a file in `sources/`).
    SourcesFile,
    /// In any order.
    source: Source
);
file!(
    /// Areas that are groups of others (a file in `collections/`).
    CollectionsFile,
    /// In the order in which pages name them.
    collection: Collection
);

file!(
    /// Sentences that editors wrote for the stories of areas (a file in `stories/`).
    StoriesFile,
    /// Those of one part of a story stand in this order.
    sentence: EditorsSentence
);
file!(
    /// Subjects that people ask about and of which there is no figure (a file in `topics/`).
    TopicsFile,
    /// In any order.
    topic: Topic
);

/// The kinds of files of a definition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum FileKind {
    Monitor,
    Themes,
    Breakdowns,
    Universes,
    Indicators,
    Sources,
    Collections,
    Stories,
    Topics,
    Microdata,
}

impl FileKind {
    pub(crate) const ALL: [Self; 10] = [
        Self::Monitor,
        Self::Themes,
        Self::Breakdowns,
        Self::Universes,
        Self::Indicators,
        Self::Sources,
        Self::Collections,
        Self::Stories,
        Self::Topics,
        Self::Microdata,
    ];

    /// The name of the schema and of the file or folder.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Monitor => "monitor",
            Self::Themes => "themes",
            Self::Breakdowns => "breakdowns",
            Self::Universes => "universes",
            Self::Indicators => "indicators",
            Self::Sources => "sources",
            Self::Collections => "collections",
            Self::Stories => "stories",
            Self::Topics => "topics",
            Self::Microdata => "microdata",
        }
    }

    /// The list in the file; none for the monitor and for microdata, whose keys stand at the root.
    pub(crate) const fn list(self) -> Option<&'static str> {
        match self {
            Self::Monitor | Self::Microdata => None,
            Self::Themes => Some("theme"),
            Self::Breakdowns => Some("breakdown"),
            Self::Universes => Some("universe"),
            Self::Indicators => Some("indicator"),
            Self::Sources => Some("source"),
            Self::Collections => Some("collection"),
            Self::Stories => Some("sentence"),
            Self::Topics => Some("topic"),
        }
    }

    /// The schema of such a file.
    pub(crate) fn schema(self) -> Value {
        let generator = SchemaGenerator::new(SchemaSettings::draft2020_12());
        let schema = match self {
            Self::Monitor => generator.into_root_schema_for::<Monitor>(),
            Self::Themes => generator.into_root_schema_for::<ThemesFile>(),
            Self::Breakdowns => generator.into_root_schema_for::<BreakdownsFile>(),
            Self::Universes => generator.into_root_schema_for::<UniversesFile>(),
            Self::Indicators => generator.into_root_schema_for::<IndicatorsFile>(),
            Self::Sources => generator.into_root_schema_for::<SourcesFile>(),
            Self::Collections => generator.into_root_schema_for::<CollectionsFile>(),
            Self::Stories => generator.into_root_schema_for::<StoriesFile>(),
            Self::Topics => generator.into_root_schema_for::<TopicsFile>(),
            Self::Microdata => generator.into_root_schema_for::<Microdata>(),
        };
        schema.to_value()
    }
}

/// The JSON Schema of every kind of file: its name (`monitor`, `themes`, …) and the schema.
///
/// An editor with TOML support checks a file while it is written when its first line is
/// `#:schema ../schemas/themes.json`.
pub fn json_schemas() -> Vec<(&'static str, Value)> {
    FileKind::ALL.into_iter().map(|kind| (kind.name(), kind.schema())).collect()
}
