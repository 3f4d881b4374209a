/** What this device remembers between lessons. Without storage (a private window) it forgets. */
export function recall(key: string): string | undefined {
  try {
    return localStorage.getItem(`takhti.${key}`) ?? undefined;
  } catch {
    return undefined;
  }
}

export function remember(key: string, value: string): void {
  try {
    localStorage.setItem(`takhti.${key}`, value);
  } catch {
    // Nothing is lost but a convenience.
  }
}
