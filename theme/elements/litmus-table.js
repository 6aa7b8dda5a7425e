// @ts-check
// `<litmus-table>`: the reader chooses an ordering for each operation, and sees what the model allows and what a machine showed.
// Its children are the whole table as text, and the same as the recorder writes it.
{
    const { make, form } = courseParts;

    class LitmusTable extends HTMLElement {
        connectedCallback() {
            const data = this.querySelector("script");
            if (!data || this.querySelector(":scope > form")) return;
            /** @type {{operations: string[], orderings: string[][], outcomes: string[], rounds: number, machine: string, rows: number[][]}} */
            const { operations, orderings, outcomes, rounds, machine, rows } = JSON.parse(data.textContent ?? "");
            const whole = make("details", {}, make("summary", {}, "Every choice on a line"));
            whole.append(...this.childNodes);

            const choices = operations.map((operation, index) => {
                const choice = make("select", {}, ...orderings[index].map((name) => make("option", {}, name)));
                choice.addEventListener("change", () => draw());
                return { choice, label: make("label", {}, operation, choice) };
            });
            const lines = outcomes.map((outcome) => {
                const [model, seen] = [make("td"), make("td")];
                return { outcome, model, seen, line: make("tr", {}, make("th", { scope: "row" }, outcome), model, seen) };
            });
            const titles = ["Outcome", "The model", `The machine, in ${rounds} rounds`].map((title) => make("th", { scope: "col" }, title));
            const table = make("table", {}, make("thead", {}, make("tr", {}, ...titles)), make("tbody", {}, ...lines.map(({ line }) => line)));
            const status = make("p", { role: "status" });
            const draw = () => {
                const row = rows[choices.reduce((place, { choice }, index) => place * orderings[index].length + choice.selectedIndex, 0)];
                lines.forEach(({ model, seen, line }, index) => {
                    const allowed = row[index] >= 0;
                    model.textContent = allowed ? "allows it" : "forbids it";
                    seen.textContent = row[index] > 0 ? `showed it ${row[index]} times` : "did not show it";
                    line.classList.toggle("forbidden", !allowed);
                });
                const allowed = row.filter((count) => count >= 0).length;
                const shown = row.filter((count) => count > 0).length;
                status.textContent = `The model allows ${allowed} of ${outcomes.length} outcomes, and the machine showed ${shown}.`;
            };
            draw();
            const fields = make("fieldset", {}, make("legend", {}, "Choose the orderings"), ...choices.map(({ label }) => label));
            const where = make("p", { className: "machine" }, `The machine: ${machine}. The model is that of the schedule explorer, which went through every schedule of every choice.`);
            this.append(form(fields, status), make("div", { className: "table-wrapper" }, table), where, whole);
        }
    }

    customElements.define("litmus-table", LitmusTable);
}
