// @ts-check
// `<trace-timeline>` around figures with lanes, as the recorder draws them: goes through all of them at once, moment by moment.
// The lanes share one axis, so that what happens at the same time stands below one another.
{
    const { make, button } = courseParts;

    /** @typedef {{name: string, language: string, what: string, from: number, until: number}} Bar */

    class TraceTimeline extends HTMLElement {
        connectedCallback() {
            const drawings = /** @type {HTMLElement[]} */ ([...this.querySelectorAll(".timeline")]);
            if (!drawings.length || this.querySelector(":scope > form")) return;
            const axis = Number(drawings[0].dataset.axis);
            const several = new Set(drawings.map(({ dataset }) => dataset.language)).size > 1;
            /** @type {Bar[]} */
            const bars = drawings.flatMap((drawing) =>
                [...drawing.querySelectorAll(".lane .bar")].map((bar) => ({
                    name: bar.closest("[data-name]")?.getAttribute("data-name") ?? "",
                    language: several ? (drawing.dataset.language ?? "") : "",
                    what: bar.getAttribute("title") ?? "",
                    from: Number(bar.getAttribute("data-from")),
                    until: Number(bar.getAttribute("data-until")),
                })),
            );
            const moments = [...new Set([0, ...bars.flatMap(({ from, until }) => [from, until])])].sort((a, b) => a - b);
            const sentences = moments.map((at) => this.#told(at, axis, bars));
            const cursors = [...this.querySelectorAll(".lane .track")].map((track) => {
                const cursor = make("span", { className: "cursor" });
                track.append(cursor);
                return cursor;
            });
            let zoom = 1;
            let percent = 0;
            const scale = () => {
                // What is looked at stays in view.
                const offset = Math.min(Math.max(percent - 50 / zoom, 0), 100 - 100 / zoom);
                for (const drawing of drawings) {
                    drawing.style.setProperty("--zoom", `${zoom}`);
                    drawing.style.setProperty("--offset", `${offset}`);
                }
                closer.setAttribute("aria-disabled", `${zoom === 8}`);
                wider.setAttribute("aria-disabled", `${zoom === 1}`);
            };
            const closer = button("Closer", () => ((zoom *= 2), scale()));
            const wider = button("Wider", () => ((zoom /= 2), scale()));
            const bar = courseSteps.bar("The time", sentences, (step) => {
                percent = (moments[step] / axis) * 100;
                for (const cursor of cursors) cursor.style.setProperty("--from", `${percent}`);
                scale();
            });
            bar.querySelector(".toolbar")?.append(closer, wider);
            this.prepend(bar);
        }

        /**
         * What everybody does from one moment on, in sentences.
         * @param {number} at
         * @param {number} axis
         * @param {Bar[]} bars
         */
        #told(at, axis, bars) {
            const time = axis < 2_000_000 ? `${at / 1_000} ms` : `${at / 1_000_000} s`;
            const now = bars.filter(({ from, until }) => from <= at && at < until);
            const told = [...new Set(now.map(({ language }) => language))].map((spoken) => {
                const doing = now.filter(({ language }) => language === spoken).map(({ name, what }) => `\`${name}\` ${what}`);
                return `${spoken && `${spoken}: `}${doing.join("; ")}.`;
            });
            return `At ${time}. ${told.join(" ") || "Nobody does anything any more."}`;
        }
    }

    customElements.define("trace-timeline", TraceTimeline);
}
