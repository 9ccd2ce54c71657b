/** Lets the Tab key reach what scrolls sideways, as long as it is too narrow for its table. */
export function focusWhereScrolling(): void {
  for (const host of document.querySelectorAll<HTMLElement>('.scrolls')) {
    const observer = new ResizeObserver(() => {
      if (host.scrollWidth > host.clientWidth) host.tabIndex = 0;
      else host.removeAttribute('tabindex');
    });
    observer.observe(host);
    for (const table of host.children) observer.observe(table);
  }
}
