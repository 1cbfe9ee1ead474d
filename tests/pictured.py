"""Networks to draw in tests: an invented slate of films, and larger ones of the same build."""

import json
import random
from typing import Any

import networkx as nx

FIRST = [
    "Ada",
    "Bruno",
    "Carmen",
    "Dmitri",
    "Elif",
    "Farid",
    "Greta",
    "Hugo",
    "Inés",
    "Jonas",
    "Keiko",
    "Lázaro",
    "Mira",
    "Noor",
    "Oskar",
    "Paloma",
    "Quentin",
    "Rosa",
    "Sanjay",
    "Théa",
    "Umar",
    "Vera",
    "Wanda",
    "Ximena",
    "Yusuf",
    "Zoë",
]
LAST = [
    "Abernathy",
    "Bellini",
    "Çelik",
    "Dufresne",
    "Eriksen",
    "Ferreira",
    "Grünwald",
    "Halloran",
    "Ito",
    "Jankowski",
    "Kaplan",
    "Lindqvist",
    "Moreau",
    "Nakamura",
    "Okafor",
    "Petrov",
    "Quispe",
    "Rahimi",
    "Sørensen",
    "Tanaka",
    "Urquhart",
    "Voss",
    "Whitlock",
    "Xu",
    "Ybarra",
    "Zeller",
]
HEADS = [
    "Salt",
    "Paper",
    "Winter",
    "Copper",
    "Glass",
    "Silent",
    "Northern",
    "Borrowed",
    "Last",
    "Hollow",
    "Midnight",
    "Crimson",
    "Second",
    "Blue",
    "Iron",
]
TAILS = [
    "Harbour",
    "Orchard",
    "Parade",
    "Witness",
    "Tide",
    "Meridian",
    "Ballroom",
    "Motel",
    "Archive",
    "Lantern",
    "Verdict",
    "Season",
    "Atlas",
    "Comet",
]
HOUSES = [
    "Lighthouse Pictures",
    "Meridian Films",
    "Blackbird Studios",
    "Harbour Road",
    "Sister City",
    "Ninth Row",
    "Paragon",
    "Arclight House",
]
STATUSES = ("attached", "attached", "attached", "in-talks", "considered", "exited")
CERTAINTIES = ("confirmed", "reported", "reported", "rumored", "denied")
CREWS = ("directs", "writes", "actsIn", "actsIn", "actsIn", "produces", "composesFor", "shoots")
LABELS = {
    "directs": "directs",
    "writes": "writes",
    "actsIn": "acts in",
    "produces": "produces",
    "composesFor": "composes for",
    "shoots": "shoots",
    "develops": "develops",
    "distributes": "distributes",
    "adaptedFrom": "adapted from",
    "authorOf": "author of",
    "portrays": "portrays",
    "characterIn": "character in",
    "partOf": "part of",
    "filmedIn": "filmed in",
}
ALIASES = "Özgür the Pilot ; The Harbour Pilot"
ELSEWHERE = "https://www.wikidata.org/entity/Q42 https://www.imdb.com/name/nm0000001/"
PAPERS = ("The Daily Slate", "Reel Wire", "Screen Courier", "Box Office Herald")


def slate(films: int = 34, seed: int = 3) -> Any:
    """A slate of invented films with all that hangs on them: about six entities and twelve claims a film."""
    draw = random.Random(seed)
    network: Any = nx.MultiDiGraph(title="The autumn slate")
    people = [
        _add(network, "Person", f"{first} {last}") for first, last in zip(FIRST * 4, _turned(LAST, 4), strict=False)
    ]
    houses = [_add(network, "Company", name) for name in HOUSES]
    places = [_add(network, "Place", name) for name in ("Lisbon", "Reykjavík", "Trieste", "São Paulo")]
    sagas = [_add(network, "Franchise", name) for name in ("The Meridian Cycle", "Copper Coast")]
    for number in range(films):
        title = f"{HEADS[number % 15]} {TAILS[(number * 5 + number // 15) % 14]}"
        kind = "Series" if number % 7 == 3 else "Film"
        film = _add(network, kind, title, stage=draw.choice(["in-development", "pre-production", "filming"]))
        told = _report(draw, title, "stage", network.nodes[film]["stage"])
        network.nodes[film]["reports"] = json.dumps([told])
        network.nodes[film]["history"] = json.dumps(
            [
                ["2025-11-03", "stage", "in-development", "reported", 0.8],
                [told["published"], "stage", told["object"], "confirmed", 0.9],
            ]
        )
        circle = draw.sample(people[(number * 3) % 80 :][:24], 6)
        for person, predicate in zip(circle, draw.sample(CREWS, 6), strict=True):
            _claim(network, draw, person, predicate, film)
        for predicate in ("develops", "distributes", "produces")[: draw.randint(1, 3)]:
            _claim(network, draw, draw.choice(houses), predicate, film)
        if number % 3 == 0:
            book = _add(network, "Book" if number % 2 else "Play", f"{title} ({'novel' if number % 2 else 'play'})")
            _claim(network, draw, film, "adaptedFrom", book)
            _claim(network, draw, draw.choice(people), "authorOf", book)
        if number % 4 == 1:
            figure = _add(network, "Character", f"Captain {LAST[number % 26]}")
            _claim(network, draw, circle[0], "portrays", figure, work=film)
            _claim(network, draw, figure, "characterIn", film)
        if number % 5 == 2:
            _claim(network, draw, film, "partOf", draw.choice(sagas))
            _claim(network, draw, film, "filmedIn", draw.choice(places))
    network.remove_nodes_from([node for node in list(network) if not network.degree(node)])
    busiest = max(people, key=lambda person: (person in network and network.degree(person), person))
    network.nodes[busiest].update(aliases=ALIASES, same_as=ELSEWHERE)
    return network


def crowd(nodes: int, edges: int, seed: int = 1) -> Any:
    """A large network of the same kinds, for measuring."""
    draw = random.Random(seed)
    network: Any = nx.MultiDiGraph(title=f"{nodes} names")
    names = []
    for number in range(nodes):
        kind = ("Film", "Person", "Person", "Person", "Company", "Book")[number % 6]
        name = f"{draw.choice(FIRST)} {draw.choice(LAST)} {number}"
        names.append(_add(network, kind, name))
    for number in range(edges):
        place = number % nodes
        near = place + int(draw.gauss(0, 12)) if number % 9 else draw.randrange(nodes)
        _claim(network, draw, names[place], draw.choice(CREWS), names[near // 6 * 6 % nodes])
    return network


def _turned(names: list[str], times: int) -> list[str]:
    return [names[(place * 7 + turn) % len(names)] for turn in range(times) for place in range(len(names))]


def _add(network: Any, kind: str, name: str, **more: str) -> str:
    key = f"{kind.lower()}:{name.casefold().replace(' ', '-')}"
    network.add_node(key, label=name, type=kind, **more)
    return key


def _claim(network: Any, draw: random.Random, subject: str, predicate: str, target: str, *, work: str = "") -> None:
    label = LABELS[predicate]
    sentence = f"{network.nodes[subject]['label']} {label} {network.nodes[target]['label']}"
    told = [
        _report(draw, sentence, predicate, network.nodes[target]["label"]) for _ in range(draw.choice((1, 1, 1, 2, 3)))
    ]
    told.sort(key=lambda report: str(report["published"]))
    strongest = told[-1]
    network.add_edge(
        subject,
        target,
        key=f"claim:{draw.getrandbits(80):020x}",
        predicate=predicate,
        label=label,
        status=strongest["status"],
        certainty=strongest["certainty"],
        belief=round(draw.uniform(0.2, 1.0), 2),
        since=strongest["published"],
        first=told[0]["published"],
        last=strongest["published"],
        sources=len({report["publisher"] for report in told}),
        work=work,
        reports=json.dumps(told),
        history=json.dumps(_history(told)),
    )


def _history(told: list[dict[str, object]]) -> list[list[object]]:
    """As if each report decided; the last of a day stands."""
    days = {report["published"]: (place, report) for place, report in enumerate(told)}
    return [
        [day, report["status"], report["certainty"], 0.5, len({r["publisher"] for r in told[: place + 1]}), day]
        for day, (place, report) in days.items()
    ]


def _report(draw: random.Random, sentence: str, predicate: str, target: str) -> dict[str, object]:
    paper = draw.choice(PAPERS)
    day = f"2026-{draw.randint(1, 9):02d}-{draw.randint(1, 28):02d}"
    return {
        "predicate": predicate,
        "object": target,
        "status": draw.choice(STATUSES),
        "certainty": draw.choice(CERTAINTIES),
        "quotation": f"People close to the production say that {sentence}, with a shoot pencilled in for spring.",
        "publisher": paper,
        "published": day,
        "url": f"https://{paper.lower().replace(' ', '-')}.example/{day}",
        "title": f"What we hear of {target}",
        "speaker": draw.choice([None, None, "a spokesperson"]),
        "extractor": draw.choice(["hand", "builtin/2"]),
        "confidence": round(draw.uniform(0.5, 1), 2),
    }
