// @ts-check
// `<program-input>`: a field for each thing that a program reads, its arguments and its input, for as long as its text reads it.
{
    const { make, form } = courseParts;

    /** How a text asks for it; `.stdin(…)` is what it gives to another program. */
    const ASKED = { args: /\benv::args(_os)?\b/, input: /(?<![.\w])stdin\s*\(/ };

    /** @param {string} label @param {number} rows */
    const field = (label, rows) => make("label", { className: "input" }, label, make("textarea", { rows, spellcheck: false }));

    /** @param {HTMLLabelElement} field */
    const written = (field) => (field.isConnected ? (field.querySelector("textarea")?.value ?? "") : "");

    class ProgramInput extends HTMLElement {
        #args = field("Arguments, separated by spaces", 1);
        #input = field("Standard input", 3);
        #form = form();

        connectedCallback() {
            if (!this.firstChild) this.append(this.#form);
        }

        /** @param {string} text */
        askFor(text) {
            for (const [field, asked] of [[this.#args, ASKED.args], [this.#input, ASKED.input]]) {
                // One that is there already must not lose the focus.
                if (!asked.test(text)) field.remove();
                else if (!field.isConnected) this.#form.append(field);
            }
        }

        /** What the reader has written, as the server is told. */
        get given() {
            const args = written(this.#args).split(/\s+/).filter(Boolean);
            const input = written(this.#input);
            return { ...(args.length ? { args } : {}), ...(input ? { input } : {}) };
        }
    }

    customElements.define("program-input", ProgramInput);
}
