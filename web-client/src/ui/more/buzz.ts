/** Shakes the device, where it can be shaken and its owner has touched the page: browsers complain of the others. */
export function buzz(pattern: number | number[]): void {
  const { userActivation } = navigator as { userActivation?: { hasBeenActive: boolean } };
  if (userActivation?.hasBeenActive !== false) navigator.vibrate?.(pattern);
}
