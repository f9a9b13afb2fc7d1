/* xml.h: the tags of an XML text in turn.   <dc:date>2016</dc:date> -> dc, date, and where it is closed */
#ifndef DOOR_XML_H
#define DOOR_XML_H
#include "door/stream.h"

typedef struct XmlTag {
    const char *name; /* without its prefix */
    size_t length;
    const char *prefix;
    size_t prefix_length;
    const char *start, *stop; /* the whole tag */
    bool closes, empty;
} XmlTag;

/* The next tag at or after p; false where there is none. Remarks, CDATA and declarations are passed over. */
bool xml_next(const char *p, const char *end, XmlTag *ret);
bool xml_named(const XmlTag *tag, const char *name); /* in either case */
bool xml_prefixed(const XmlTag *tag, const char *prefix);
/* Where the element that `tag` opens is closed; the end where it is not. */
const char *xml_close(const XmlTag *tag, const char *end, const char **ret_behind);
/* Character data and CDATA of [p, end), escapes undone, tags left out, in place of what *out holds. */
bool xml_unescape(const char *p, const char *end, Bytes *out);
/* As it stands, escapes and all. */
bool xml_attribute(const XmlTag *tag, const char *name, ArrianSlice *ret);
#endif
