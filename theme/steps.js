// @ts-check
// What elements share that go through something recorded, step by step, beside its program.

/** The lines of a block, numbered as in their file; one of them can be pointed at. */
class NumberedLines {
    /**
     * @param {Element} code
     * @param {number} first the number of the first line; 0 for a block whose lines have none
     */
    constructor(code, first) {
        const { make } = courseParts;
        this.box = /** @type {HTMLElement} */ (code.parentElement);
        this.first = first;
        this.lines = (code.textContent ?? "").trimEnd().split("\n");
        this.numbers = this.lines.map((_, index) => make("span", {}, first ? `${first + index}\n` : "\n"));
        this.band = make("code", { className: "line-band", "aria-hidden": "true", hidden: true });
        // After the program, for mdBook copies the first code of a block.
        code.after(make("code", { className: "line-numbers", "aria-hidden": "true" }, ...this.numbers), this.band);
    }

    /** @param {number} index from 0; another one points nowhere */
    point(index) {
        this.numbers.forEach((number, at) => number.classList.toggle("pointed", at === index));
        this.band.hidden = !this.numbers[index];
        this.band.style.setProperty("--line", `${index}`);
        if (this.band.hidden) return;
        const { offsetTop, offsetHeight } = this.band;
        const above = offsetTop - this.box.scrollTop;
        // Scrolls the box alone: the page stays where it is.
        if (above < offsetHeight || above > this.box.clientHeight - 2 * offsetHeight) this.box.scrollTop = offsetTop - this.box.clientHeight / 3;
    }
}

const courseSteps = {
    /**
     * A slider and two buttons that go through steps, and a sentence about the step; the first sentence is about the beginning.
     * @param {string} label
     * @param {string[]} sentences
     * @param {(step: number) => void} draw
     * @returns {HTMLElement}
     */
    bar(label, sentences, draw) {
        const { make, button, toolbar, form, words } = courseParts;
        const last = sentences.length - 1;
        const slider = make("input", { type: "range", min: "0", max: `${last}`, value: "0", "aria-label": `${label}: step` });
        const said = make("p", { role: "status" });
        const go = (/** @type {number} */ step) => {
            const to = Math.min(Math.max(step, 0), last);
            slider.value = `${to}`;
            slider.setAttribute("aria-valuetext", `step ${to} of ${last}`);
            back.setAttribute("aria-disabled", `${to === 0}`);
            next.setAttribute("aria-disabled", `${to === last}`);
            said.replaceChildren(make("strong", {}, `${to} of ${last} `), ...words(sentences[to]));
            draw(to);
        };
        const back = button("Back", () => go(Number(slider.value) - 1));
        const next = button("Step", () => go(Number(slider.value) + 1));
        slider.addEventListener("input", () => go(Number(slider.value)));
        const bar = form(toolbar(label, back, next, slider), said);
        bar.className = "steps";
        go(0);
        return bar;
    },
};
