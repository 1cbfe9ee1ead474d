import "./page.js";
import assert from "node:assert/strict";
import { test } from "node:test";

const { sortedRows, table } = await import("../../../graph/slategraph/viewer/script/table.js");

test("claims are sorted by a column", () => {
  Object.assign(table, { kind: "claims", sort: "belief", down: true });
  assert.deepEqual(sortedRows(), [0, 2, 1]);
});
test("names are sorted as people sort them", () => {
  Object.assign(table, { kind: "names", sort: "name", down: false });
  assert.deepEqual(sortedRows(), [1, 0, 2]);
});
