import "./page.js";
import assert from "node:assert/strict";
import { test } from "node:test";

const { edgeShown, nodeShown, resetFilters, shortestPath, sift, state } = await import(
  "../../../graph/slategraph/viewer/script/state.js"
);

function shown(filters) {
  resetFilters();
  Object.assign(state, filters);
  sift();
  return [...edgeShown];
}

test("without filters everything is shown", () => assert.deepEqual(shown({}), [1, 1, 1]));
test("a least belief hides what is believed less", () => assert.deepEqual(shown({ belief: 50 }), [1, 0, 1]));
test("a name goes with its last claim", () => {
  shown({ belief: 50 });
  assert.deepEqual([...nodeShown], [1, 1, 0]);
});
test("a least number of sources hides claims with fewer", () => assert.deepEqual(shown({ sources: 2 }), [1, 0, 0]));
test("a path joins two names", () => {
  shown({});
  assert.deepEqual(shortestPath(1, 2).nodes, [1, 0, 2]);
});
test("of two equally short paths the better believed is taken", () => {
  shown({});
  assert.deepEqual(shortestPath(1, 2).edges, [0, 1]);
});
