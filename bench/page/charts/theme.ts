const root = document.documentElement;

/** A colour of style.css, as it is now: light or dark. */
export function colour(name: string): string {
  return getComputedStyle(root).getPropertyValue(`--${name}`).trim();
}

export function onThemeChange(listener: () => void): void {
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', listener);
}
