// The browser's side of the pages. Every page works without it; this makes them quicker and kinder.
import htmx from "htmx.org";
import { watchFocus } from "./focus";
import { watchMenus } from "./menus";
import { watchReferences } from "./reference";

declare global {
  interface Window {
    htmx: typeof htmx;
  }
}

window.htmx = htmx;
watchFocus();
watchMenus();
watchReferences();
