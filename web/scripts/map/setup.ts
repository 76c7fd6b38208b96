// What the page says about its map: where its parts are read, what it shows first, its words.

/** Where the parts of one kind of area are read. */
export interface LevelFiles {
  klassen: string;
  cijfers: string;
  namen: string;
  vormen: string;
}

export type LevelName = "regios" | "gemeenten" | "wijken" | "buurten";

export interface Setup {
  kaarten: {
    niveaus: Partial<Record<LevelName, LevelFiles>>;
    /** What the drawing of the page is called, and what its colours are about. */
    kop: string;
    titel: string;
    /** The page of its figure, and the choices there. */
    cijfer: string;
    keuzes: string;
    /**
     * Where areas are compared with the rest of one municipality: the areas of each kind in it, as runs of numbers, and what is
     * said of all others, which are compared with another.
     */
    binnen: Partial<Record<LevelName, [number, number][]>> | null;
    buiten: string;
  }[];
  niveau: LevelName;
  gekozen: LevelName | null;
  grenzen: [number, number, number, number];
  plek: string | null;
  gemarkeerd: string | null;
  gebied: string;
  keuzes: string;
  tegels: string | null;
  bibliotheek: (string | null)[];
  woorden: Record<string, string>;
}

/** A colour or pattern with its words. */
export interface ClassOf {
  kleur: string;
  woorden: string;
  aantal: number;
  altijd: boolean;
}

/** The class of every area of a level: a letter each, `a` is the first class. */
export interface Classes {
  klassen: ClassOf[];
  gebieden: string;
  /** What the map is of, and what its colours are about. */
  kop: string;
  titel: string;
  indeling: number;
}

export interface Names {
  /** Runs of numbers: the first, how many in a row, and the division that names their layer in the tiles. */
  nummers: [number, number, number][];
  codes: string[];
  namen: string[];
  /** Addresses of places whose code now means another, by their position. */
  eerder: Record<string, string>;
}

export interface Figures {
  waarden: string[];
  aantallen: string[];
}

/** Reads the setup of a page; none where its front end and its server do not fit. */
export function setupOf(host: HTMLElement): Setup | undefined {
  try {
    return JSON.parse(host.dataset["kaart"] ?? "") as Setup;
  } catch {
    return undefined;
  }
}

const known = new Map<string, Promise<unknown>>();

/** A file that is read once. */
export function read<T>(address: string): Promise<T> {
  let found = known.get(address);
  if (!found) {
    found = fetch(address).then((answer) => {
      if (!answer.ok) throw new Error(`${address} answers ${answer.status}`);
      return answer.json();
    });
    found.catch(() => known.delete(address));
    known.set(address, found);
  }
  return found as Promise<T>;
}
