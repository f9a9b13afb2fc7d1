declare module "world" {
  import type { GeometryCollection, Topology } from "topojson-specification";
  const world: Topology<{ states: GeometryCollection }>;
  export default world;
}
