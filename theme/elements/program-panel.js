// @ts-check
// `<program-panel name="…" kind="listing">`: runs or checks a program of a chapter, as it stands or as the reader wrote it.
{
    const { make, button, toolbar, box, words } = courseParts;

    /**
     * What of the file readers see, and the number that its first line has there.
     * @param {string} source
     */
    function visible(source) {
        const head = /^(?:\/\/[!@].*\n|\/\/ ANCHOR: .*\n|\s*\n)*/.exec(source)?.[0] ?? "";
        const text = source.slice(head.length).replace(/^[ \t]*\/\/ ANCHOR(_END)?: .*$/gm, "").trimEnd();
        return { text: `${text}\n`, firstLine: head.split("\n").length };
    }

    class ProgramPanel extends HTMLElement {
        #console = make("program-console");
        /** @type {any} */
        #editor;
        /** The last schedule or timeline. @type {any} */
        #drawing;
        /** @type {Promise<{text: string, firstLine: number}> | undefined} */
        #original;
        #given = make("program-input");
        #go = button("Run", () => this.#run(), this.#console);
        #stop = button("Stop", () => this.#console.stop());
        #edit = button("Edit", async () => (await this.#open()).focus(), this.#console);
        #reset = button("Reset", async () => this.#editor.replace((await this.#program()).text));
        #explore = button("Show the schedule", () => this.#trySchedules("schedule"), this.#console);
        #time = button("Show the timeline", () => this.#trySchedules("timeline"), this.#console);

        get #name() {
            return this.getAttribute("name") ?? "";
        }

        /** Whether the program is one that the compiler is to refuse. */
        get #checks() {
            return this.getAttribute("kind") === "rejected";
        }

        get #draft() {
            return `${this.#checks ? "rejected" : "listing"}/${this.#name}`;
        }

        connectedCallback() {
            if (this.firstChild) return;
            if (this.#checks) this.#go.textContent = "Check";
            this.#go.className = "go";
            const hidden = [this.#stop, this.#edit, this.#reset, this.#explore, this.#time];
            for (const button of hidden) button.hidden = true;
            // Nobody gives anything to a program that is never run.
            if (!this.#checks) this.append(this.#given);
            this.append(toolbar(`Program ${this.#name}`, this.#go, ...hidden), this.#console);
            this.addEventListener("run", () => this.#run());
            this.addEventListener("go-to-line", async (event) => {
                (await this.#open()).goTo(/** @type {CustomEvent} */ (event).detail);
            });
            addEventListener("course-server", () => this.#offer());
            courseParts.awaited.push(this.#offer());
        }

        async #offer() {
            if ((await courseServer.state()) !== "live") return;
            this.#edit.hidden = Boolean(this.#editor);
            this.#explore.hidden = this.#time.hidden = this.#checks;
            this.#given.askFor(this.#editor?.value ?? this.#shown.map((block) => block.textContent).join("\n"));
            if (courseDrafts.read(this.#draft) !== null) await this.#open();
        }

        /** The blocks of the page that show the program. */
        get #shown() {
            return [...(this.parentElement?.querySelectorAll(":scope > pre:has(> code.language-rust)") ?? [])];
        }

        /** The program as the course has it. */
        #program() {
            return (this.#original ??= courseServer
                .read(`/api/listings/${this.#name}`)
                .then(({ source }) => visible(source))
                .catch((error) => {
                    this.#original = undefined;
                    throw error;
                }));
        }

        /** The editor, in place of the blocks that the page shows. */
        async #open() {
            const { text, firstLine } = await this.#program();
            if (this.#editor) return this.#editor;
            const editor = (this.#editor = make("code-editor", { label: `Program ${this.#name}` }));
            editor.value = courseDrafts.read(this.#draft) ?? text;
            editor.firstLine = firstLine;
            editor.addEventListener("input", () => this.#keep(text));
            this.prepend(editor);
            for (const block of this.#shown) block.setAttribute("hidden", "");
            courseDrafts.follow(this.#draft, (draft) => {
                editor.value = draft ?? text;
                this.#given.askFor(editor.value);
                this.#reset.hidden = draft === null;
            });
            this.#edit.hidden = true;
            this.#reset.hidden = editor.value === text;
            if (!this.#reset.hidden) this.#console.say("This is your own version, kept in this browser. Reset brings the original back.");
            this.#given.askFor(editor.value);
            return editor;
        }

        /** @param {string} original */
        #keep(original) {
            const own = this.#editor.value !== original;
            courseDrafts.write(this.#draft, own ? this.#editor.value : null);
            this.#reset.hidden = !own;
            this.#given.askFor(this.#editor.value);
        }

        #run() {
            if (this.#checks) return this.#ask("/api/check", {});
            return this.#ask("/api/run", this.#given.given);
        }

        /** @param {"schedule" | "timeline"} format */
        async #trySchedules(format) {
            this.#drawing?.remove();
            const finished = await this.#ask("/api/explore", { format });
            const { trace = [], threads } = finished?.exploration ?? {};
            if (!trace.length) return;
            const drawn = make(finished.timeline ? "schedule-timeline" : "schedule-lanes");
            const notes = finished.exploration.notes.map((/** @type {string} */ note) => make("li", {}, ...words(note)));
            const text = make("details", {}, make("summary", {}, "The same as text"), box("The schedule as text", finished.text));
            this.#drawing = make("div", {}, drawn, make("ul", { hidden: !notes.length }, ...notes), text);
            this.append(this.#drawing);
            if (finished.timeline) drawn.show(finished.timeline);
            else drawn.show(trace, threads);
        }

        /**
         * @param {string} path
         * @param {object} more what goes along with the program
         */
        async #ask(path, more) {
            const state = await courseServer.state();
            if (state !== "live") return this.#console.say(courseServer.sentences[state]);
            if (!this.#stop.hidden) return undefined;
            this.#busy(true);
            try {
                const { text, firstLine } = await this.#program();
                const source = "\n".repeat(firstLine - 1) + (this.#editor?.value ?? text);
                const finished = await this.#console.run(path, { listing: this.#name, source, ...more });
                this.#editor?.mark(this.#console.lines);
                return finished;
            } finally {
                this.#busy(false);
            }
        }

        /** @param {boolean} busy */
        #busy(busy) {
            // A button that goes away must not take the focus along.
            if (!busy && document.activeElement === this.#stop) this.#go.focus();
            this.#stop.hidden = !busy;
            for (const button of [this.#go, this.#explore, this.#time]) button.setAttribute("aria-disabled", `${busy}`);
        }
    }

    customElements.define("program-panel", ProgramPanel);
}
