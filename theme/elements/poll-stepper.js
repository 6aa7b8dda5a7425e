// @ts-check
// `<poll-stepper from="…">` around a listing whose output is a log, `who  line 12  what`: goes through the log beside the program.
// `from` is the number that the first line shown has in its file.
{
    const { make, words } = courseParts;

    class PollStepper extends HTMLElement {
        connectedCallback() {
            const program = this.querySelector("code.language-rust");
            const log = this.querySelector("code.language-text");
            if (!program || !log?.parentElement || this.querySelector("form.steps")) return;
            const source = new NumberedLines(program, Number(this.getAttribute("from")));
            const events = new NumberedLines(log, 0);
            const steps = events.lines.map((said) => {
                const [, who, line, what] = /^(\S+) +line (\d+) +(.*)$/.exec(said) ?? ["", "", "0", said];
                return { who, line: Number(line), what };
            });
            for (const { box, label } of [
                { box: source.box, label: "The program" },
                { box: events.box, label: "The log" },
            ]) {
                box.tabIndex = 0;
                box.setAttribute("role", "group");
                box.setAttribute("aria-label", label);
            }
            const names = [...new Set(steps.map(({ who }) => who))];
            const states = names.map((name) => {
                const state = make("dd");
                return { name, state, line: make("div", {}, make("dt", {}, make("code", {}, name)), state) };
            });
            const board = make("dl", { className: "actors", "aria-label": "What each of them did last" }, ...states.map(({ line }) => line));
            const sentences = ["Nothing has happened yet.", ...steps.map(({ who, line, what }) => `\`${who}\` ${what}, at line ${line}.`)];
            const draw = (/** @type {number} */ step) => {
                events.point(step - 1);
                source.point(step ? steps[step - 1].line - source.first : -1);
                const past = steps.slice(0, step);
                for (const { name, state, line } of states) {
                    const latest = past.findLast(({ who }) => who === name);
                    state.replaceChildren(...words(latest?.what ?? "…"));
                    line.classList.toggle("now", latest !== undefined && latest === past.at(-1));
                }
            };
            const bar = courseSteps.bar("The log", sentences, draw);
            events.box.before(bar, board);
        }
    }

    customElements.define("poll-stepper", PollStepper);
}
