// @ts-check
// `<schedule-lanes>`: the steps of one schedule, with a lane for each thread. Lines in it lead to the program.
{
    const { make, toLine, words } = courseParts;

    /**
     * @param {string[]} threads
     * @param {Set<string>} alive
     * @param {string} mover
     */
    function lanes(threads, alive, mover) {
        const marks = threads.map((thread, index) => {
            const mark = thread === mover ? "●" : alive.has(thread) ? "│" : " ";
            return make("span", { className: `thread-${index % 4}` }, mark);
        });
        return make("span", { className: "lanes", "aria-hidden": "true" }, ...marks);
    }

    class ScheduleLanes extends HTMLElement {
        /**
         * @param {{step: number, task: string, event: string, line: number | null}[]} trace
         * @param {string[]} [names] the threads, in the order in which they began
         */
        show(trace, names = []) {
            const threads = [...new Set([...names, ...trace.map((step) => step.task)])];
            const table = make("table");
            table.createCaption().textContent = "One row for each step of a thread, in the order in which they happened.";
            const titles = ["Step", "Lanes", "Thread", "What it does", "Line"];
            table.createTHead().insertRow().append(...titles.map((title) => make("th", { scope: "col" }, title)));
            const body = table.createTBody();
            const alive = new Set(threads.slice(0, 1));
            for (const { step, task, event, line } of trace) {
                alive.add(task);
                const name = make("span", { className: `thread-${threads.indexOf(task) % 4}` }, task);
                const place = line ? [toLine(line, `${line}`)] : [];
                const cells = [[`${step}`], [lanes(threads, alive, task)], [name], words(event), place];
                body.insertRow().append(...cells.map((cell) => make("td", {}, ...cell)));
                if (event.startsWith("ends")) alive.delete(task);
            }
            this.tabIndex = 0;
            this.setAttribute("role", "group");
            this.setAttribute("aria-label", "The schedule, step by step");
            this.replaceChildren(table);
        }
    }

    customElements.define("schedule-lanes", ScheduleLanes);
}
