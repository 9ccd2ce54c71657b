/** Copies `text`; where the browser does not let us, shows it in `fallback`, selected. Returns what to say. */
export async function copy(text: string, fallback: HTMLTextAreaElement): Promise<string> {
  try {
    await navigator.clipboard.writeText(text); // no clipboard on plain http, or no permission: both throw
    fallback.hidden = true;
    return 'Copied.';
  } catch {
    fallback.value = text;
    fallback.hidden = false;
    fallback.focus();
    fallback.select();
    return 'This browser does not let the page copy. The text is selected below: copy it from there.';
  }
}
