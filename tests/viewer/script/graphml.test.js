import "./page.js";
import assert from "node:assert/strict";
import { test } from "node:test";

const { asGraphml, xml } = await import("../../../graph/slategraph/viewer/script/graphml.js");

test("markup is escaped", () => assert.equal(xml("<a>&"), "&#60;a&#62;&#38;"));
test("what XML can't hold is replaced", () => assert.equal(xml("a\u0000b"), "a\ufffdb"));
test("each shown claim is an edge", () => assert.equal(asGraphml().match(/<edge /g).length, 3));
