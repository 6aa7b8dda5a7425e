// @ts-check
// `<predict-outcome among="a|b|c">` around a prediction: tick what can happen, then look.
// What can happen is not written here: it is what the explorer recorded, in the answer.
{
    const { make, button, form, words, askOf } = courseParts;

    class PredictOutcome extends HTMLElement {
        connectedCallback() {
            const answer = this.querySelector("details");
            const recorded = answer?.querySelector("code.language-text");
            if (!answer || !recorded || this.querySelector(":scope > form")) return;
            const possible = (recorded.textContent ?? "").split(/^or$/m).map((outcome) => outcome.trim().replaceAll("\n", ", "));
            const choices = (this.getAttribute("among") ?? "").split("|").map((outcome) => {
                const box = make("input", { type: "checkbox" });
                const verdict = make("span", { className: "verdict" });
                const label = make("label", {}, box, " ", make("code", {}, outcome));
                return { outcome, box, verdict, line: make("div", {}, label, " ", verdict) };
            });
            const status = make("p", { role: "status" });
            const look = button("Look", () => {
                answer.open = true;
                for (const { outcome, box, verdict } of choices) {
                    const can = possible.includes(outcome);
                    verdict.textContent = `${box.checked === can ? "✓" : "✗"} ${can ? "can happen" : "cannot happen"}`;
                }
                const ticked = choices.filter(({ box }) => box.checked);
                const found = ticked.filter(({ outcome }) => possible.includes(outcome)).length;
                const wrong = ticked.length - found;
                const extra = wrong ? `, and ticked ${wrong} that cannot happen` : "";
                status.replaceChildren(...words(`You found ${found} of ${possible.length} outcomes${extra}.`));
            });
            const legend = make("legend", {}, askOf(answer));
            const fields = make("fieldset", {}, legend, ...choices.map(({ line }) => line), look, status);
            this.prepend(form(fields));
        }
    }

    customElements.define("predict-outcome", PredictOutcome);
}
