import "./page.js";
import assert from "node:assert/strict";
import { test } from "node:test";

const { asCsv, csvCell } = await import("../../../graph/slategraph/viewer/script/csv.js");

test("a formula is guarded", () => assert.equal(csvCell("=1+1"), '"\'=1+1"'));
test("a negative number is not a formula", () => assert.equal(csvCell("-1.5"), '"-1.5"'));
test("quotation marks are doubled", () => assert.equal(csvCell('a "b"'), '"a ""b"""'));
test("each shown claim is a row", () => assert.equal(asCsv().trimEnd().split("\r\n").length, 4));
test("a name that is a formula is guarded in the sheet", () => assert.match(asCsv(), /"'=Ada"/));
