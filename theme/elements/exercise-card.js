// @ts-check
// `<exercise-card name="…">`: an exercise, solved in the page. The workbook's file is only written when it is still the
// one that the reader began with; without the local server the commands inside of the element are all there is.
{
    const { make, button, toolbar, words } = courseParts;
    /** @type {Record<string, string>} */
    const STATES = { untouched: "not started", started: "started", passed: "passed", "gave-up": "solution looked up" };

    class ExerciseCard extends HTMLElement {
        #standing = make("p", { className: "standing" });
        #editor = make("code-editor", { label: `Your answer to the exercise ${this.#name}` });
        #console = make("program-console");
        #conflict = make("answer-conflict", { hidden: true });
        #report = make("grade-report");
        #hints = make("ol", { className: "hints", hidden: true });
        /** The document of the server: its `source` is the file, its `hash` the state of it that the text is based on. @type {any} */
        #exercise;
        #grade = button("Grade", () => this.#judge(this.#exercise.origin === "workbook"), this.#console);
        #stop = button("Stop", () => this.#console.stop());
        #hint = button("Hint", () => this.#giveHint(), this.#console);
        #reset = button("Back to the stub", () => this.#editor.replace(this.#exercise.stub));

        get #name() {
            return this.getAttribute("name") ?? "";
        }

        get #draft() {
            return `exercise/${this.#name}`;
        }

        connectedCallback() {
            if (this.#standing.isConnected || location.pathname.endsWith("/print.html")) return;
            addEventListener("course-server", () => this.#offer());
            courseParts.awaited.push(this.#offer());
        }

        async #offer() {
            const state = await courseServer.state();
            if (state === "static" || this.#exercise) return;
            this.prepend(this.#standing);
            try {
                if (state === "locked") throw new Error(courseServer.sentences.locked);
                this.#exercise = await this.#read();
            } catch (error) {
                this.#standing.replaceChildren(...words(/** @type {Error} */ (error).message));
                return;
            }
            this.#build();
            this.#restore();
            document.addEventListener("visibilitychange", () => document.hidden || this.#look());
            courseDrafts.follow(this.#draft, (draft) => (draft ? this.#restore() : this.#look()));
        }

        #read() {
            return courseServer.read(`/api/exercises/${this.#name}`);
        }

        #build() {
            this.#grade.className = "go";
            this.#stop.hidden = true;
            const bar = toolbar(`Exercise ${this.#name}`, this.#grade, this.#stop, this.#hint, this.#reset);
            this.#standing.after(this.#editor, bar, this.#console, this.#conflict, this.#report, this.#hints);
            this.addEventListener("continue", (event) => this.#continue(/** @type {CustomEvent} */ (event).detail));
            this.addEventListener("grade-mine", () => this.#judge(false));
            this.addEventListener("input", () => this.#keep());
            this.addEventListener("run", () => this.#grade.click());
            this.addEventListener("go-to-line", (event) => this.#editor.goTo(/** @type {CustomEvent} */ (event).detail));
            this.#editor.value = this.#exercise.source;
            this.#tell();
        }

        #tell() {
            const { state, points, max_points: most, origin } = this.#exercise;
            const kept = origin === "workbook" ? "" : " To keep your answers, write a workbook with `cargo course init`.";
            const standing = `Exercise ${this.#name}: ${STATES[state] ?? state}, ${points} of ${most} points.${kept}`;
            this.#standing.replaceChildren(...words(standing));
        }

        #keep() {
            const { hash, source } = this.#exercise;
            const text = this.#editor.value;
            courseDrafts.write(this.#draft, text === source ? null : JSON.stringify({ hash, text }));
        }

        /** Takes up what was written here before and not saved. */
        #restore() {
            const { hash, text } = JSON.parse(courseDrafts.read(this.#draft) ?? "{}");
            if (text === undefined || text === this.#editor.value) return;
            this.#editor.value = text;
            this.#console.say("This is what you wrote in this browser; Grade saves it.");
            if (hash === this.#exercise.hash) return;
            this.#conflict.show(this.#exercise);
            this.#exercise.hash = hash;
        }

        /** Whether the file has been changed by another program meanwhile. */
        async #look() {
            const now = await this.#read().catch(() => this.#exercise);
            const { source, hash } = this.#exercise;
            const untouched = this.#editor.value === source;
            this.#exercise = { ...now, source, hash };
            this.#tell();
            if (now.hash === hash) return;
            if (!untouched) return this.#conflict.show(now);
            this.#exercise = now;
            this.#editor.value = now.source;
        }

        /**
         * Goes on with the file instead of the text in the editor, which undo brings back.
         * @param {{source: string, hash: string}} file
         */
        #continue(file) {
            this.#exercise = { ...this.#exercise, ...file };
            this.#editor.replace(file.source);
            this.#console.say("This is the file. Undo brings your own text back.");
        }

        /** @param {boolean} saves */
        async #judge(saves) {
            if (!this.#stop.hidden) return;
            this.#busy(true);
            this.#report.clear();
            const source = this.#editor.value;
            const save = saves ? { based_on: this.#exercise.hash } : null;
            const body = { exercise: this.#name, source, save };
            const seen = (/** @type {ServerEvent} */ event) => this.#report.add(event);
            try {
                const finished = await this.#console.run("/api/grade", body, seen);
                if (finished) this.#conclude(finished, source);
            } catch (error) {
                this.#console.say("Not graded: your file was changed outside of this page.");
                this.#conflict.show(/** @type {any} */ (error).body);
            } finally {
                this.#busy(false);
            }
        }

        /**
         * @param {ServerEvent} finished
         * @param {string} source what was graded
         */
        #conclude({ result, saved }, source) {
            if (saved) {
                this.#exercise = { ...this.#exercise, source, hash: saved.hash };
                this.#conflict.hidden = true;
                this.#keep();
            }
            this.#editor.mark(this.#console.lines);
            this.#report.conclude(result);
            this.#look();
            document.dispatchEvent(new Event("course-progress"));
        }

        async #giveHint() {
            const { level, of, hint } = await (await courseServer.post("/api/hint", { exercise: this.#name })).json();
            this.#hints.append(make("li", { value: level }, ...words(hint)));
            this.#hints.hidden = false;
            this.#console.say(`Hint ${level} of ${of}: ${hint}`);
        }

        /** @param {boolean} busy */
        #busy(busy) {
            // A button that goes away must not take the focus along.
            if (!busy && document.activeElement === this.#stop) this.#grade.focus();
            this.#stop.hidden = !busy;
            this.#grade.setAttribute("aria-disabled", `${busy}`);
        }
    }

    customElements.define("exercise-card", ExerciseCard);
}
