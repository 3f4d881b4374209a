import { isCluster, numberIn, type Content } from "./cell.js";
import { plainStyle, type Style } from "./style.js";

/** A link that a program gave its text (OSC 8): http, https or mailto, in printable ASCII. */
export interface Link {
  readonly address: string;
  /** What joins the pieces of one link: the program's `id`, or empty. */
  readonly name: string;
}

/** What the numbers in cells mean, as Sources/Terminal/CellTable.swift: styles, clusters and links, each kept once; style 0 is the plain one. */
export class CellTable {
  readonly styles: Style[] = [plainStyle];
  /** The characters of each cluster: a base, then marks. */
  readonly clusters: string[] = [];
  /** A style's `link` is the index here plus one. */
  readonly links: Link[] = [];

  private readonly styleNumbers = new Map([[styleKey(plainStyle), 0]]);
  private readonly clusterNumbers = new Map<string, number>();
  private readonly linkNumbers = new Map<string, number>();

  /** The number of `style`, which is added when new. */
  style(style: Style): number {
    return numbered(this.styles, this.styleNumbers, style, styleKey(style));
  }

  /** The number of a cluster, which is added when new. */
  cluster(text: string): number {
    return numbered(this.clusters, this.clusterNumbers, text, text);
  }

  /** The number of `link` plus one; it is added when new. */
  link(link: Link): number {
    return numbered(this.links, this.linkNumbers, link, `${link.address} ${link.name}`) + 1;
  }

  /** The link of the style with this number. */
  linkOf(style: number): Link | undefined {
    return this.links[(this.styles[style] ?? plainStyle).link - 1];
  }

  /** What is to be seen in a cell: a character with its marks; nothing when it is empty or the right half of another. */
  text(cell: Content): string {
    const number = numberIn(cell);
    if (isCluster(cell)) return this.clusters[number] ?? "";
    return number === 0 ? "" : String.fromCodePoint(number);
  }
}

function numbered<T>(list: T[], numbers: Map<string, number>, value: T, key: string): number {
  const known = numbers.get(key);
  if (known !== undefined) return known;
  numbers.set(key, list.length);
  return list.push(value) - 1;
}

const styleKey = (style: Style): string =>
  `${style.foreground},${style.background},${style.underlineColor},${style.underline},${style.attributes},${style.link}`;
