// @ts-check
// What a text area for programs does beyond a plain one: indentation and pairs of brackets.
// Every change goes through the browser's own editing commands, so that undo takes it back.

class Typist {
    static #INDENT = "    ";
    /** @type {Record<string, string>} */
    static #PAIRS = { "(": ")", "[": "]", "{": "}", '"': '"' };

    #area;
    /** Whether the next Tab leaves the text area. */
    #leaves = false;
    /** Whether a change is our own. */
    #changes = false;
    /** Closing brackets that were put in and not typed, by their distance from the end. @type {number[]} */
    #owed = [];

    /** @param {HTMLTextAreaElement} area */
    constructor(area) {
        this.#area = area;
        area.addEventListener("beforeinput", (event) => this.#before(event));
        area.addEventListener("keydown", (event) => this.#key(event));
        area.addEventListener("blur", () => (this.#leaves = false));
    }

    /**
     * Replaces a range as if it had been typed.
     * @param {number} from
     * @param {number} to
     * @param {string} text
     */
    put(from, to, text) {
        if (from === to && !text) return;
        const area = this.#area;
        area.setSelectionRange(from, to);
        this.#changes = true;
        // Deprecated, and the only command that leaves the history of the text area whole.
        const done = text ? document.execCommand("insertText", false, text) : document.execCommand("delete");
        this.#changes = false;
        if (done) return;
        area.setRangeText(text, from, to, "end");
        area.dispatchEvent(new InputEvent("input", { bubbles: true }));
    }

    /** @param {KeyboardEvent} event */
    #key(event) {
        const { key, shiftKey } = event;
        const plain = !(event.ctrlKey || event.metaKey || event.altKey);
        if (key === "Tab" && plain && !this.#leaves) {
            event.preventDefault();
            this.#indent(shiftKey);
        }
        if (key !== "Tab" && key !== "Shift") this.#leaves = key === "Escape";
    }

    /** @param {boolean} back */
    #indent(back) {
        const indent = Typist.#INDENT;
        const { selectionStart: from, selectionEnd: to, value } = this.#area;
        const start = this.#lineStart(from);
        if (!back && !value.slice(from, to).includes("\n")) {
            return this.put(from, to, " ".repeat(indent.length - ((from - start) % indent.length)));
        }
        // A selection that ends where a line begins leaves that line alone.
        const end = to > from && value[to - 1] === "\n" ? to - 1 : to;
        const stop = value.indexOf("\n", end);
        const lines = value.slice(start, stop < 0 ? undefined : stop).split("\n");
        const moved = lines.map((line) => (back ? line.replace(/^( {1,4}|\t)/, "") : line && indent + line));
        const text = moved.join("\n");
        if (text === lines.join("\n")) return;
        this.put(start, stop < 0 ? value.length : stop, text);
        const place = Math.max(from + moved[0].length - lines[0].length, start);
        this.#area.setSelectionRange(from === to ? place : start, from === to ? place : start + text.length);
    }

    /** @param {InputEvent} event */
    #before(event) {
        if (this.#changes || event.isComposing) return;
        const { selectionStart: from, selectionEnd: to, value } = this.#area;
        let done = false;
        if (event.inputType === "insertLineBreak") done = this.#newLine(from, to);
        else if (event.inputType === "deleteContentBackward" && from === to) done = this.#unpair(from);
        else if (event.inputType === "insertText" && event.data?.length === 1) done = this.#typed(event.data, from, to, value);
        if (done) event.preventDefault();
    }

    /**
     * @param {string} typed
     * @param {number} from
     * @param {number} to
     * @param {string} value
     */
    #typed(typed, from, to, value) {
        const closing = Typist.#PAIRS[typed];
        const after = value[to] ?? "";
        if (from === to && typed === after && this.#owes(from)) {
            this.#owed.pop();
            this.#area.setSelectionRange(from + 1, from + 1);
            return true;
        }
        if (closing && from !== to) {
            this.put(from, to, typed + value.slice(from, to) + closing);
            this.#area.setSelectionRange(from + 1, to + 1);
            return true;
        }
        const opens = /^[\s)\]},;]?$/.test(after) && !(typed === '"' && /[\w"\\']/.test(value[from - 1] ?? ""));
        if (closing && opens) {
            this.put(from, to, typed + closing);
            this.#area.setSelectionRange(from + 1, from + 1);
            this.#owed.push(value.length - to + 1);
            return true;
        }
        const before = value.slice(this.#lineStart(from), from);
        if (typed !== "}" || from !== to || !before || before.trim()) return false;
        this.put(from - Math.min(before.length, Typist.#INDENT.length), from, typed);
        return true;
    }

    /**
     * Deletes a pair that was put in, when nothing stands in it.
     * @param {number} place
     */
    #unpair(place) {
        const { value } = this.#area;
        if (!this.#owes(place) || Typist.#PAIRS[value[place - 1]] !== value[place]) return false;
        this.#owed.pop();
        this.put(place - 1, place + 1, "");
        return true;
    }

    /**
     * Whether the bracket at this place was put in by us.
     * @param {number} place
     */
    #owes(place) {
        return this.#owed[this.#owed.length - 1] === this.#area.value.length - place;
    }

    /**
     * @param {number} from
     * @param {number} to
     */
    #newLine(from, to) {
        const { value } = this.#area;
        const line = value.slice(this.#lineStart(from), from);
        const indent = /^[ \t]*/.exec(line)?.[0] ?? "";
        const opened = /[([{]$/.test(line.trimEnd());
        const closes = opened && /^[)\]}]/.test(value.slice(to));
        const inside = `\n${indent}${opened ? Typist.#INDENT : ""}`;
        this.put(from, to, closes ? `${inside}\n${indent}` : inside);
        this.#area.setSelectionRange(from + inside.length, from + inside.length);
        return true;
    }

    /** @param {number} place */
    #lineStart(place) {
        return place ? this.#area.value.lastIndexOf("\n", place - 1) + 1 : 0;
    }
}
