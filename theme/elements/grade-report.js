// @ts-check
// `<grade-report>`: the promises of an exercise as they are checked, and the schedule that breaks the first of them.
{
    const { make, words } = courseParts;

    class GradeReport extends HTMLElement {
        #checks = make("ul");
        #lanes = make("schedule-lanes");

        clear() {
            this.#checks.replaceChildren();
            this.replaceChildren();
        }

        /**
         * Shows one promise; what is no promise is passed over.
         * @param {ServerEvent} check
         */
        add({ event, name, passed, points, max_points: most, message }) {
            if (event !== "check") return;
            const item = make("li", {}, make("strong", {}, `${passed ? "✓ Holds" : "✗ Broken"}: ${name}`));
            item.append(` (${points} of ${most} points)`);
            if (message) item.append(make("p", {}, ...words(message)));
            this.#checks.append(item);
            this.append(this.#checks);
        }

        /** @param {{checks: any[]}} result */
        conclude({ checks }) {
            const broken = checks.find((check) => !check.passed && check.trace.length);
            if (!broken) return;
            this.append(make("p", {}, "This is how it comes to that: ", make("strong", {}, broken.name)), this.#lanes);
            this.#lanes.show(broken.trace);
        }
    }

    customElements.define("grade-report", GradeReport);
}
