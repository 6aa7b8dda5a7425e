// @ts-check
// `<answer-conflict>`: the learner's file as another program has left it, beside the text in the editor. Neither is lost.
// It sends `continue` with the file, or `grade-mine`.
{
    const { make, button, box } = courseParts;
    const WORDS = "Your file was changed outside of this page, and nothing was overwritten. This is what it holds now:";

    class AnswerConflict extends HTMLElement {
        /** @param {{source: string, hash: string}} file */
        show({ source, hash }) {
            const take = button("Continue with the file", () => {
                this.hidden = true;
                this.dispatchEvent(new CustomEvent("continue", { bubbles: true, detail: { source, hash } }));
            });
            const leave = button("Grade mine without saving", () => {
                this.dispatchEvent(new CustomEvent("grade-mine", { bubbles: true }));
            });
            this.setAttribute("role", "group");
            this.setAttribute("aria-label", "Two versions of your answer");
            this.replaceChildren(make("p", {}, WORDS), box("The file as it is now", source), take, " ", leave);
            this.hidden = false;
        }
    }

    customElements.define("answer-conflict", AnswerConflict);
}
