import { isCluster, numberIn, withCluster } from "./cell.js";
import type { CellTable } from "./cell-table.js";

/** Turns cells of one table into cells of another, which takes in what it lacks (Sources/Terminal/CellTranslation.swift). Each number is looked up once. */
export class CellTranslation {
  private readonly styles: Int32Array;
  private readonly clusters: Int32Array;

  constructor(private readonly source: CellTable, private readonly target: CellTable) {
    this.styles = new Int32Array(source.styles.length).fill(-1);
    this.styles[0] = 0;
    this.clusters = new Int32Array(source.clusters.length).fill(-1);
  }

  /** Changes the cells in place. */
  translate(contents: Uint32Array, styles: Uint32Array): void {
    for (let index = 0; index < styles.length; index++) {
      const style = styles[index]!;
      if (style !== 0) styles[index] = this.style(style);
      const cell = contents[index]!;
      if (isCluster(cell)) contents[index] = withCluster(cell, this.cluster(numberIn(cell)));
    }
  }

  private style(number: number): number {
    const known = this.styles[number]!;
    if (known >= 0) return known;
    const style = this.source.styles[number]!;
    const link = this.source.linkOf(number);
    return (this.styles[number] = this.target.style({ ...style, link: link ? this.target.link(link) : 0 }));
  }

  private cluster(number: number): number {
    const known = this.clusters[number]!;
    return known >= 0 ? known : (this.clusters[number] = this.target.cluster(this.source.clusters[number]!));
  }
}
