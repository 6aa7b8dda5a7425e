// @ts-check
// `<predict-compile among="compiles|E0373|E0382">` around a prediction: choose what rustc says, then read what it said.
// What it said is not written here: it is the recorded message in the answer.
{
    const { make, button, form, words, askOf } = courseParts;

    /** What can be chosen, in words that help whoever does not know the codes by heart. @type {Record<string, string>} */
    const SAYS = {
        compiles: "it compiles, without a word",
        warns: "it compiles, with a warning",
        uncoded: "it is refused, by an error that has no code",
        E0277: "a type lacks a trait that is asked for, such as `Send`",
        E0308: "one type is expected, and there is another",
        E0373: "a closure borrows what may end before the closure does",
        E0382: "a value is used after it has moved away",
        E0499: "two borrow one value, both to write it",
        E0502: "one borrows a value to read it while another may write it",
        E0507: "a value is moved out of what is only borrowed",
        E0521: "a borrow leaves the function that it is valid in",
        E0594: "a value is assigned to that may not be changed",
        E0596: "a value is borrowed to be changed that may not be",
        E0597: "a value ends before its borrow does",
        E0728: "an `await` stands outside of `async`",
    };

    /** @param {string} verdict */
    const told = (verdict) => (verdict.startsWith("E") ? `\`${verdict}\`: ${SAYS[verdict]}` : SAYS[verdict]);

    /** @param {string} message what rustc said */
    function verdictOf(message) {
        const [, kind, code] = /^(error|warning)(?:\[(E\d+)\])?:/m.exec(message) ?? [];
        if (!kind) return "compiles";
        return kind === "warning" ? "warns" : (code ?? "uncoded");
    }

    class PredictCompile extends HTMLElement {
        connectedCallback() {
            const answer = this.querySelector("details");
            const recorded = answer?.querySelector("code.language-text");
            if (!answer || !recorded || this.querySelector(":scope > form")) return;
            const verdict = verdictOf(recorded.textContent ?? "");
            const name = `predict-compile-${[...document.querySelectorAll("predict-compile")].indexOf(this)}`;
            const choices = (this.getAttribute("among") ?? "").split("|").map((choice) => {
                const dot = make("input", { type: "radio", name, value: choice });
                return { choice, dot, line: make("div", {}, make("label", {}, dot, make("span", {}, ...words(told(choice))))) };
            });
            const status = make("p", { role: "status" });
            const look = button("Look", () => {
                const chosen = choices.find(({ dot }) => dot.checked)?.choice;
                if (!chosen) return status.replaceChildren("Choose first: a guess that you have made is worth more than one that you might have.");
                answer.open = true;
                for (const { choice, line } of choices) line.classList.toggle("pointed", choice === verdict);
                return status.replaceChildren(...words(`${chosen === verdict ? "Right" : "Not this time"}. What rustc says: ${told(verdict)}.`));
            });
            const fields = make("fieldset", {}, make("legend", {}, askOf(answer)), ...choices.map(({ line }) => line), look, status);
            this.prepend(form(fields));
        }
    }

    customElements.define("predict-compile", PredictCompile);
}
