// @ts-check
// `<code-editor label="…">`: a native text area over a highlighted copy of its text, with the numbers of its lines.
// It sends `input` for every change and `run` for Control and Enter.
{
    const HELP = "Tab indents. Escape and then Tab leaves the editor. Control and Enter runs it.";
    /** Above this many characters a keystroke would wait for the highlighter. */
    const HIGHLIGHTED = 30_000;
    const { make } = courseParts;
    let editors = 0;

    class CodeEditor extends HTMLElement {
        #area = make("textarea", { spellcheck: false, wrap: "off" });
        #copy = make("code", { className: "language-rust", "aria-hidden": "true" });
        #numbers = make("div", { className: "numbers", "aria-hidden": "true" });
        #typist = new Typist(this.#area);
        #firstLine = 1;
        /** @type {Set<number>} */
        #marked = new Set();

        connectedCallback() {
            if (this.firstChild) return;
            const area = this.#area;
            for (const name of ["autocapitalize", "autocomplete", "autocorrect"]) area.setAttribute(name, "off");
            area.setAttribute("aria-label", this.getAttribute("label") ?? "Program");
            const help = make("p", { className: "visually-hidden", id: `code-editor-help-${++editors}` }, HELP);
            area.setAttribute("aria-describedby", help.id);
            this.append(this.#numbers, make("div", { className: "paper" }, this.#copy, area), help);
            area.addEventListener("input", () => this.#draw());
            area.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => this.#key(event));
            this.#draw();
        }

        /** @returns {string} */
        get value() {
            return this.#area.value;
        }

        /** Another text, and nothing to undo. */
        set value(text) {
            this.#area.value = text;
            this.#marked.clear();
            this.#draw();
        }

        /** The number of the first line. */
        set firstLine(/** @type {number} */ number) {
            this.#firstLine = number;
            this.#drawNumbers();
        }

        /**
         * Another text, which undo takes back.
         * @param {string} text
         */
        replace(text) {
            this.focus();
            this.#typist.put(0, this.value.length, text);
            this.#area.setSelectionRange(0, 0);
        }

        /**
         * Marks lines in the margin.
         * @param {number[]} lines
         */
        mark(lines) {
            this.#marked = new Set(lines);
            this.#drawNumbers();
        }

        /**
         * Selects a line and brings it into view.
         * @param {number} line
         */
        goTo(line) {
            const lines = this.value.split("\n");
            const index = Math.min(Math.max(line - this.#firstLine, 0), lines.length - 1);
            const start = lines.slice(0, index).join("\n").length + Math.min(index, 1);
            this.focus();
            this.#area.setSelectionRange(start, start + lines[index].length);
            this.#numbers.children[index]?.scrollIntoView({ block: "center" });
        }

        focus() {
            this.#area.focus({ preventScroll: true });
        }

        #draw() {
            const text = this.value;
            // Without a line after it, an empty last line would have no height.
            this.#copy.textContent = `${text}\n`;
            if (text.length < HIGHLIGHTED) /** @type {any} */ (window).hljs?.highlightBlock(this.#copy);
            this.#drawNumbers();
        }

        #drawNumbers() {
            const numbers = this.value.split("\n").map((_, index) => {
                const line = this.#firstLine + index;
                return this.#marked.has(line) ? make("span", { className: "marked" }, `▸ ${line}`) : make("span", {}, `${line}`);
            });
            this.#numbers.replaceChildren(...numbers);
        }

        /** @param {KeyboardEvent} event */
        #key(event) {
            // Keys that are meant for the editor must not turn the page.
            event.stopPropagation();
            if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
            event.preventDefault();
            this.dispatchEvent(new CustomEvent("run", { bubbles: true }));
        }
    }

    customElements.define("code-editor", CodeEditor);
}
