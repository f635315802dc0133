// Small panels (details.pocket) close as menus do: on Escape, and on a click elsewhere.

function closeAll(except?: Element | null): void {
  for (const open of document.querySelectorAll<HTMLDetailsElement>("details.pocket[open]")) {
    if (open !== except) {
      open.open = false;
    }
  }
}

export function watchMenus(): void {
  document.addEventListener("click", (event) => {
    closeAll(event.target instanceof Element ? event.target.closest("details.pocket") : null);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") {
      return;
    }
    const open = document.querySelector<HTMLDetailsElement>("details.pocket[open]");
    if (open) {
      open.open = false;
      open.querySelector("summary")?.focus();
    }
  });
}
