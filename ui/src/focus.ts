// After a page or a part of it has changed, the keyboard and the screen reader go where the news is: the list of mistakes, else the page's heading.

function settle(): void {
  const mistakes = document.getElementById("summary");
  if (mistakes) {
    mistakes.focus();
    return;
  }
  if (location.hash.length > 1) {
    document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView();
  }
}

/** The whole page was replaced by htmx: as after a full load, reading starts at its beginning. */
function settleBoosted(event: Event): void {
  const target = (event as CustomEvent<{ target?: Element; boosted?: boolean }>).detail.target;
  if (target !== document.body) {
    return;
  }
  if (!document.getElementById("summary") && location.hash.length <= 1) {
    window.scrollTo(0, 0);
    document.getElementById("main")?.focus({ preventScroll: true });
  }
  settle();
}

export function watchFocus(): void {
  settle();
  document.addEventListener("htmx:afterSettle", settleBoosted);
}
