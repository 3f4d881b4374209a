import type { Picture } from "../../wire/index.js";

/** Bytes: as `PictureLimits.uploadByteLimit` of the server. */
const byteLimit = 1_000_000;
/** Pixels of the longer side: as `PictureSide` of the schema. */
const sideLimit = 1_280;
const flaws = ["notAPicture", "pictureBroken", "pictureTooLarge", "tooManyPictures", "noPictures", "signInNeeded", "busy", "notStored", "offline"] as const;

/** Why a picture was not taken. */
export type PictureFlaw = (typeof flaws)[number];

/** A picture was not taken. */
export class PictureRefused extends Error {
  constructor(readonly flaw: PictureFlaw) {
    super(flaw);
  }
}

/** Sends a picture to the server, made smaller before where that spares the link; fails with `PictureRefused`. */
export async function sendPicture(code: string, file: Blob): Promise<Omit<Picture, "description">> {
  const body = await smaller(file);
  if (body.size > byteLimit) throw new PictureRefused("pictureTooLarge");
  return post(`/api/rooms/${encodeURIComponent(code)}/pictures`, "application/octet-stream", body);
}

/** Has a room take over a picture of another one; fails with `PictureRefused`. */
export async function takePicture(code: string, from: string, asset: string): Promise<Omit<Picture, "description">> {
  return post(`/api/rooms/${encodeURIComponent(code)}/pictures/take`, "application/json", JSON.stringify({ room: from, picture: asset }));
}

/** Tries of a server that is busy with other pictures. */
const tries = 8;

async function post(path: string, kind: string, body: BodyInit, left = tries): Promise<Omit<Picture, "description">> {
  const answer = await fetch(path, { method: "POST", headers: { "Content-Type": kind }, body }).catch(() => undefined);
  if (!answer) throw new PictureRefused("offline");
  if (answer.ok) return (await answer.json()) as Omit<Picture, "description">;
  const { error } = (await answer.json().catch(() => ({}))) as { error?: string };
  const flaw = flaws.find((one) => one === error) ?? (answer.status === 413 ? "pictureTooLarge" : answer.status === 403 || answer.status === 404 ? "signInNeeded" : "notStored");
  if (flaw !== "busy" || left === 1) throw new PictureRefused(flaw);
  await new Promise((resolve) => setTimeout(resolve, 1_000 * Number(answer.headers.get("Retry-After") ?? 1)));
  return post(path, kind, body, left - 1);
}

/** What the browser cannot read goes as it is: the server says what is wrong with it. */
async function smaller(file: Blob): Promise<Blob> {
  const picture = await createImageBitmap(file).catch(() => undefined);
  if (!picture) return file;
  const scale = Math.min(1, sideLimit / Math.max(picture.width, picture.height));
  if (scale === 1 && file.size <= byteLimit / 4) return file;
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width: Math.max(1, Math.round(picture.width * scale)), height: Math.max(1, Math.round(picture.height * scale)) });
  canvas.getContext("2d")!.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  const made = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/webp", 0.85));
  return made && made.size < file.size ? made : file;
}
