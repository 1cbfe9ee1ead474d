import "./page.js";
import assert from "node:assert/strict";
import { test } from "node:test";

const { dateName, fold, shorten } = await import("../../../graph/slategraph/viewer/script/words.js");

test("accents, case and apostrophes are no obstacle", () => assert.equal(fold("L’Été ØRSTED"), "lete orsted"));
test("a long text is cut with an ellipsis", () => assert.equal(shorten("abcdef", 4), "abc…"));
test("what turns the direction of writing is left out", () => assert.equal(shorten("a\u202eb", 9), "a b"));
test("a day is written out", () => assert.equal(dateName("2025-10-03"), "3 October 2025"));
test("a month alone is written without a day", () => assert.equal(dateName("2025-10"), "October 2025"));
test("what is not a date stays as it is", () => assert.equal(dateName("soon"), "soon"));
