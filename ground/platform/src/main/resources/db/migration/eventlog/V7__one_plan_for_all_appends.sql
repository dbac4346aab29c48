-- The plan of these statements does not depend on their values: always an index and a position.
-- Without this, the server plans the check of the criteria anew for each append, which takes
-- longer than the check.
alter function append(
  bigint, bytea, int[], bigint[], text[], text[], text[],
  uuid[], text[], text[], text[], text[], timestamptz[], bytea[], text[], bigint[]
) set plan_cache_mode = force_generic_plan;
