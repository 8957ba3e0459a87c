"""The programs that ask other tools each question: see `peers`."""

JQ_FIGURES = """
INDEX(.places[]; .id) as $place | .default_series as $default
| [.series[] | select(.id == $default) | .observations[] | $place[.place] + {value}] as $figures
"""
JQ = {
    "rank": """
| [$figures[] | select(.kind == "town")] | (map(.value) | add) as $total
| sort_by(-.value) | .[:10] | to_entries[]
| [.key + 1, .value.id, .value.value, 100 * .value.value / $total] | @tsv
""",
    "compare": """
| INDEX($figures[]; .name) | [.["Town 3", "Town 7"]] | .[0].value as $base | .[]
| [.id, .value, .value - $base, .value / $base, 100 * (.value - $base) / $base] | @tsv
""",
    "share": """
| ($figures[] | select(.name == "Town 3")) as $town
| ($figures[] | select(.id == $town.within)) as $whole
| [$town.id, $town.value, $whole.id, $whole.value, 100 * $town.value / $whole.value] | @tsv
""",
    "town": """
| ($figures[] | select(.name == "Town 3")) as $town
| ($figures[] | select(.id == $town.within)) as $whole
| [$figures[] | select(.kind == "town") | .value] as $values
| [$town.id, $town.within, $town.value, 100 * $town.value / $whole.value,
  1 + ([$values[] | select(. > $town.value)] | length), ($values | length)] | @tsv
""",
}

MILLER_FIGURES = """
map places = {};
map figures = {};
map named = {};
for (place in $places) { places[place["id"]] = place }
for (series in $series) {
  if (series["id"] == $default_series) {
    for (each in series["observations"]) {
      figure = mapsum(places[each["place"]], {"value": each["value"]});
      figures[each["place"]] = figure;
      named[figure["name"]] = figure;
    }
  }
}
town = named["Town 3"];
"""
MILLER = {
    "rank": """
for (_, each in figures) { if (each["kind"] == "town") { emit1 each } }
""",
    "compare": """
base = town["value"];
for (name in ["Town 3", "Town 7"]) {
  each = named[name];
  gap = each["value"] - base;
  emit1 {"a": each["id"], "b": each["value"], "c": gap, "d": each["value"] / base,
    "e": 100 * gap / base};
}
""",
    "share": """
whole = figures[town["within"]];
emit1 {"a": town["id"], "b": town["value"], "c": whole["id"], "d": whole["value"],
  "e": 100 * town["value"] / whole["value"]};
""",
    "town": """
whole = figures[town["within"]];
rank = 1;
count = 0;
for (_, each in figures) {
  if (each["kind"] == "town") {
    count += 1;
    if (each["value"] > town["value"]) { rank += 1 }
  }
}
emit1 {"a": town["id"], "b": town["within"], "c": town["value"],
  "d": 100 * town["value"] / whole["value"], "e": rank, "f": count};
""",
}
MILLER_THEN = {
    "rank": [
        *("then", "fraction", "-f", "value", "-p"),
        *("then", "sort", "-nr", "value", "then", "head", "-n", "10", "then", "cat", "-n"),
        *("then", "cut", "-o", "-f", "n,id,value,value_percent"),
    ],
}
"""What follows a program, where verbs do the rest."""

SQL_FIGURES = """
with base as materialized (
  select * from read_json('base.json', maximum_object_size = 1000000000, columns = {
    default_series: 'VARCHAR',
    places: 'STRUCT(id VARCHAR, "name" VARCHAR, kind VARCHAR, within VARCHAR)[]',
    series: 'STRUCT(id VARCHAR, observations STRUCT(place VARCHAR, "value" DOUBLE)[])[]'
  })
),
place as (select unnest(places, max_depth := 2) from base),
each as (select default_series, unnest(series) as series from base),
observation as (
  select unnest(series.observations, max_depth := 2) from each where series.id = default_series
),
figure as materialized (
  select place.*, value from observation join place on place.id = observation.place
)
"""
SQL_CHECKED = """
with base as materialized (
  select * from read_json('base.json', maximum_object_size = 1000000000, columns = {
    default_series: 'VARCHAR',
    sources: 'STRUCT(id VARCHAR, relays VARCHAR)[]',
    measures: 'STRUCT(id VARCHAR)[]',
    places: 'STRUCT(id VARCHAR, "name" VARCHAR, kind VARCHAR, within VARCHAR)[]',
    series: 'STRUCT(id VARCHAR, source VARCHAR, measure VARCHAR,
      observations STRUCT(place VARCHAR, "value" DOUBLE)[])[]'
  })
),
source as (select unnest(sources, max_depth := 2) from base),
measure as (select unnest(measures, max_depth := 2) from base),
place as (select unnest(places, max_depth := 2) from base),
each as (select default_series, unnest(series) as series from base),
observation as materialized (
  select series.id as series, unnest(series.observations, max_depth := 2) from each
),
fault as (
  select count(*) as n from observation where value is null or value < 0
  union all select count(*) from observation where place not in (select id from place)
  union all select count(*) - count(distinct (series, place)) from observation
  union all select count(*) - count(distinct id) from place
  union all select count(*) - count(distinct (kind, lower("name"))) from place
  union all select count(*) from place where within not in (select id from place)
  union all select count(*) - count(distinct id) from source
  union all select count(*) from source where relays not in (select id from source)
  union all select count(*) from each where series.source not in (select id from source)
  union all select count(*) from each where series.measure not in (select id from measure)
  union all select count(*) - count(distinct series.id) from each
),
figure as materialized (
  select place.*, value from observation join place on place.id = observation.place
  where series = (select default_series from base) and (select sum(n) from fault) = 0
)
"""
"""The same after checks of range, reference and uniqueness of the whole base."""
SQL = {
    "rank": """
select rank() over (order by value desc), id, value, 100 * value / sum(value) over ()
from figure where kind = 'town' order by value desc limit 10
""",
    "compare": """
select b.id, b.value, b.value - a.value, b.value / a.value, 100 * (b.value - a.value) / a.value
from figure a, figure b where a.name = 'Town 3' and b.name in ('Town 3', 'Town 7') order by b.name
""",
    "share": """
select town.id, town.value, whole.id, whole.value, 100 * town.value / whole.value
from figure town join figure whole on whole.id = town.within where town.name = 'Town 3'
""",
    "town": """
select town.id, town.within, town.value, 100 * town.value / whole.value,
  (select 1 + count(*) from figure where kind = 'town' and value > town.value),
  (select count(*) from figure where kind = 'town')
from figure town join figure whole on whole.id = town.within where town.name = 'Town 3'
""",
}
