// @ts-check
// `<program-console>`: asks the server for something that takes time, and shows the answer while it arrives.
{
    const { make, box, toLine, words } = courseParts;
    /** @type {Record<string, string>} */
    const STAGES = {
        queued: "waiting for a free place …",
        compiling: "compiling …",
        running: "running …",
        exploring: "trying schedules …",
        checking: "checking …",
    };
    /** How long output is gathered before it is drawn, in milliseconds. */
    const PACE = 50;
    const ESCAPES = /\x1b(?:\[[0-?]*[ -/]*[@-~]|[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)|[ -/]*[0-Z\\^_`-~])/g;
    const UNFINISHED = /\x1b(?:\[[0-?]*[ -/]*|[\]PX^_][^\x07\x1b]{0,2000}\x1b?|[ -/]*)$/;
    const CONTROLS = /[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/g;

    /** @param {string} text */
    const plain = (text) => text.replace(ESCAPES, "").replace(CONTROLS, "");
    /**
     * @param {number} count
     * @param {string} what
     */
    const some = (count, what) => `${count} ${what}${count === 1 ? "" : "s"}`;

    class ProgramConsole extends HTMLElement {
        #status = make("p", { role: "status" });
        #problems = make("ul", { className: "problems" });
        #output = box("Output of this run");
        /** @type {AbortController | undefined} */
        #stopper;
        /** What has arrived and is not drawn yet. */
        #waiting = "";
        #timer = 0;
        /** The lines that the compiler complains about. @type {number[]} */
        lines = [];

        connectedCallback() {
            if (this.firstChild) return;
            this.append(this.#status, this.#problems, this.#output);
            this.#clear();
        }

        /** Ends what is running. */
        stop() {
            this.#stopper?.abort();
        }

        /**
         * Shows one sentence, and has it read out.
         * @param {string} sentence with back-ticks around code
         */
        say(sentence) {
            this.#status.replaceChildren(...words(plain(sentence)));
        }

        /**
         * @param {string} path
         * @param {object} body
         * @param {(event: ServerEvent) => void} [seen] hears every event
         * @returns {Promise<ServerEvent | undefined>} the last event, if it came so far
         * @throws {Error} with `status` 409 and the `body` of the answer
         */
        async run(path, body, seen = () => {}) {
            this.#clear();
            const stopper = (this.#stopper = new AbortController());
            try {
                for await (const event of courseServer.events(path, body, stopper.signal)) {
                    this.#show(event);
                    seen(event);
                    if (event.event === "finished") return this.#finish(event);
                }
                throw new Error("The answer broke off; try again.");
            } catch (error) {
                if (/** @type {any} */ (error).status === 409) throw error;
                this.#draw();
                this.say(stopper.signal.aborted ? "Stopped." : sentence(/** @type {Error} */ (error).message));
                return undefined;
            }
        }

        #clear() {
            this.say("");
            this.#waiting = "";
            this.lines = [];
            this.#output.textContent = "";
            this.#output.hidden = true;
            this.#problems.replaceChildren();
            this.#problems.hidden = true;
        }

        /** @param {ServerEvent} event */
        #show(event) {
            if (event.event === "stage") this.say(sentence(event.says ?? STAGES[event.stage] ?? event.stage));
            else if (event.event === "diagnostic") this.complain(event);
            else if (event.event === "failed") throw new Error(event.error);
            else if (event.event === "stdout" || event.event === "stderr") {
                this.#waiting += event.text;
                this.#timer ||= setTimeout(() => this.#draw(), PACE);
            }
        }

        /** @param {boolean} [whole] whether nothing follows */
        #draw(whole = true) {
            clearTimeout(this.#timer);
            this.#timer = 0;
            // An escape sequence may arrive in two parts.
            const rest = whole ? "" : (UNFINISHED.exec(this.#waiting)?.[0] ?? "");
            const text = plain(this.#waiting.slice(0, this.#waiting.length - rest.length));
            this.#waiting = rest;
            if (!text) return;
            this.#output.append(text);
            this.#output.hidden = false;
        }

        /** @param {ServerEvent} finished */
        #finish(finished) {
            this.#draw();
            const { elapsed_ms: elapsed = {}, outcome, result } = finished;
            if (this.#problems.hidden) for (const problem of result?.diagnostics ?? []) this.complain(problem);
            const printed = this.#output.textContent?.match(/[^\n]*\n|[^\n]+$/g)?.length ?? 0;
            const facts = [];
            if (elapsed.compile !== undefined) facts.push(`compiled in ${elapsed.compile} ms`);
            if (elapsed.run !== undefined) facts.push(`ran for ${elapsed.run} ms`);
            if (outcome && printed) facts.push(`${some(printed, "line")} of output`);
            const at = this.lines.length ? ` First at line ${Math.min(...this.lines)}.` : "";
            this.say(`${sentence(finished.says)}${at}${facts.length ? ` (${facts.join(", ")})` : ""}`);
            return finished;
        }

        /**
         * Shows a message of the compiler.
         * @param {any} diagnostic
         */
        complain({ level = "error", line, code, message, rendered }) {
            const item = make("li", {}, make("strong", {}, plain(`${level}${code ? ` ${code}` : ""}: ${message}`)));
            if (line) {
                this.lines.push(line);
                item.append(" ", toLine(line));
            }
            if (rendered) item.append(box(`The whole message${line ? ` about line ${line}` : ""}`, plain(rendered)));
            this.#problems.append(item);
            this.#problems.hidden = false;
        }
    }

    /** @param {string} text */
    function sentence(text = "") {
        const whole = text.charAt(0).toUpperCase() + text.slice(1);
        return /[.!?…]$/.test(whole) ? whole : `${whole}.`;
    }

    customElements.define("program-console", ProgramConsole);
}
