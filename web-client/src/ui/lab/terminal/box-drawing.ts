/** What `drawBox` draws with: the part of `CanvasRenderingContext2D` that it needs. */
export type BoxPen = Pick<CanvasRenderingContext2D, "fillStyle" | "strokeStyle" | "lineWidth" | "globalAlpha" | "fillRect" | "beginPath" | "moveTo" | "lineTo" | "quadraticCurveTo" | "stroke">;

/** A rectangle in device pixels. */
export interface CellBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * The arms of U+2500 to U+257F, a byte each: two bits for up, right, down and left from the lowest; 0 none, 1 light, 2 heavy, 3 double. Made of
 * the names in the Unicode Character Database.
 */
const arms =
  "44881122448811224488112214182428509060a00509060a4181428215191625" +
  "261a292a519152616292a1a25494589864a468a84585498946864a8a55955999" +
  "566566965aa5699aa9a66aaacccc3333cc331c343cd070f00d070fc143c31d37" +
  "3fd173f3dc74fccd47cfdd77ff14504105000000400104108002082048218412";

const light = 1;
const heavy = 2;
const double = 3;

/** The weights of the four arms of a box character: up, right, down, left. Zeros for others. */
export function armsOf(code: number): readonly [number, number, number, number] {
  const at = (code - 0x2500) * 2;
  const byte = at >= 0 && at < arms.length ? parseInt(arms.slice(at, at + 2), 16) : 0;
  return [byte & 3, (byte >> 2) & 3, (byte >> 4) & 3, byte >> 6];
}

/**
 * Draws lines of boxes and blocks (U+2500 to U+259F) so that they meet at the borders of cells, which those of fonts seldom do. False for any other
 * character.
 */
export function drawBox(pen: BoxPen, code: number, box: CellBox, ink: string, paper: string): boolean {
  if (code < 0x2500 || code > 0x259f) return false;
  pen.fillStyle = pen.strokeStyle = ink;
  if (code >= 0x2580) drawBlock(pen, code, box);
  else if (code >= 0x256d && code <= 0x2570) drawArc(pen, code, box);
  else if (code >= 0x2571 && code <= 0x2573) drawDiagonals(pen, code, box);
  else drawArms(pen, code, box, paper);
  return true;
}

function thin({ width }: CellBox): number {
  return Math.max(1, Math.round(width / 8));
}

/** Bars from the borders to the middle; a double one is a broad one with its core taken out. */
function drawArms(pen: BoxPen, code: number, box: CellBox, paper: string): void {
  const unit = thin(box);
  const weights = armsOf(code);
  const breadth = (weight: number) => (weight === light ? unit : weight === heavy ? 2 * unit : weight === double ? 3 * unit : 0);
  // How broad what crosses is: of the horizontal arms, of the upright ones.
  const across = [Math.max(breadth(weights[1]), breadth(weights[3])), Math.max(breadth(weights[0]), breadth(weights[2]))] as const;
  const isDouble = [weights[1] === double || weights[3] === double, weights[0] === double || weights[2] === double] as const;
  weights.forEach((weight, side) => weight > 0 && bar(pen, box, side, breadth(weight), across[side % 2]!, isDashed(code)));
  pen.fillStyle = paper;
  // Where two double arms meet, the cores meet too; a single one that crosses stays whole.
  weights.forEach((weight, side) => weight === double && bar(pen, box, side, unit, isDouble[side % 2] ? unit : -across[side % 2]!, false));
}

/** One arm, `breadth` wide, which reaches half of `over` past the middle, or stops there if that is negative. Sides: up, right, down, left. */
function bar(pen: BoxPen, { x, y, width, height }: CellBox, side: number, breadth: number, over: number, isDashed: boolean): void {
  const isUpright = side % 2 === 0;
  const length = isUpright ? height : width;
  const near = Math.floor((length - Math.abs(over)) / 2);
  const far = near + Math.abs(over);
  const isAfter = side === 1 || side === 2;
  const from = isAfter ? (over < 0 ? far : near) : 0;
  const to = isAfter ? length : over < 0 ? near : far;
  const place = Math.floor(((isUpright ? width : height) - breadth) / 2);
  const parts = isDashed ? [[0, 0.3], [0.5, 0.8]] as const : [[0, 1]] as const;
  for (const [begin, end] of parts) {
    const start = Math.round(from + begin * (to - from));
    const size = Math.round(from + end * (to - from)) - start;
    if (isUpright) pen.fillRect(x + place, y + start, breadth, size);
    else pen.fillRect(x + start, y + place, size, breadth);
  }
}

function isDashed(code: number): boolean {
  return (code >= 0x2504 && code <= 0x250b) || (code >= 0x254c && code <= 0x254f);
}

function drawArc(pen: BoxPen, code: number, box: CellBox): void {
  const { x, y, width, height } = box;
  const [, right, down] = armsOf(code);
  const unit = thin(box);
  const middle = { x: x + Math.floor((width - unit) / 2) + unit / 2, y: y + Math.floor((height - unit) / 2) + unit / 2 };
  pen.lineWidth = unit;
  pen.beginPath();
  pen.moveTo(right ? x + width : x, middle.y);
  pen.quadraticCurveTo(middle.x, middle.y, middle.x, down ? y + height : y);
  pen.stroke();
}

function drawDiagonals(pen: BoxPen, code: number, box: CellBox): void {
  const { x, y, width, height } = box;
  pen.lineWidth = thin(box);
  pen.beginPath();
  if (code !== 0x2572) {
    pen.moveTo(x + width, y);
    pen.lineTo(x, y + height);
  }
  if (code !== 0x2571) {
    pen.moveTo(x, y);
    pen.lineTo(x + width, y + height);
  }
  pen.stroke();
}

/** Quadrants of U+2596 to U+259F: upper left 1, upper right 2, lower left 4, lower right 8. */
const quadrants = [4, 8, 1, 13, 9, 7, 11, 2, 6, 14];

function drawBlock(pen: BoxPen, code: number, { x, y, width, height }: CellBox): void {
  /** Borders in eighths of the cell. */
  const fill = (left: number, right: number, top: number, bottom: number) => {
    const [x0, x1, y0, y1] = [(left * width) / 8, (right * width) / 8, (top * height) / 8, (bottom * height) / 8].map(Math.round) as [number, number, number, number];
    pen.fillRect(x + x0, y + y0, x1 - x0, y1 - y0);
  };
  if (code === 0x2580) fill(0, 8, 0, 4);
  else if (code <= 0x2588) fill(0, 8, 0x2588 - code, 8);
  else if (code <= 0x258f) fill(0, 0x2590 - code, 0, 8);
  else if (code === 0x2590) fill(4, 8, 0, 8);
  else if (code <= 0x2593) {
    pen.globalAlpha = (code - 0x2590) / 4;
    fill(0, 8, 0, 8);
    pen.globalAlpha = 1;
  } else if (code === 0x2594) fill(0, 8, 0, 1);
  else if (code === 0x2595) fill(7, 8, 0, 8);
  else for (let index = 0; index < 4; index++) if (quadrants[code - 0x2596]! & (1 << index)) fill((index % 2) * 4, (index % 2) * 4 + 4, index < 2 ? 0 : 4, index < 2 ? 4 : 8);
}
