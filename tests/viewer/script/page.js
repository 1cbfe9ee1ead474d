// A page to test the script's modules against, without a browser: three names and three claims over two days.
const DATA = {
  words: {
    months: "January February March April May June July August September October November December",
    undated: "undated",
  },
  title: "Test",
  days: ["2026-01-01", "2026-02-01"],
  dates: ["", "2026-01-01", "2026-02-01"],
  stages: { filming: "filming" },
  prefixes: {
    film: "https://w3id.org/slategraph/film/",
    person: "https://w3id.org/slategraph/person/",
    claim: "https://w3id.org/slategraph/claim/",
    sg: "https://w3id.org/slategraph/ontology#",
  },
  types: [
    { name: "Film", label: "film", shape: "box", light: "#000", dark: "#fff" },
    { name: "Person", label: "person", shape: "dot", light: "#000", dark: "#fff" },
  ],
  predicates: [
    { name: "directs", label: "directs" },
    { name: "actsIn", label: "acts in" },
  ],
  statuses: [
    { name: "attached", label: "attached", rank: 4 },
    { name: "in-talks", label: "in talks", rank: 3 },
    { name: "exited", label: "exited", rank: 1 },
  ],
  certainties: [
    { name: "confirmed", label: "confirmed", rank: 3 },
    { name: "reported", label: "reported", rank: 2 },
  ],
  nodes: {
    id: ["film:heat", "person:ada", "person:zoe"],
    label: ["Heat", "=Ada", "Zoë Çelik"],
    type: [0, 1, 1],
    size: [9, 7, 7],
    x: [0, 10, 20],
    y: [0, 10, 20],
    aliases: { 2: "The Pilot ; Zoe" },
    same_as: {},
    stage: { 0: "filming" },
    release_date: {},
    past: {},
  },
  edges: {
    id: ["claim:a", "claim:b", "claim:c"],
    from: [1, 2, 1],
    to: [0, 0, 0],
    predicate: [0, 1, 1],
    status: [0, 0, 2],
    certainty: [0, 1, 1],
    belief: [0.95, 0.4, 0.8],
    sources: [2, 1, 1],
    since: [1, 2, 1],
    first: [1, 1, 1],
    last: [1, 2, 1],
    work: {},
    born: [0, 0, 0],
    past: { 1: [0, 1, 1, 0.3, 1, 1, 1] }, // until the second day Zoë was in talks
  },
};
const TEXTS = {
  data: JSON.stringify(DATA),
  reports: JSON.stringify({ nodes: {}, edges: {}, sources: [], speakers: [], readers: [] }),
};

const media = { matches: false, addEventListener() {} };
globalThis.document = { getElementById: (id) => ({ textContent: TEXTS[id] ?? "", dataset: {} }) };
globalThis.matchMedia = () => media;
globalThis.location = new URL("file:///slate.html");
globalThis.innerWidth = 1280;
globalThis.innerHeight = 800;
globalThis.Path2D = class {};
