// The rows of "Where" as a map: a state is its area, a town a dot, a region or sea a ring around its middle.
// What several claims happen at is drawn strongly; what is only named, faintly. The table below says the same.
import { geoArea, geoAzimuthalEqualArea, geoCentroid, geoDistance, geoEqualEarth, geoPath, type GeoProjection } from "d3-geo";
import type { Feature, FeatureCollection, Geometry, MultiPoint, Position } from "geojson";
import { feature, mesh } from "topojson-client";
import world from "world";

const width = 760, height = 460, edge = 44;
const widest = 0.03; // steradians: beyond it a state does not set the frame, its middle does
const farthest = 1.1; // radians from the middle: beyond it the whole world is shown

interface Spot {
  row: HTMLElement;
  name: string;
  shape: string;
  claims: number;
  states: Feature<Geometry>[];
  at: Position | null;
}

const states = feature(world, world.objects.states) as FeatureCollection<Geometry>;
const byCode = new Map(states.features.map((one) => [String(one.id), one]));

function svg(name: string, attributes: Record<string, string | number>, words = ""): SVGElement {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  if (words) made.textContent = words;
  return made;
}

function spotOf(row: HTMLElement): Spot {
  const at = row.dataset.at?.split(" ").map(Number);
  return {
    row,
    name: row.querySelector("th")?.textContent ?? "",
    shape: row.dataset.shape ?? "none",
    claims: Number(row.dataset.claims),
    states: (row.dataset.states ?? "").split(";").flatMap((code) => byCode.get(code) ?? []),
    at: at?.length === 2 && at.every(Number.isFinite) ? [at[1], at[0]] : null,
  };
}

const isDrawn = (spot: Spot) => spot.at !== null || spot.states.length > 0;

// All the points that the frame must hold.
function pointsOf(spot: Spot): Position[] {
  if (spot.shape !== "area" || !spot.states.length) return spot.at ? [spot.at] : [];
  return spot.states.flatMap((state) => {
    if (geoArea(state) > widest) return [spot.at && spot.states.length === 1 ? spot.at : geoCentroid(state)];
    const found: Position[] = [];
    const walk = (part: unknown) => {
      if (Array.isArray(part) && typeof part[0] === "number") found.push(part as Position);
      else if (Array.isArray(part)) part.forEach(walk);
    };
    walk((state.geometry as { coordinates?: unknown }).coordinates);
    return found;
  });
}

function frame(spots: Spot[]): { projection: GeoProjection; near: boolean } {
  const points = spots.flatMap(pointsOf);
  const middle = geoCentroid({ type: "MultiPoint", coordinates: points } as MultiPoint);
  const near = points.every((point) => geoDistance(point as [number, number], middle) < farthest);
  const projection = near ? geoAzimuthalEqualArea().rotate([-middle[0], -middle[1]]).clipAngle(89) : geoEqualEarth();
  const around: Position[] = [[0, 3], [0, -3], [5, 0], [-5, 0]].map(([x, y]) => [middle[0] + x, Math.max(-89, Math.min(89, middle[1] + y))]);
  const all: MultiPoint = { type: "MultiPoint", coordinates: near ? [...points, ...around] : points };
  projection.fitExtent([[edge, edge], [width - edge, height - edge]], near ? all : { type: "Sphere" });
  return { projection, near };
}

// Labels that would cover one another step aside; the table holds every name.
function addLabel(taken: DOMRect[], layer: SVGElement, name: string, x: number, y: number, centred: boolean): void {
  const words = name.length > 28 ? name.slice(0, 27) + "\u2026" : name;
  const room = words.length * 6.6;
  const left = centred ? x - room / 2 : x + room + 10 > width ? x - room - 9 : x + 9;
  const box = new DOMRect(left, y - 9, room, 15);
  if (left < 2 || left + room > width || y < 12 || y > height - 4) return;
  if (taken.some((one) => one.left < box.right && one.right > box.left && one.top < box.bottom && one.bottom > box.top)) return;
  taken.push(box);
  layer.append(svg("text", { x: left, y: y + 4 }, words));
}

function drawSpot(spot: Spot, projection: GeoProjection, taken: DOMRect[], labels: SVGElement): SVGElement | null {
  const draw = geoPath(projection);
  const weight = spot.claims ? "told" : "named";
  const link = svg("a", { href: "#" + spot.row.id, class: `spot ${spot.shape} ${weight}` });
  link.append(svg("title", {}, `${spot.name}: ${spot.claims ? `${spot.claims} claims` : "named only"}`));
  const at = spot.at && projection(spot.at as [number, number]);
  if (spot.shape === "area") for (const state of spot.states) link.append(svg("path", { d: draw(state) ?? "" }));
  const tooSmall = spot.shape === "area" && !spot.states.length;
  if (at && (spot.shape !== "area" || tooSmall))
    link.append(svg("circle", { cx: at[0].toFixed(1), cy: at[1].toFixed(1), r: spot.shape === "point" ? 5 : tooSmall ? 7 : 16 }));
  const middle = spot.shape === "area" && spot.states.length ? draw.centroid(spot.at ? { type: "Point", coordinates: spot.at } : spot.states[0]) : at;
  if (middle && middle.every(Number.isFinite)) addLabel(taken, labels, spot.name, middle[0], middle[1], spot.shape === "area");
  return link.childElementCount > 1 ? link : null;
}

function draw(box: HTMLElement, spots: Spot[], everywhere: boolean): void {
  const told = spots.filter((spot) => spot.claims && isDrawn(spot));
  const inFrame = everywhere || !told.length ? spots.filter(isDrawn) : told;
  const { projection } = frame(inFrame);
  const path = geoPath(projection);
  const root = svg("svg", { viewBox: `0 0 ${width} ${height}`, role: "group", "aria-label": "Map of the places; the table below says the same" });
  root.append(svg("rect", { class: "sea", width, height }));
  root.append(svg("path", { class: "land", d: path(states) ?? "" }));
  root.append(svg("path", { class: "border", d: path(mesh(world, world.objects.states as never, (a, b) => a !== b)) ?? "" }));
  const labels = svg("g", { class: "labels", "aria-hidden": "true" });
  const taken: DOMRect[] = [];
  const order = { area: 0, ring: 1, point: 2 } as Record<string, number>;
  const shown = spots.filter((spot) => isDrawn(spot) && !spot.row.hidden);
  const marks = [...shown].sort((a, b) => b.claims - a.claims).map((spot) => ({ spot, mark: drawSpot(spot, projection, taken, labels) }));
  for (const { mark } of marks.sort((a, b) => order[a.spot.shape] - order[b.spot.shape])) if (mark) root.append(mark);
  root.append(labels);
  const note = document.createElement("p");
  note.className = "own";
  const missing = spots.filter((spot) => !isDrawn(spot)).length;
  note.textContent = `Natural Earth, 1:110 million; its borders, no one\u2019s claim.${missing ? ` ${missing} places have no coordinates: they stand in the table.` : ""}`;
  box.replaceChildren(root, toggle(box, spots, everywhere, told.length > 0 && told.length < spots.filter(isDrawn).length), note);
}

function toggle(box: HTMLElement, spots: Spot[], everywhere: boolean, useful: boolean): HTMLElement {
  const button = document.createElement("button");
  button.type = "button";
  button.hidden = !useful;
  button.textContent = everywhere ? "Only where claims happen" : "Every place that is named";
  button.addEventListener("click", () => {
    box.dataset.everywhere = everywhere ? "" : "1";
    draw(box, spots, !everywhere);
    box.querySelector("button")?.focus();
  });
  return button;
}

// Drawn when it comes near, and again when filters hide rows.
export function startMaps(): () => void {
  const maps = [...document.querySelectorAll<HTMLElement>(".map")].map((box) => ({
    box,
    spots: [...(box.closest("section")?.querySelectorAll<HTMLElement>(".row") ?? [])].map(spotOf),
  }));
  const redraw = (box: HTMLElement) => {
    const map = maps.find((one) => one.box === box);
    if (map?.spots.some(isDrawn)) draw(box, map.spots, box.dataset.everywhere === "1");
  };
  const watch = new IntersectionObserver(
    (seen) => {
      for (const one of seen)
        if (one.isIntersecting) {
          watch.unobserve(one.target);
          redraw(one.target as HTMLElement);
        }
    },
    { rootMargin: "800px" },
  );
  for (const { box } of maps) watch.observe(box);
  addEventListener("beforeprint", () => maps.forEach(({ box }) => redraw(box)));
  return () => maps.forEach(({ box }) => box.firstChild && redraw(box));
}
