// @ts-check
// `<predict-line from="9" line="17" ask="…">` around a program and a prediction: choose a line, then read what was recorded.
// `from` is the number that the first line shown has in its file, as the recorded words count; `line` is the one to find.
{
    const { make, button, form, askOf } = courseParts;

    class PredictLine extends HTMLElement {
        connectedCallback() {
            const answer = this.querySelector("details.predict");
            const code = this.querySelector("pre > code.language-rust");
            if (!(answer instanceof HTMLDetailsElement) || !code?.parentElement || this.querySelector(":scope > form")) return;
            const program = new NumberedLines(code, Number(this.getAttribute("from")));
            const right = this.getAttribute("line") ?? "";
            const lines = program.lines.map((text, index) => ({ text: text.trim(), number: program.first + index }));
            askOf(answer);

            const choice = make(
                "select",
                {},
                make("option", { value: "" }, "Choose a line"),
                // A line of brackets does nothing that could be wrong.
                ...lines.filter(({ text }) => /\w/.test(text)).map(({ text, number }) => make("option", { value: `${number}` }, `${number}: ${text}`)),
            );
            const status = make("p", { role: "status" });
            const look = button("Look", () => {
                if (!choice.value) return status.replaceChildren("Choose a line first.");
                answer.open = true;
                program.point(Number(right) - program.first);
                const verdict = choice.value === right ? "Right" : `It is not line ${choice.value}`;
                return status.replaceChildren(`${verdict}: what was recorded points at line ${right}. The answer below says why.`);
            });
            const label = make("label", {}, make("strong", {}, `Predict, then look: ${this.getAttribute("ask")}`), choice);
            answer.before(form(label, look, status));
        }
    }

    customElements.define("predict-line", PredictLine);
}
