/** In UTF-8: `nameByteLimit` of the protocol. Forty letters of Arabic are too many where sixty of English are not. */
const byteLimit = 64;

/** As much of a name, or of another text with a limit in bytes, as may be sent. */
export function fitName(text: string, limit = byteLimit): string {
  const bytes = new TextEncoder().encode(text);
  return bytes.length <= limit ? text : new TextDecoder().decode(bytes.subarray(0, limit)).replace(/\uFFFD+$/, "");
}

/** A field takes no more than fits, letter by letter. */
export function fitField(event: Event): void {
  const field = event.target as HTMLInputElement;
  const fit = fitName(field.value);
  // Input methods are not disturbed while they compose; `change` comes behind them.
  if (fit !== field.value && !(event as InputEvent).isComposing) field.value = fit;
}
