// @ts-check
// A walk through the state graph of a program, as `explorer::board_json` writes it: who stepped, and who may step now.

/**
 * @typedef {["r" | "w" | "e", line: number, waits: string]} Stand how a thread stands: ready, waiting or ended
 * @typedef {{threads: Stand[], objects: Record<string, string>, end: string | null}} State
 * @typedef {{from: number, to: number, thread: number, events: string[]}} Step
 */

class ScheduleWalk {
    /** @type {Step[]} */
    taken = [];
    /** How many steps were taken before each choice. @type {number[]} */
    choices = [];

    /** @param {any} board @param {string} goal how the ending begins that is looked for */
    constructor(board, goal) {
        this.goal = goal;
        /** @type {[line: number, text: string][]} */
        this.source = board.source;
        /** @type {string[]} */
        this.threads = board.threads;
        /** @type {State[]} */
        this.states = board.states.map((/** @type {any} */ [stands, objects, end]) => ({
            threads: stands.map((/** @type {number} */ stand) => board.stands[stand]),
            objects: board.objects[objects],
            end,
        }));
        /** @type {Step[]} */
        this.steps = board.steps.map((/** @type {number[]} */ [from, to, thread, events]) => ({ from, to, thread, events: board.events[events] }));
        /** Every way in which the program can end, and those that were reached. */
        this.endings = new Set(this.states.flatMap((state) => state.end ?? []));
        this.found = new Set();
        this.begin();
    }

    begin() {
        this.taken = [];
        this.choices = [];
        this.followForced();
    }

    get place() {
        return this.taken.at(-1)?.to ?? 0;
    }

    get state() {
        return this.states[this.place];
    }

    /** The steps that are possible. */
    next(place = this.place) {
        return this.steps.filter((step) => step.from === place);
    }

    get reached() {
        return this.isGoal(this.state);
    }

    /** @param {State} state */
    isGoal(state) {
        return this.goal !== "" && (state.end ?? "").startsWith(this.goal);
    }

    /** Where only one step is possible nothing is to be chosen. A circle without a choice is gone through once. */
    followForced() {
        const been = new Set();
        for (let next = this.next(); next.length === 1 && !been.has(this.place); next = this.next()) {
            been.add(this.place);
            this.taken.push(next[0]);
        }
    }

    /** @param {Step} step @returns {Step[]} what happened, up to the next choice */
    take(step) {
        const before = this.taken.length;
        this.choices.push(before);
        this.taken.push(step);
        this.followForced();
        if (this.state.end) this.found.add(this.state.end);
        return this.taken.slice(before);
    }

    /** Takes the last choice back; says whether there was one. */
    undo() {
        const before = this.choices.pop();
        if (before !== undefined) this.taken.length = before;
        return before !== undefined;
    }

    /** Goes to the goal by as few steps as possible. */
    goShortest() {
        /** @type {Map<number, Step | null>} */
        const came = new Map([[0, null]]);
        for (const place of came.keys()) {
            if (this.isGoal(this.states[place])) {
                this.taken = [];
                for (let step = came.get(place); step; step = came.get(step.from)) this.taken.unshift(step);
                this.choices = this.taken.flatMap((step, index) => (this.next(step.from).length > 1 ? [index] : []));
                return;
            }
            for (const step of this.next(place)) if (!came.has(step.to)) came.set(step.to, step);
        }
    }
}
