import type { OutboxHandle, StrokeStyle } from "../wire/index.js";
import type { InkFormat, InkSample } from "../wire/ink/index.js";
import type { InkRange } from "../wire/ink/sample-ranges.js";
import { transformed, type Page as Replica, type PageStroke } from "../classroom/index.js";
import type { Page, PageKey, Stroke, StrokeKey } from "./lesson.js";

/** What this tab's own unsent changes do to a page. */
export interface PageOverlay {
  /** Strokes that are not there any more. */
  readonly hidden: ReadonlySet<string>;
  readonly isCleared: boolean;
  /** What is erased of strokes beside what the server knows. */
  readonly cuts: ReadonlyMap<string, readonly InkRange[]>;
  /** Own strokes that the server does not show in full yet; they stand for those of the same key. */
  readonly locals: readonly LocalView[];
}

export interface LocalView {
  readonly key: string;
  readonly stroke: PageStroke;
  readonly state: "stored" | "pending" | "refused";
  readonly isOwn: boolean;
}

/** A stroke as the views see it: of a replica's object, and new whenever that is. */
export class StrokeView implements Stroke {
  readonly author: OutboxHandle;
  readonly samples: readonly InkSample[];

  constructor(
    private readonly source: PageStroke,
    readonly key: StrokeKey,
    readonly cuts: readonly InkRange[],
    readonly state: "stored" | "pending" | "refused",
    readonly isOwn: boolean,
  ) {
    this.author = source.name.outbox;
    const { transform, samples } = source;
    this.samples = transform ? samples.map(({ x, y, pressure }) => ({ ...transformed(transform, x, y), pressure })) : samples;
  }

  get style(): StrokeStyle { return this.source.style; }
  get format(): InkFormat { return this.source.format; }
  get indices(): readonly number[] { return this.source.indices; }
  get sampleCount(): number { return this.source.sampleCount; }
  get isOpen(): boolean { return this.source.isOpen; }
}

/** A page as the views see it. Lists are made when they are read. */
export class PageView implements Page {
  isLoaded = false;
  /** Whether a view looks at it. */
  isWanted = false;
  private list: Stroke[] | undefined;
  private views = new WeakMap<PageStroke, StrokeView>();

  constructor(
    private readonly name: () => PageKey,
    private readonly replica: () => Replica | undefined,
    private readonly overlay: () => PageOverlay | undefined,
    private readonly alias: (key: string) => string,
  ) {}

  get key(): PageKey {
    return this.name();
  }

  /** Something about strokes is different. */
  touch(): void {
    this.list = undefined;
  }

  get strokes(): readonly Stroke[] {
    return (this.list ??= this.make());
  }

  stroke(key: StrokeKey): Stroke | undefined {
    const name = this.alias(key);
    const overlay = this.overlay();
    const local = overlay?.locals.find((one) => one.key === name);
    if (local) return this.local(local);
    const stroke = this.replica()?.stroke(name);
    return stroke && !this.isHidden(stroke, overlay) ? this.view(stroke, overlay) : undefined;
  }

  private make(): Stroke[] {
    const overlay = this.overlay();
    const replica = this.replica();
    const locals = new Set(overlay?.locals.map(({ key }) => key));
    const list: Stroke[] = [];
    const add = (stroke: PageStroke): void => {
      if (!locals.has(stroke.key) && !this.isHidden(stroke, overlay)) list.push(this.view(stroke, overlay));
    };
    replica?.strokes.values.forEach(add);
    replica?.open.forEach(add);
    for (const local of overlay?.locals ?? []) list.push(this.local(local));
    return list;
  }

  private isHidden(stroke: PageStroke, overlay: PageOverlay | undefined): boolean {
    return overlay !== undefined && (overlay.hidden.has(stroke.key) || (overlay.isCleared && !stroke.isOpen));
  }

  private view(stroke: PageStroke, overlay: PageOverlay | undefined): StrokeView {
    const cuts = overlay?.cuts.get(stroke.key) ?? stroke.cuts;
    let view = this.views.get(stroke);
    if (!view || view.state !== "stored" || !isSame(view.cuts, cuts)) {
      view = new StrokeView(stroke, stroke.key as StrokeKey, cuts, "stored", false);
      this.views.set(stroke, view);
    }
    return view;
  }

  private local({ key, stroke, state, isOwn }: LocalView): StrokeView {
    const cuts = this.overlay()?.cuts.get(key) ?? [];
    let view = this.views.get(stroke);
    if (!view || view.key !== key || view.state !== state || view.isOwn !== isOwn || !isSame(view.cuts, cuts)) {
      view = new StrokeView(stroke, key as StrokeKey, cuts, state, isOwn);
      this.views.set(stroke, view);
    }
    return view;
  }
}

function isSame(one: readonly InkRange[], other: readonly InkRange[]): boolean {
  return one === other || (one.length === other.length && one.every((range, index) => range.from === other[index]!.from && range.count === other[index]!.count));
}
