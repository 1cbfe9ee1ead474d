import "./page.js";
import assert from "node:assert/strict";
import { test } from "node:test";

const { asTurtle, letters, resource } = await import("../../../graph/slategraph/viewer/script/turtle.js");

test("a safe id is short", () => assert.equal(resource("film:heat-2"), "film:heat-2"));
test("an unsafe id is written out", () => {
  assert.equal(resource("film:a b"), "<https://w3id.org/slategraph/film/a%20b>");
});
test("an id without a prefix is nobody's address", () => assert.equal(resource("a b"), "<urn:slategraph:a%20b>"));
test("a text is escaped", () => assert.equal(letters('a"\n\u0001'), '"a\\"\\n\\u0001"'));
test("what holds is a plain triple, what ended is not", () => {
  assert.match(asTurtle(), /^person:ada sg:directs film:heat \.$/m);
  assert.doesNotMatch(asTurtle(), /^person:ada sg:actsIn film:heat \.$/m);
});
