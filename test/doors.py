#!/usr/bin/env python3
"""doors.py ARRIAN: reports in every kind of file, made here, and what must be found in them.

For each file: the members, their bytes (sha256), what their container says of them, and every span of every record held
against the member's bytes; for each broken file: what is told of it, and which members are still found."""

import base64
import csv
import gzip
import hashlib
import io
import json
import os
import re
import subprocess
import sys
import tarfile
import tempfile
import zipfile
import zlib

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from evidence import holds, spans  # noqa: E402

ARRIAN = sys.argv[1]
TEXT = ("The coast guard of Tarvia said on Tuesday that 14 sailors were rescued near Port Ilen after a storm.\n\n"
        "“We sent three ships,” Captain Mara Olsen told reporters. At least 40 people were hurt in the town of Ilen, "
        "the ministry said.\n\nThe government of Tarvia promised to send 200 soldiers to the coast next week.\n")
TITLE = "Sailors rescued off Port Ilen"


def text(n):
    return f"Report number {n} of the harbour office.\n\n{TEXT}".encode()


def page(n):
    return (f"<!DOCTYPE html><html><head><title>{TITLE} {n}</title></head><body><article><h1>{TITLE} {n}</h1>"
            + "".join(f"<p>{p}</p>" for p in text(n).decode().split("\n\n")) + "</article></body></html>").encode()


def response(body, head=b"", status=b"200 OK", kind=b"text/html"):
    return b"HTTP/1.1 " + status + b"\r\nContent-Type: " + kind + b"\r\n" + head + b"\r\n" + body


def chunked(body, step=700):
    parts = [body[i:i + step] for i in range(0, len(body), step)]
    return b"".join(b"%x\r\n%s\r\n" % (len(p), p) for p in parts) + b"0\r\n\r\n"


def record(kind, url, block, version=b"1.0", length=None, extra=b"", mime=b"application/http; msgtype=response"):
    return (b"WARC/" + version + b"\r\nWARC-Type: " + kind + b"\r\nWARC-Target-URI: " + url + b"\r\nWARC-Date: 2021-01-02T03:04:05Z\r\n"
            b"WARC-Record-ID: <urn:uuid:0>\r\nContent-Type: " + mime + b"\r\n" + extra +
            b"Content-Length: %d\r\n\r\n" % (len(block) if length is None else length) + block + b"\r\n\r\n")


def url(n):
    return f"https://example.org/{n}"


def warc_records(version=b"1.0"):
    """(record, body that a reader must find, or None) in turn"""
    deflate = zlib.compressobj(wbits=-15)
    raw = deflate.compress(page(6)) + deflate.flush()
    return [(record(b"warcinfo", b"", b"software: test\r\n", version, mime=b"application/warc-fields"), None),
            (record(b"request", url(1).encode(), b"GET /1 HTTP/1.1\r\n\r\n", version), None),
            (record(b"response", url(1).encode(), response(page(1)), version), page(1)),
            (record(b"response", b"<" + url(2).encode() + b">", response(chunked(page(2)), b"Transfer-Encoding: chunked\r\n"), version), page(2)),
            (record(b"response", url(3).encode(), response(gzip.compress(page(3), mtime=0), b"Content-Encoding: gzip\r\n"), version), page(3)),
            (record(b"response", url(4).encode(), response(chunked(gzip.compress(page(4), mtime=0), 99), b"Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n"), version), page(4)),
            (record(b"response", url(5).encode(), response(zlib.compress(page(5)), b"Content-Encoding: deflate\r\n"), version), page(5)),
            (record(b"response", url(6).encode(), response(raw, b"Content-Encoding: deflate\r\n"), version), page(6)),
            (record(b"response", url(7).encode(), response(page(7), b"Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n"), version), page(7)),
            (record(b"response", url(8).encode(), response(page(8), status=b"404 Not Found"), version), None),
            (record(b"response", url(9).encode(), response(b"\x89PNG" * 90, kind=b"image/png"), version), None),
            (record(b"revisit", url(1).encode(), response(b""), version), None),
            (record(b"resource", url(10).encode(), text(10), version, mime=b"text/plain"), text(10)),
            (record(b"conversion", url(11).encode(), text(11), version, mime=b"text/plain"), text(11)),
            (record(b"response", url(12).encode(), response(page(12)), version), page(12))]


BROTLI = ("GxAFoIzUVvlHWNDbtq5jCXqeQ5fjCA6HFFQRlUKZU04D5aR5wXe9RQT3lKXARGbCf15hIlPpAy6fhm7GjzUhblSorZeIXg+6bdrbvNiA3nUQ")
ZSTD = ("KLUv/WARBG0CABLFEBegJ20ESQQlCREibyH9mI/AGTkYqgobAQRRNOek460PHjAp26OmlQ3tOC3Nz0ZhpVMvVTnA5a4CpYsZDhNu/NLBdoIBAEAvwx+i")
PACKED = b"The mayor of Ilen said on Monday that 12 houses were destroyed. " * 20 + b"Nobody was hurt.\n"

cases = []  # (name, bytes, {member: bytes}, {member: {field: value}}, [patterns of stderr])


def case(name, raw, members, fields=None, says=()):
    cases.append((name, raw, members, fields or {}, says))


def offsets(pieces, base=0):
    at = base
    for piece in pieces:
        yield at
        at += len(piece)


def web_archives():
    for version, name in ((b"1.0", "plain.warc"), (b"1.1", "plain11.warc")):
        pairs = warc_records(version)
        at = list(offsets([r for r, _ in pairs]))
        members = {str(a): body for a, (_, body) in zip(at, pairs) if body}
        case(name, b"".join(r for r, _ in pairs), members, {str(at[2]): {"url": url(1)}, str(at[3]): {"url": url(2)}})
    pairs = warc_records()
    packed = [gzip.compress(r, mtime=0) for r, _ in pairs]
    at = list(offsets(packed))
    members = {str(a): body for a, (_, body) in zip(at, pairs) if body}
    case("records.warc.gz", b"".join(packed), members, {str(at[3]): {"url": url(2)}})
    plain_at = list(offsets([r for r, _ in pairs]))
    whole = {f"0+{a}" if a else "0": body for a, (_, body) in zip(plain_at, pairs) if body}
    case("whole.warc.gz", gzip.compress(b"".join(r for r, _ in pairs), mtime=0), whole)
    # damage in the midst of one packed record: it is named, the others are read
    bad = bytearray(b"".join(packed))
    for i in range(at[4] + 60, at[4] + 90):
        bad[i] ^= 0x55
    left = {m: b for m, b in members.items() if m != str(at[4])}
    case("damaged.warc.gz", bytes(bad), left, says=[f"damaged.warc.gz, member {at[4]}: byte [0-9]+: .*damaged"])
    cut = b"".join(packed)[:at[14] + 100]
    case("cut.warc.gz", cut, {m: b for m, b in members.items() if int(m) < at[14]}, says=[f"member {at[14]}: .*ends in the midst"])
    plain = b"".join(r for r, _ in pairs)
    members = {str(a): body for a, (_, body) in zip(plain_at, pairs) if body}
    case("cut.warc", plain[:plain_at[14] + 700], {m: b for m, b in members.items() if int(m) < plain_at[14]},
         says=[f"member {plain_at[14]}: byte {plain_at[14]}: says [0-9]+ bytes, [0-9]+ are there"])
    # lengths that lie
    first, second, third = response(page(1)), response(page(2)), response(page(3))
    for name, lie, told in (("long.warc", 500, "too large"), ("short.warc", -500, "too small"), ("huge.warc", 1 << 40, "has [0-9]+ bytes|says [0-9]+ bytes")):
        a, b, c = record(b"response", url(1).encode(), first), record(b"response", url(2).encode(), second, length=len(second) + lie), \
            record(b"response", url(3).encode(), third)
        found = {"0": page(1)} if lie == 1 << 40 else {"0": page(1), str(len(a) + len(b)): page(3)}
        case(name, a + b + c, found, says=[f"{name}, member {len(a)}: byte {len(a)}: .*({told})"])
    word = record(b"response", url(2).encode(), second).replace(b"Content-Length: ", b"Content-Length: many")
    case("word.warc", a + word + c, {"0": page(1), str(len(a) + len(word)): page(3)}, says=["Content-Length is no number"])
    torn = record(b"response", url(2).encode(), response(chunked(page(2), 300)[:500], b"Transfer-Encoding: chunked\r\n"))
    case("chunks.warc", a + torn + c, {"0": page(1), str(len(a) + len(torn)): page(3)}, says=[f"member {len(a)}: .*chunk"])
    lies = record(b"response", url(2).encode(), response(chunked(page(2), 300).replace(b"12c\r\n", b"125\r\n", 1), b"Transfer-Encoding: chunked\r\n"))
    case("sizes.warc", a + lies + c, {"0": page(1), str(len(a) + len(lies)): page(3)}, says=[f"member {len(a)}: .*no size of a chunk"])
    brotli = record(b"response", url(2).encode(), response(base64.b64decode(BROTLI), b"Content-Encoding: br\r\n", kind=b"text/plain"))
    zstd = record(b"response", url(3).encode(), response(base64.b64decode(ZSTD), b"Content-Encoding: zstd\r\n", kind=b"text/plain"))
    case("codings.warc", a + brotli + zstd, {"0": page(1), str(len(a)): PACKED, str(len(a) + len(brotli)): PACKED})
    head = b"filedesc://a.arc 0.0.0.0 20210102030405 text/plain %d\n1 0 test\nURL IP-address Archive-date Content-type Archive-length\n\n"
    head = head % (len(head) - head.index(b"\n") - 2)
    entry = [b"https://example.org/%d 10.0.0.1 20210102030405 text/html %d\n" % (n, len(response(page(n)))) + response(page(n)) + b"\n" for n in (1, 2)]
    case("a.arc", head + b"".join(entry), {str(len(head)): page(1), str(len(head) + len(entry[0])): page(2)}, {str(len(head)): {"url": url(1)}})


def titles():
    """The title is what the page is shared under, without the kicker before it; the heading, where the headline adds the outlet. The
    house is no author where a person signs, whatever it calls itself."""
    body = f"<p>{TEXT.split(chr(10))[0]}</p></article></body></html>"
    kicker = f'<html><head><meta property="og:title" content="{TITLE}"></head><body><article><h1>Baltic Sea: {TITLE}</h1>{body}'.encode()
    outlet = ('<html><head><script type="application/ld+json">{"@type":"NewsArticle","headline":"' + TITLE +
              f' - The Bay Post"}}</script></head><body><article><h1>{TITLE}</h1>{body}').encode()
    for name, raw in (("kicker.html", kicker), ("outlet.html", outlet)):
        case(f"{name}.gz", gzip.compress(raw, mtime=0), {name: raw}, {name: {"title": TITLE}})
    linked = '{"@type":"NewsArticle","headline":"' + TITLE + '","author":{"@type":"Person","name":"The Bay Post"},"publisher":{"name":"The Bay Post"}}'
    house = (f'<html><head><meta property="og:site_name" content="baypost.example"><script type="application/ld+json">{linked}</script></head>'
             f'<body><article><h1>{TITLE}</h1><p class="byline">By <a rel="author" href="/author/ada-holm">Ada Holm</a></p>{body}').encode()
    case("house.html.gz", gzip.compress(house, mtime=0), {"house.html": house}, {"house.html": {"byline": ["Ada Holm"], "outlet": "baypost.example"}})
    parts = '{"@type":"NewsArticle","headline":"' + TITLE + '","author":[{"@type":"Person","familyName":"Holm","givenName":"Ada"}]}'
    for name, head, line in (("initials.html", '<meta property="og:site_name" content="Bay Post"><meta name="author" content="BP">', '<p class="author">By Ada Holm</p>'),
                             ("address.html", '<meta name="author" content="baypost.example">', '<p class="author">By Ada Holm</p>'),
                             ("parts.html", f'<script type="application/ld+json">{parts}</script>', ""),
                             ("beside.html", '<meta property="og:site_name" content="The Bay Post">', '<p class="author">By Ada Holm, The Bay Post</p>'),
                             ("newsletter.html", "", '<p class="author">ニュースletter</p><p class="author">By Ada Holm</p>'),
                             ("twice.html", "", '<p class="author">Ada Holm <span>Ada Holm</span></p>')):
        raw = f"<html><head>{head}</head><body><article><h1>{TITLE}</h1>{line}{body}".encode()
        case(f"{name}.gz", gzip.compress(raw, mtime=0), {name: raw}, {name: {"byline": ["Ada Holm"]}})
    eastern = f'<html><body><article><h1>{TITLE}</h1><p class="author">佐々木大地</p>{body}'.encode()
    case("eastern.html.gz", gzip.compress(eastern, mtime=0), {"eastern.html": eastern}, {"eastern.html": {"byline": ["佐々木大地"]}})


def front_pages():
    """A section that calls itself an article: a headline that is a link and a line of prose, forty times over, is refused."""
    teaser = "The harbour office said on Tuesday that the ships of the coast would sail again after the long storm of the week."
    body = "".join(f'<div><h3><a href="/{n}">Ships of port number {n} may sail</a></h3><p>{n}. {teaser}</p></div>' for n in range(40))
    front = f'<html><head><title>Harbours</title><meta property="og:type" content="article"></head><body>{body}</body></html>'.encode()
    case("front.html.gz", gzip.compress(front, mtime=0), {}, says=["front.html.gz.*is an index page: 40 headings"])


def packed_files():
    case("one.html.gz", gzip.compress(page(1), mtime=0), {"one.html": page(1)})
    case("one.txt.br", base64.b64decode(BROTLI), {"one.txt": PACKED})
    case("one.txt.zst", base64.b64decode(ZSTD), {"one.txt": PACKED})
    files = {"wire/a.html": page(1), "wire/b.txt": text(2), "wire/c.html.gz": gzip.compress(page(3), mtime=0), "wire/logo.png": b"\x89PNG", ".hidden.txt": text(4)}
    found = {"wire/a.html": page(1), "wire/b.txt": text(2), "wire/c.html.gz": page(3)}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        for name, raw in files.items():
            z.writestr(name, raw)
    whole = out.getvalue()
    case("a.zip", whole, found)
    bad = bytearray(whole)
    at = whole.index(b"wire/b.txt") + 60
    bad[at] ^= 0xFF
    case("bad.zip", bytes(bad), {"wire/a.html": page(1), "wire/c.html.gz": page(3)}, says=["bad.zip, member wire/b.txt: .*(damaged|CRC-32|midst)"])
    case("cut.zip", whole[:-200], {}, says=["cut.zip: .*directory"])
    for form in (tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT):
        out = io.BytesIO()
        long = "deep/" * 40 + "long.txt"
        with tarfile.open(fileobj=out, mode="w", format=form) as t:
            for name, raw in list(files.items()) + ([(long, text(5))] if form != tarfile.USTAR_FORMAT else []):
                info = tarfile.TarInfo(name)
                info.size = len(raw)
                t.addfile(info, io.BytesIO(raw))
        more = dict(found, **({long: text(5)} if form != tarfile.USTAR_FORMAT else {}))
        case(f"a{form}.tar", out.getvalue(), more)
    case("a.tgz", gzip.compress(out.getvalue(), mtime=0), more)
    case("cut.tar", out.getvalue()[:2200], {"wire/a.html": page(1)}, says=["cut.tar"])
    warc = b"".join(gzip.compress(record(b"response", url(n).encode(), response(page(n))), mtime=0) for n in (1, 2))
    second = len(gzip.compress(record(b"response", url(1).encode(), response(page(1))), mtime=0))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as z:
        z.writestr("datapackage.json", "{}")
        z.writestr("pages/pages.jsonl", json.dumps({"url": url(1), "text": TEXT}))
        z.writestr("archive/data.warc.gz", warc)
    case("a.wacz", out.getvalue(), {"archive/data.warc.gz!0": page(1), f"archive/data.warc.gz!{second}": page(2)},
         {"archive/data.warc.gz!0": {"url": url(1)}})
    dated = "https://example.org/2016/10/25/sailors-rescued"
    case("dated.warc", record(b"response", dated.encode(), response(page(1))), {"0": page(1)}, {"0": {"url": dated, "published": "2016-10-25"}})
    inner = text(1)
    for n in range(7):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
            z.writestr(f"{n}.zip" if n else "a.txt", inner)
        inner = out.getvalue()
    case("nested.zip", inner, {}, says=["more than 5 archives"])
    case("bomb.txt.gz", gzip.compress(b"a" * (80 << 20), mtime=0), {}, says=["bomb.txt.gz.*(250 times|64 MiB)"])
    case("packed.txt.xz", b"\xfd7zXZ\x00" + bytes(90), {}, says=["xz, which is not read"])


def dumps():
    rows = [{"id": n, "date": f"2016-10-2{n}", "title": f"{TITLE} {n}", "text": text(n).decode(), "url": url(n), "publisher": "Harbour Post"} for n in (1, 2, 3)]
    given = {"1": {"url": url(1), "title": f"{TITLE} 1", "outlet": "Harbour Post", "published": "2016-10-21"}, "3": {"published": "2016-10-23"}}
    members = {str(n): text(n) for n in (1, 2, 3)}
    case("a.jsonl", "".join(json.dumps(r) + "\n" for r in rows).encode(), members, given)
    case("raw.jsonl", b"\xef\xbb\xbf" + "\r\n".join(json.dumps(r, ensure_ascii=False) for r in rows).encode(), members, given)
    case("list.json", json.dumps(rows, indent=1).encode(), members, given)
    odd = [json.dumps(rows[0]), '{"text": "no end', json.dumps({"id": 4, "title": "no text"}), json.dumps(dict(rows[2], text="A \U0001F600 said \ud800 Tarvia." + TEXT))]
    case("odd.jsonl", "\n".join(odd).encode(), {"1": text(1), "4": ("A \U0001F600 said � Tarvia." + TEXT).encode()}, says=["odd.jsonl, member 2: byte [0-9]+: "])
    for name, delimiter in (("a.csv", ","), ("semi.csv", ";"), ("a.tsv", "\t")):
        out = io.StringIO(newline="")
        if delimiter == "\t":
            out.write("id\tdate\ttitle\ttext\turl\tpublisher\n" + "".join("\t".join(str(v).replace("\n", " ") for v in r.values()) + "\n" for r in rows))
            expected = {m: b.replace(b"\n", b" ") for m, b in members.items()}
        else:
            writer = csv.DictWriter(out, list(rows[0]), delimiter=delimiter)
            writer.writeheader()
            writer.writerows(rows)
            expected = members
        case(name, out.getvalue().encode(), expected, given)
    for name in ("dates.csv", "dates.tsv"):
        case(name, b"id,date,link\n1,2024-01-02,x\n", {}, says=[f"{name}: byte 0: no column of this table is named text.*but: id,date,link"])
    lines = [json.dumps({"text": TEXT}), "no object", '{"text": "torn', '{"title": torn', json.dumps({"title": "later", "text": TEXT})]
    case("torn.jsonl", "\n".join(lines).encode(), {"1": TEXT.encode(), "5": TEXT.encode()}, {"5": {"title": "later"}},
         says=["torn.jsonl, member 2: .*a line that is no JSON object", "torn.jsonl, member 3: .*over the end of its line", "torn.jsonl, member 4: .*over the end of its line"])
    case("open.csv", b'id,text\n1,"' + TEXT.encode() + b'"\n2,"never closed\n', {"1": TEXT.encode()}, says=["open.csv, member 2: .*not closed"])
    item = "<item><title>{t} {n}</title><link>{u}</link><pubDate>Tue, 25 Oct 2016 04:00:00 GMT</pubDate><description>short</description>{c}</item>"
    html = "".join(f"<p>{p}</p>" for p in TEXT.split("\n\n"))
    feed = '<?xml version="1.0" encoding="{e}"?><rss version="2.0"><channel><title>Harbour Post</title>' + "".join(
        item.format(t=TITLE, n=n, u=url(n), c=c) for n, c in ((1, f"<content:encoded><![CDATA[{html}]]></content:encoded>"),
                                                             (2, "<content:encoded>" + html.replace("&", "&amp;").replace("<", "&lt;") + "</content:encoded>"))) + "</channel></rss>"
    said = {"1": {"title": f"{TITLE} 1", "url": url(1), "outlet": "Harbour Post", "published": "2016-10-25T04:00"}}
    case("feed.rss", feed.format(e="utf-8").encode(), {"1": html.encode(), "2": html.encode()}, said)
    case("feed.xml", feed.format(e="utf-16").encode("utf-16"), {"1": html.encode(), "2": html.encode()}, said)
    case("latin.rss", feed.format(e="windows-1252").encode("cp1252"), {"1": html.encode(), "2": html.encode()}, said)
    atom = ('<feed xmlns="http://www.w3.org/2005/Atom"><title>Harbour Post</title><entry><title>' + TITLE + f'</title><link rel="alternate" href="{url(1)}"/>'
            '<published>2016-10-25T06:00:00Z</published><author><name>Ada Holm</name></author><content type="html">' +
            html.replace("&", "&amp;").replace("<", "&lt;") + "</content></entry></feed>")
    case("a.atom", atom.encode(), {"1": html.encode()}, {"1": {"title": TITLE, "url": url(1), "byline": ["Ada Holm"], "published": "2016-10-25T06:00"}})


def letters():
    quoted = "".join(c if 32 < ord(c) < 127 and c != "=" or c in " \n" else "".join(f"={b:02X}" for b in c.encode()) for c in TEXT).replace("storm.", "sto=\nrm.")
    head = "From: Ada Holm <ada@example.org>\nTo: x@example.org\nDate: Tue, 25 Oct 2016 04:00:00 +0200\nSubject: =?utf-8?B?{s}?=\nMIME-Version: 1.0\nMessage-ID: <1@example.org>\n"
    head = head.format(s=base64.b64encode(TITLE.encode()).decode())
    said = {"1": {"title": TITLE, "byline": ["Ada Holm"], "published": "2016-10-25T04:00"}}
    case("plain.eml", (head + "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n" + quoted).encode(), {"1": TEXT.encode()}, said)
    parts = (head + 'Content-Type: multipart/alternative; boundary="b=1"\n\npreface\n--b=1\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n' +
             base64.encodebytes(TEXT.encode()).decode() + "--b=1\nContent-Type: text/html\n\n<p>short</p>\n--b=1--\n")
    case("parts.eml", parts.replace("\n", "\r\n").encode(), {"1": TEXT.encode()}, said)
    day = "From ada@example.org Tue Oct 25 04:00:00 2016\n"
    plain = head + "Content-Type: text/plain; charset=utf-8\n\n"
    box = "".join(day + plain + body + "\n\n" for body in (TEXT, "From the harbour\n\n>From " + TEXT, TEXT + "\nFrom Port Ilen the ships left.\n"))
    case("a.mbox", box.encode(), {"1!1": (TEXT + "\n\n").encode(), "2!1": ("From the harbour\n\nFrom " + TEXT + "\n\n").encode(),
                                  "3!1": (TEXT + "\nFrom Port Ilen the ships left.\n\n\n").encode()},
         {"1!1": said["1"], "3!1": said["1"]})
    coded = "".join(c if 32 < ord(c) < 127 and c != "=" or c in " \n" else "".join(f"={b:02X}" for b in c.encode()) for c in page(1).decode())
    saved = ("From: <Saved by Blink>\nSnapshot-Content-Location: https://example.org/1\nSubject: x\nMIME-Version: 1.0\n"
             'Content-Type: multipart/related; type="text/html"; boundary="--x--"\n\n----x--\nContent-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n'
             "Content-Location: https://example.org/1\n\n" + coded + "\n----x--\nContent-Type: image/png\nContent-Transfer-Encoding: base64\nContent-Location: https://example.org/1.png\n\niVBO\n----x----\n")
    cut = saved.replace("\n", "\r\n").encode()
    cut = cut[: cut.index(b"</p>") + 4]
    left = page(1).replace(b"\n", b"\r\n")
    left = left[: left.index(b"</p>") + 4]
    case("cut.mhtml", cut, {"1": left}, says=["cut.mhtml.*midst of a part.*fetch it again"])
    case("saved.mhtml", saved.replace("\n", "\r\n").encode(), {"1": page(1).replace(b"\n", b"\r\n")}, {"1": {"url": url(1)}})
    single = page(1).replace(b"<html>", b"<html><!--\n Page saved with SingleFile \n url: https://example.org/1 \n saved date: x\n-->")
    case("single.html", single, {None: single}, {None: {"url": url(1)}})
    body = TEXT.rstrip("\n")
    nexis = "".join(f"\n                  {n} of 2 DOCUMENTS\n\n\n        Harbour Post\n\n        October 25, 2016 Tuesday\n\n{TITLE} {n}\n\nBYLINE: Ada Holm\n\nSECTION: News\n\n"
                    f"LENGTH: 90 words\n\n{body}\n\nLOAD-DATE: October 26, 2016\n\nLANGUAGE: ENGLISH\n\n     Copyright 2016 Harbour Post\n" for n in (1, 2))
    case("nexis.txt", nexis.encode(), {"1": body.encode(), "2": body.encode()},
         {"2": {"title": f"{TITLE} 2", "outlet": "Harbour Post", "byline": ["Ada Holm"], "published": "2016-10-25"}})


def office():
    words = TEXT.strip()
    escaped = words.replace("&", "&amp;").replace("<", "&lt;")
    xml = ('<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="x"><w:body>' + "".join(
        f'<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:r><w:t xml:space="preserve">{p[:20]}</w:t></w:r><w:r><w:t>{p[20:]}</w:t></w:r></w:p>' for p in escaped.split("\n\n")) +
        "</w:body></w:document>")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("[Content_Types].xml", "<Types/>")
        z.writestr("word/document.xml", xml)
        z.writestr("word/other.xml", xml)
    case("a.docx", out.getvalue(), {"word/document.xml": (words + "\n\n").encode()})
    coded = "".join(c if ord(c) < 128 else f"\\u{ord(c)}?" if n % 2 else "\\'%02x" % c.encode("cp1252")[0] for n, c in enumerate(words))
    rtf = "{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0 Arial;}}{\\*\\generator x;}\\pard\\f0 " + coded.replace("\n\n", "\\par\n") + "\\par}"
    case("a.rtf", rtf.encode(), {"text": (words + "\n\n").encode()})
    case("cut.rtf", rtf.encode()[:-1], {"text": (words + "\n\n").encode()}, says=["cut.rtf, member text: .*midst of a group: what was there is read"])


def charsets():
    """Words in old encodings, named by a header, by the page itself, by neither; and reports that are not in English."""
    russian = ("Министр заявил в четверг, что переговоры между двумя правительствами продолжатся на следующей неделе в столице. "
               "Он сказал, что 14 человек ранены и что войска будут отведены от границы до конца месяца.")
    japanese = "大臣は木曜日、両政府の協議は来週首都で続くと述べた。国境付近で十四人が負傷したという。" * 3
    german = ("Der Minister sagte am Donnerstag, dass die Gespräche zwischen den beiden Regierungen nächste Woche fortgesetzt werden. "
              "14 Menschen wurden verletzt, 200 Soldaten werden an die Küste geschickt, sagte Minister Karl Holm.")
    polish = "Minister powiedział w czwartek, że rozmowy między rządami będą kontynuowane. Czternaście osób zostało rannych na granicy państwa."
    for label, codec, words, language in (("windows-1251", "cp1251", russian, "ru"), ("koi8-r", "koi8-r", russian, "ru"), ("iso-8859-2", "iso8859-2", polish, "pl"),
                                          ("shift_jis", "cp932", japanese, "ja"), ("euc-jp", "euc-jp", japanese, "ja"), ("latin1", "cp1252", german, "de"),
                                          ("gb2312", "gb18030", "部长星期四说，两国政府的会谈下周将在首都继续举行，十四人在边境受伤。" * 3, "zh"), ("utf-8", "utf-8", german, "de")):
        raw = f'<html><head><meta charset="{label}"><title>x</title></head><body><article><p>{words}</p><p>{words}</p></article></body></html>'.encode(codec)
        case(f"meta-{label}.html", raw, {None: raw}, {None: {"language": language, "uncoded": True}})
        bare = words.encode(codec)
        block = response(bare, kind=b"text/plain; charset=" + label.encode())
        case(f"header-{label}.warc", record(b"response", url(1).encode(), block), {"0": bare}, {"0": {"language": language, "uncoded": True}})
    lost = TEXT.replace("“", '"').replace("”", '"').encode("utf-16-le")
    case("lost-mark.txt", lost, {None: lost}, {None: {"language": "en"}})
    wrong = page(1).replace(b"<title>", b'<meta charset="iso-8859-1"><title>')
    case("utf8-said-to-be-latin.html", wrong, {None: wrong}, {None: {"language": "en"}})


def plainly(line):
    """With --json an error is a record: PATH: byte AT: MESSAGE"""
    if not line.startswith("{"):
        return line
    error = json.loads(line)
    at = f"byte {error['at']}: " if "at" in error else ""
    return f"{error['path']}: {at}{error['message']}"


def troubles(name, members, fields, says, run, records):
    documents = {r.get("member"): r for r in records if r["kind"] == "document"}
    number = {r["id"]: r.get("member") for r in records if r["kind"] == "document"}
    if set(documents) != set(members):
        yield f"members are {sorted(map(str, documents))}, not {sorted(map(str, members))}"
    for member, raw in members.items():
        found = documents.get(member)
        if found and found["sha256"] != hashlib.sha256(raw).hexdigest():
            yield f"member {member}: other bytes ({found['bytes']}, not {len(raw)})"
        for field, value in (fields.get(member, {}) if found else {}).items():
            got = found.get(field)
            if field == "uncoded":
                got = not any(r["kind"] in ("claim", "quantity", "quote", "name", "time") for r in records)
            got = got["value"] if isinstance(got, dict) else got
            if got != value:
                yield f"member {member}: {field} is {got!r}, not {value!r}"
    held = 0
    for record in records:
        for doc, (start, end), words in spans(record):
            raw = members.get(number.get(doc), b"")
            held += 1
            if words is not None and not holds(raw[start:end], words):
                yield f"{record['kind']} {record.get('id')}: bytes {start} to {end} are {raw[start:end][:60]!r}, not {words[:60]!r}"
                break
    if members and not held:
        yield "no record stands on bytes"
    told = "\n".join(map(plainly, run.stderr.splitlines()))
    for pattern in says:
        if not re.search(pattern, told):
            yield f"stderr does not say {pattern!r}: {told[:300]!r}"
    if bool(says) != (run.returncode == 2):
        yield f"exit {run.returncode}: {run.stderr[:300]}"


def wide_pages():
    words = page(1).decode().replace("<title>", '<meta property="og:site_name" content="Harbour Post"><title>')
    for name, raw in (("marked.html", words.encode("utf-16")), ("bare-le.html", words.encode("utf-16-le")), ("bare-be.html", words.encode("utf-16-be"))):
        case(name, raw, {None: raw}, {None: {"title": f"{TITLE} 1", "outlet": "Harbour Post"}})


def main():
    wide_pages()
    titles(), front_pages(), web_archives(), packed_files(), dumps(), letters(), office(), charsets()
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        for name, raw, members, fields, says in cases:
            path = os.path.join(folder, name)
            with open(path, "wb") as file:
                file.write(raw)
            run = subprocess.run([ARRIAN, "read", "--engine", "rules", "--json", path], capture_output=True, text=True, encoding="utf-8", timeout=60)
            found = list(troubles(name, members, fields, says, run, [json.loads(line) for line in run.stdout.splitlines()]))
            print(f"{'not ok' if found else 'ok'} doors: {name}: {len(members)} members")
            for said in found[:6]:
                print(f"    {said}")
            failed += bool(found)
            if len(sys.argv) > 2:
                os.makedirs(sys.argv[2], exist_ok=True)
                os.replace(path, os.path.join(sys.argv[2], name))
    sys.exit(failed > 0)


if __name__ == "__main__":
    main()
