import "./page.js";
import assert from "node:assert/strict";
import { test } from "node:test";

const { CAME, COOLED, FIRMED, NOTHING, WENT } = await import("../../../graph/slategraph/viewer/script/looks.js");
const { changeOf, dayBefore, eventsOf, stateOn, travel } = await import(
  "../../../graph/slategraph/viewer/script/time.js"
);
const { E } = await import("../../../graph/slategraph/viewer/script/data.js");

const state = (status, certainty) => ({ status, certainty });

test("the states of a day are those that Python wrote", () => {
  assert.equal(stateOn(1, 0).status, 1);
  assert.equal(stateOn(1, 1).status, 0);
});
test("to travel puts the columns back to a day", () => {
  travel(0);
  assert.equal(E.status[1], 1);
  travel(1);
  assert.equal(E.status[1], 0);
});
test("a claim's events are its changes", () => {
  assert.deepEqual(
    eventsOf(1).map(({ kind }) => kind),
    [CAME, FIRMED],
  );
});
for (const [name, before, after, kind] of [
  ["the first report came", null, state(0, 1), CAME],
  ["an exit went", state(0, 0), state(2, 0), WENT],
  ["a lower status cooled", state(0, 0), state(1, 0), COOLED],
  ["a higher certainty firmed", state(0, 1), state(0, 0), FIRMED],
  ["the same is no change", state(0, 0), state(0, 0), NOTHING],
])
  test(name, () => assert.equal(changeOf(before, after), kind));
test("a month before the end of March is the end of February", () => {
  assert.equal(dayBefore("2026-03-31", [1, "m"]), "2026-02-28");
});
test("a day that no month has counts as its last", () => assert.equal(dayBefore("2026-02-31", [1, "d"]), "2026-02-27"));
