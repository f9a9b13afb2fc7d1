"""lexicon_file.py: a lexicon's TSV in and out.   data/states.tsv <-> (comments, columns, rows)

Comment lines may stand only at the top; a row is a dict by column name; lists inside a cell are separated by `;`."""

import zlib


def read(path):
    comments, columns, rows = [], None, []
    with open(path, encoding="utf-8", newline="\n") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if columns is None and line.startswith("#"):
                comments.append(line)
            elif columns is None:
                columns = line.split("\t")
            else:
                rows.append(dict(zip(columns, line.split("\t"))))
    return comments, columns, rows


def write(path, comments, columns, rows):
    with open(path, "w", encoding="utf-8", newline="\n") as out:
        for line in comments:
            out.write(line + "\n")
        out.write("\t".join(columns) + "\n")
        for row in rows:
            out.write("\t".join(row.get(column, "") for column in columns) + "\n")


def forms(row):
    """All ways to write the entry, the fullest first."""
    cells = [row.get(column, "") for column in ("name", "words", "word", "aliases")]
    return [form for cell in cells for form in cell.split(";") if form]


def pick(row, choices):
    """The same choice for the same id in every run."""
    return choices[zlib.crc32(row["id"].encode()) % len(choices)]
