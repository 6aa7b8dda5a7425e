// @ts-check
// `<course-progress>`: how far the learner is, above the table of contents, and marks in it.
{
    const { make } = courseParts;
    /** @type {Record<string, [string, string]>} */
    const STATES = { started: ["…", "started"], passed: ["✓", "passed"], "gave-up": ["–", "solution looked up"] };

    /** @type {Record<string, string>} */
    const SANDBOXES = {
        full: "Programs run in the full sandbox",
        landlock: "Programs run in the sandbox, without a network of their own",
        unsandboxed: "Programs run without a sandbox",
        none: "This machine has no sandbox, so programs do not run",
    };

    class CourseProgress extends HTMLElement {
        connectedCallback() {
            document.addEventListener("course-progress", () => this.#draw());
            addEventListener("course-server", () => this.#draw());
            courseParts.awaited.push(this.#draw());
        }

        async #draw() {
            if ((await courseServer.state()) !== "live") return;
            const status = await courseServer.read("/api/status").catch(() => null);
            if (!status) return;
            const passed = (/** @type {any[]} */ list) => list.filter(({ state }) => state === "passed").length;
            const { exercises, points, max_points: most, sandbox } = status;
            const standing = `${passed(exercises)} of ${exercises.length} exercises passed, ${points} of ${most} points`;
            this.replaceChildren(make("p", {}, standing), make("p", { title: sandbox.says }, SANDBOXES[sandbox.tier] ?? sandbox.says));
            /** @type {Map<string, any[]>} */
            const chapters = new Map();
            for (const exercise of exercises) {
                const [sign, words] = STATES[exercise.state] ?? ["", ""];
                this.#mark(`${exercise.chapter}/${exercise.name}.html`, sign, words);
                chapters.set(exercise.chapter, [...(chapters.get(exercise.chapter) ?? []), exercise]);
            }
            for (const [chapter, list] of chapters) {
                const count = `${passed(list)} of ${list.length}`;
                this.#mark(`${chapter}/index.html`, count.replace(" of ", "/"), `${count} exercises passed`);
            }
        }

        /**
         * @param {string} address
         * @param {string} sign
         * @param {string} words
         */
        #mark(address, sign, words) {
            const link = this.parentElement?.querySelector(`a[href$="${address}"]`);
            link?.querySelector(".mark")?.remove();
            if (!link || !sign) return;
            const shown = make("span", { "aria-hidden": "true" }, sign);
            const said = make("span", { className: "visually-hidden" }, `, ${words}`);
            link.append(make("span", { className: "mark" }, shown, said));
        }
    }

    customElements.define("course-progress", CourseProgress);
    document.querySelector("#mdbook-sidebar .sidebar-scrollbox")?.prepend(make("course-progress"));
}
