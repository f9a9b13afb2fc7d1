"""Text to words with their offsets, as the treebanks cut it.   "don't" -> do n't; "al-Ani" -> al - Ani; "$4,000" -> $ 4,000 """
import re

SHORT = "Mr|Mrs|Ms|Dr|St|Gen|Col|Lt|Sgt|Maj|Capt|Cpl|Adm|Sen|Rep|Gov|Jr|Sr|Inc|Corp|Co|Ltd|vs|Prof|Rev|Hon"
WORD = re.compile(rf"""
    https?://[^\s]+ | www\.[^\s]+ | [\w.+-]+@[\w-]+\.[\w.]+
  | (?:[A-Za-z]\.){{2,}} | (?:{SHORT})\. | \b[A-Z]\.(?=\s+[A-Z])
  | \d+(?:[.,:]\d+)*(?:st|nd|rd|th|s|m|bn|am|pm|km|kg|k)?\b | \d+(?:[.,:]\d+)*
  | [^\W\d_]+(?=n['’]t\b) | n['’]t\b | ['’](?:s|re|ve|ll|d|m)\b
  | [^\W_]+ | \.{{2,}} | -{{2,}} | [^\w\s] | _
""", re.X | re.I)


def cut_words(text):
    """[(start, end)] of the words of text."""
    out = []
    for m in WORD.finditer(text):
        start, end = m.span()
        word = m.group()
        if word.lower().endswith("n") and text[end:end + 2].lower() in ("'t", "’t") and len(word) > 1:
            out += [(start, end - 1)] if end - 1 > start else []
            out.append((end - 1, end + 2))
        elif out and out[-1][1] > start:
            if out[-1][1] < end:
                out.append((out[-1][1], end))
        else:
            out.append((start, end))
    return out
