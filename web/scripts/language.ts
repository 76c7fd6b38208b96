/** Language of the page, from `<html lang>`. */
export const language: "nl" | "en" = document.documentElement.lang.startsWith("en") ? "en" : "nl";

const texts = {
  nl: {
    applied: "De pagina toont meteen wat u kiest. Met het toetsenbord: druk op Enter.",
    copied: "Gekopieerd",
    copyFailed: "Kopiëren lukt niet. De tekst is geselecteerd: kopieer die zelf.",
    download: "Download",
    failed: "Dit bestand kon niet worden gemaakt.",
    forget: "Vergeet dit",
    forgotten: "Uw laatste keuze is van dit apparaat gewist.",
    found: (count: number) => (count === 1 ? "1 resultaat" : `${count} resultaten`),
    noneFound: "Niets gevonden. Probeer een andere schrijfwijze.",
    resume: (name: string) => `Verder met ${name}`,
    saved: (kind: string) => `${kind} gedownload`,
    suggestions: "Suggesties",
    unreachable: "Zoeken lukt nu niet. Druk op Enter om de zoekpagina te openen.",
  },
  en: {
    applied: "The page shows your choice at once. With the keyboard: press Enter.",
    copied: "Copied",
    copyFailed: "Copying failed. The text is selected: please copy it yourself.",
    download: "Download",
    failed: "This file could not be made.",
    forget: "Forget this",
    forgotten: "Your last choice was removed from this device.",
    found: (count: number) => (count === 1 ? "1 result" : `${count} results`),
    noneFound: "Nothing found. Try another spelling.",
    resume: (name: string) => `Continue with ${name}`,
    saved: (kind: string) => `${kind} downloaded`,
    suggestions: "Suggestions",
    unreachable: "Search is not available now. Press Enter to open the search page.",
  },
};

/** What scripts say, in the language of the page. */
export const say = texts[language];
