// @ts-check
// `<schedule-timeline>`: one run in virtual time, a row for each thread; and the same as a table, whose lines lead to the program.
{
    const { make, toLine, words } = courseParts;
    const LEGEND = "Full: it runs. Hatched: it waits. Dotted: it sleeps. ";

    class ScheduleTimeline extends HTMLElement {
        /** @param {{lanes: any[], end: any}} timeline */
        show({ lanes, end }) {
            // Where no time passes, steps are all there is to count.
            const [unit, name] = end.microseconds ? ["microseconds", "ms"] : ["step", "steps"];
            const place = (/** @type {any} */ moment) => moment[unit] / (end[unit] || 1);
            const count = (/** @type {any} */ moment) => `${unit === "step" ? moment.step : moment.microseconds / 1000}`;
            const table = make("table");
            const titles = ["Thread", "What it does", `From (${name})`, "Until", "Line"];
            table.createTHead().insertRow().append(...titles.map((title) => make("th", { scope: "col" }, title)));
            const body = table.createTBody();
            const rows = lanes.map((lane, index) => {
                const bars = lane.intervals.map((/** @type {any} */ { activity, what, line, from, until }) => {
                    const cells = [[lane.name], words(what ?? activity), [count(from)], [count(until)], line ? [toLine(line, `${line}`)] : []];
                    body.insertRow().append(...cells.map((cell) => make("td", {}, ...cell)));
                    const bar = make("span", { className: `bar ${activity}`, title: what ?? activity });
                    bar.style.insetInlineStart = `${place(from) * 100}%`;
                    bar.style.inlineSize = `${(place(until) - place(from)) * 100}%`;
                    return bar;
                });
                const track = make("span", { className: `track thread-${index % 4}` }, ...bars);
                return make("div", { className: "row" }, make("span", {}, lane.name), track);
            });
            const legend = make("p", {}, `${LEGEND}The whole run: ${count(end)} ${name}.`);
            const details = make("details", {}, make("summary", {}, "The same as a table"), make("div", { className: "table-wrapper" }, table));
            this.replaceChildren(make("div", { "aria-hidden": "true" }, ...rows), legend, details);
        }
    }

    customElements.define("schedule-timeline", ScheduleTimeline);
}
