// @ts-check
// `<schedule-explorer goal="…" ask="…">`: the reader is the scheduler of a real program, all of whose states are known.
// Its children are the whole answer as text, and a board: what `explorer::board_json` writes.
{
    const { make, button, toolbar, words } = courseParts;

    class ScheduleExplorer extends HTMLElement {
        /** Where the reader is; made when the board is. @type {any} */
        walk;

        connectedCallback() {
            const data = this.querySelector("script");
            if (!data || this.walk) return;
            this.walk = new ScheduleWalk(JSON.parse(data.textContent ?? ""), this.getAttribute("goal") ?? "");

            const answer = make("details", {}, make("summary", {}, "Every ending, and a schedule for each"));
            answer.append(...this.childNodes);
            this.source = make("ol", { className: "board-source", "aria-label": "The program" });
            this.threads = make("ul", { className: "board-threads", "aria-label": "Threads" });
            this.objects = make("dl", { className: "board-objects", "aria-label": "Variables and locks" });
            this.log = make("ol", { className: "board-log", tabIndex: 0, "aria-label": "What has happened" });
            this.status = make("p", { className: "board-status", role: "status" });
            this.tally = make("p", { className: "board-tally" });
            this.undo = button("Undo", () => this.draw(this.walk.undo() ? "One choice undone." : "There is no choice to undo."));
            this.restart = button("Restart", () => {
                this.walk.begin();
                this.draw("Back at the start.");
            });
            const shortest = button("Show the shortest", () => {
                this.walk.goShortest();
                this.draw(`One of the shortest schedules, step by step. The end: ${this.walk.state.end}.`);
            });
            const controls = toolbar("The schedule", this.undo, this.restart, ...(this.walk.goal ? [shortest] : []));
            this.append(
                make("p", { className: "board-ask" }, make("strong", {}, "You are the scheduler. "), this.getAttribute("ask") ?? ""),
                make("div", { className: "board" }, this.source, make("div", {}, this.threads, controls, this.status, this.objects, this.log)),
                this.tally,
                answer,
            );
            this.draw("");
        }

        /** What steps did, and how it ended, in sentences. @param {Step[]} steps */
        tell(steps) {
            const told = steps.filter((step) => step.events.length > 0).map((step) => `${this.walk.threads[step.thread]} ${step.events.join(", then ")}.`);
            const end = this.walk.state.end;
            if (end) told.push(`The end: ${end}.`);
            return told.join(" ");
        }

        /** @param {number} thread */
        badge(thread) {
            return make("span", { className: `badge thread-${thread % 4}` }, this.walk.threads[thread]);
        }

        /** @param {number} thread */
        buttons(thread) {
            const steps = this.walk.next().filter((/** @type {Step} */ step) => step.thread === thread);
            const name = this.walk.threads[thread];
            return steps.map((/** @type {Step} */ step, /** @type {number} */ nth) => {
                const what = step.events.join(", ").replaceAll("`", "") || "another way";
                const label = steps.length > 1 ? `Step ${name}: ${what}` : `Step ${name}`;
                const made = button(label, () => this.draw(this.tell(this.walk.take(step)) + (this.walk.reached ? " You found it." : "")));
                made.dataset.step = `${thread}.${nth}`;
                return made;
            });
        }

        /** How a thread stands, in words. @param {["r" | "w" | "e", number, string]} thread */
        stand([stands, line, waits]) {
            if (stands === "e") return "has ended";
            if (stands === "w") return waits || "waits";
            return line ? `is at line ${line}` : "is about to begin";
        }

        /** @param {string} said */
        draw(said) {
            /** @type {ScheduleWalk} */
            const { source, state, taken, found, endings } = this.walk;
            const focused = this.contains(document.activeElement) ? document.activeElement?.getAttribute("data-step") : null;
            this.source.replaceChildren(
                ...source.map(([number, text]) => {
                    const here = state.threads.flatMap(([stands, line], index) => (line === number && stands !== "e" ? [this.badge(index)] : []));
                    const code = make("code", { className: "language-rust" }, text || " ");
                    // @ts-ignore: mdBook's highlighter
                    window.hljs?.highlightBlock(code);
                    return make("li", { value: number, className: here.length ? "here" : "" }, make("span", { className: "board-here" }, ...here), code);
                }),
            );
            this.threads.replaceChildren(
                ...state.threads.map((thread, index) => make("li", {}, this.badge(index), " ", ...words(this.stand(thread)), " ", ...this.buttons(index))),
            );
            this.objects.replaceChildren(
                ...Object.entries(state.objects).map(([name, value]) => make("div", {}, make("dt", {}, make("code", {}, name)), make("dd", {}, value))),
            );
            this.log.replaceChildren(
                ...taken.filter((step) => step.events.length > 0).map((step) => make("li", {}, this.badge(step.thread), " ", ...words(step.events.join(", then ")))),
            );
            this.log.scrollTop = this.log.scrollHeight;
            this.undo?.setAttribute("aria-disabled", `${this.walk.choices.length === 0}`);
            this.status.replaceChildren(...words(said));
            this.status.classList.toggle("reached", this.walk.reached);
            this.tally.textContent = `Endings found: ${found.size} of ${endings.size}.`;
            if (focused) {
                const same = this.querySelector(`[data-step="${focused}"]`) ?? this.querySelector("[data-step]") ?? this.restart;
                /** @type {HTMLElement} */ (same).focus();
            }
        }
    }

    customElements.define("schedule-explorer", ScheduleExplorer);
}
