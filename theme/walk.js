// @ts-check
// A walk through the state graph of a program, as `explorer::board_json` writes it: who stepped, and who may step now.

/**
 * @typedef {[from: number, to: number, thread: number, line: number, events: string[]]} Step
 * @typedef {{threads: ["r" | "w" | "e", number, string][], objects: Record<string, string>, end?: string}} State
 * @typedef {{source: [number, string][], threads: string[], states: State[], steps: Step[]}} Board
 */

class ScheduleWalk {
    /** @param {Board} board @param {string} goal how the ending begins that is looked for */
    constructor(board, goal) {
        this.board = board;
        this.goal = goal;
        /** Every way in which the program can end, and those that were reached. */
        this.endings = new Set(board.states.flatMap((state) => state.end ?? []));
        this.found = new Set();
        this.begin();
    }

    begin() {
        /** @type {Step[]} */
        this.taken = [];
        /** How many steps were taken before each choice. @type {number[]} */
        this.choices = [];
        this.followForced();
    }

    get place() {
        return this.taken.at(-1)?.[1] ?? 0;
    }

    get state() {
        return this.board.states[this.place];
    }

    /** The steps that are possible. */
    next(place = this.place) {
        return this.board.steps.filter((step) => step[0] === place);
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
            if (this.isGoal(this.board.states[place])) {
                this.taken = [];
                for (let step = came.get(place); step; step = came.get(step[0])) this.taken.unshift(step);
                this.choices = this.taken.flatMap((step, index) => (this.next(step[0]).length > 1 ? [index] : []));
                return;
            }
            for (const step of this.next(place)) if (!came.has(step[1])) came.set(step[1], step);
        }
    }
}
