import "./page.js";
import assert from "node:assert/strict";
import { test } from "node:test";

const { matches, quality } = await import("../../../graph/slategraph/viewer/script/search.js");
const { fold } = await import("../../../graph/slategraph/viewer/script/words.js");

const found = (text) => matches(fold(text)).map(({ node }) => node);

test("a name is found without its accents", () => assert.deepEqual(found("celik"), [2]));
test("a name is found by an alias", () => assert.deepEqual(found("the pilot"), [2]));
test("what nobody is called is not found", () => assert.deepEqual(found("nobody"), []));
test("a whole name ranks above its beginning", () => {
  assert.ok(quality("heat", "heat", ["heat"]) > quality("heat 2", "heat", ["heat"]));
});
