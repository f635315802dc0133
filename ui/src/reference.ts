// Choosing a record by typing: an input with data-suggest becomes a combobox (ARIA 1.2). What is sent with the form stays the record's key.

interface Suggestion {
  id: string;
  title: string;
}

let nextId = 0;

class Combobox {
  private readonly list = document.createElement("ul");
  private readonly news = document.createElement("p");
  private suggestions: Suggestion[] = [];
  private present = -1;
  private timer = 0;
  private asked: AbortController | null = null;

  constructor(private readonly input: HTMLInputElement) {
    const id = `suggestions-${++nextId}`;
    this.list.id = id;
    this.list.className = "suggestions";
    this.list.hidden = true;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", this.labelText());
    this.news.className = "muted chosen";
    this.news.setAttribute("role", "status");
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-expanded", "false");
    input.setAttribute("aria-controls", id);
    const old = input.parentElement?.querySelector(":scope > .chosen");
    this.news.textContent = old?.textContent ?? "";
    old?.remove();
    input.after(this.list, this.news);
    input.addEventListener("input", () => this.typed());
    input.addEventListener("keydown", (event) => this.pressed(event));
    input.addEventListener("blur", () => window.setTimeout(() => this.close(), 150));
  }

  private labelText(): string {
    return this.input.labels?.[0]?.textContent ?? "";
  }

  /** Where to ask: the input's own register, or the one chosen beside it. */
  private address(): string | null {
    const fixed = this.input.dataset["suggest"];
    if (fixed) {
      return fixed;
    }
    const chosen = document.getElementById(this.input.dataset["suggestRegister"] ?? "");
    const register = chosen instanceof HTMLSelectElement ? chosen.value : "";
    return register ? `${this.input.dataset["suggestBase"]}${register}/suggest` : null;
  }

  private typed(): void {
    this.news.textContent = "";
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.ask(), 180);
  }

  private async ask(): Promise<void> {
    const address = this.address();
    const words = this.input.value.trim();
    if (!address || words.length === 0) {
      this.close();
      return;
    }
    this.asked?.abort();
    this.asked = new AbortController();
    try {
      const answer = await fetch(`${address}?q=${encodeURIComponent(words)}`, { signal: this.asked.signal, headers: { accept: "application/json" } });
      this.show(answer.ok ? ((await answer.json()) as Suggestion[]) : []);
    } catch (failure) {
      if (!(failure instanceof DOMException && failure.name === "AbortError")) {
        this.close();
      }
    }
  }

  private show(suggestions: Suggestion[]): void {
    this.suggestions = suggestions;
    this.present = -1;
    this.list.replaceChildren(
      ...suggestions.map((suggestion, index) => {
        const option = document.createElement("li");
        option.id = `${this.list.id}-${index}`;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        const key = document.createElement("span");
        key.className = "muted";
        key.textContent = suggestion.id;
        option.append(`${suggestion.title} `, key);
        option.addEventListener("mousedown", (event) => {
          event.preventDefault();
          this.choose(index);
        });
        return option;
      }),
    );
    this.list.hidden = suggestions.length === 0;
    this.input.setAttribute("aria-expanded", String(suggestions.length > 0));
  }

  private pressed(event: KeyboardEvent): void {
    if (this.list.hidden) {
      if (event.key === "ArrowDown") {
        void this.ask();
      }
      return;
    }
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      this.point((this.present + step + this.suggestions.length) % this.suggestions.length);
    } else if (event.key === "Enter" && this.present >= 0) {
      event.preventDefault();
      this.choose(this.present);
    } else if (event.key === "Escape") {
      event.stopPropagation();
      this.close();
    }
  }

  private point(index: number): void {
    this.list.children[this.present]?.setAttribute("aria-selected", "false");
    this.present = index;
    const option = this.list.children[index];
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", option?.id ?? "");
  }

  private choose(index: number): void {
    const suggestion = this.suggestions[index];
    if (suggestion) {
      this.input.value = suggestion.id;
      this.news.textContent = `${suggestion.id} – ${suggestion.title}`;
      this.input.dispatchEvent(new Event("change", { bubbles: true }));
    }
    this.close();
  }

  private close(): void {
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }
}

/** A box of keys, one a line, gets an input above it that adds to it. */
function addChooser(box: HTMLTextAreaElement): void {
  const input = document.createElement("input");
  input.className = "form-control";
  input.type = "text";
  input.autocomplete = "off";
  input.dataset["suggest"] = box.dataset["suggest"] ?? "";
  input.setAttribute("aria-label", box.labels?.[0]?.textContent ?? "");
  box.before(input);
  const frame = document.createElement("div");
  input.before(frame);
  frame.append(input);
  new Combobox(input);
  input.addEventListener("change", () => {
    const keys = box.value.split("\n").map((key) => key.trim()).filter((key) => key.length > 0);
    if (input.value && !keys.includes(input.value)) {
      keys.push(input.value);
    }
    box.value = keys.join("\n");
    input.value = "";
  });
}

function equip(within: ParentNode): void {
  for (const input of within.querySelectorAll<HTMLInputElement>("input[data-suggest]:not([role]), input[data-suggest-base]:not([role])")) {
    new Combobox(input);
  }
  for (const box of within.querySelectorAll<HTMLTextAreaElement>("textarea[data-suggest]:not([data-equipped])")) {
    box.dataset["equipped"] = "1";
    addChooser(box);
  }
}

export function watchReferences(): void {
  equip(document);
  document.addEventListener("htmx:afterSettle", () => equip(document));
}
