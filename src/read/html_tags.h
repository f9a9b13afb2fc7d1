/* html_tags.h: the elements that the tree builder or the reader treats by name, and what each is.
 *     T(name, flags)    special, formatting, void, scope: words of the HTML standard, 13.2.4; block: breaks a line */
#ifndef READ_HTML_TAGS_H
#define READ_HTML_TAGS_H

enum { SPECIAL = 1, FORMATTING = 2, VOID = 4, SCOPE = 8, BLOCK = 16 };

#define HTML_TAGS(T)                                                                                                   \
    T(a, FORMATTING)                                                                                                   \
    T(address, SPECIAL | BLOCK)                                                                                        \
    T(applet, SPECIAL | SCOPE)                                                                                         \
    T(area, SPECIAL | VOID)                                                                                            \
    T(article, SPECIAL | BLOCK)                                                                                        \
    T(aside, SPECIAL | BLOCK)                                                                                          \
    T(audio, 0)                                                                                                        \
    T(b, FORMATTING)                                                                                                   \
    T(base, SPECIAL | VOID)                                                                                            \
    T(basefont, SPECIAL | VOID)                                                                                        \
    T(bgsound, SPECIAL | VOID)                                                                                         \
    T(big, FORMATTING)                                                                                                 \
    T(blockquote, SPECIAL | BLOCK)                                                                                     \
    T(body, SPECIAL | BLOCK)                                                                                           \
    T(br, SPECIAL | VOID | BLOCK)                                                                                      \
    T(button, SPECIAL | BLOCK)                                                                                         \
    T(canvas, 0)                                                                                                       \
    T(caption, SPECIAL | SCOPE | BLOCK)                                                                                \
    T(center, SPECIAL | BLOCK)                                                                                         \
    T(cite, 0)                                                                                                         \
    T(code, FORMATTING)                                                                                                \
    T(col, SPECIAL | VOID)                                                                                             \
    T(colgroup, SPECIAL)                                                                                               \
    T(dd, SPECIAL | BLOCK)                                                                                             \
    T(details, SPECIAL | BLOCK)                                                                                        \
    T(dialog, BLOCK)                                                                                                   \
    T(dir, SPECIAL | BLOCK)                                                                                            \
    T(div, SPECIAL | BLOCK)                                                                                            \
    T(dl, SPECIAL | BLOCK)                                                                                             \
    T(dt, SPECIAL | BLOCK)                                                                                             \
    T(em, FORMATTING)                                                                                                  \
    T(embed, SPECIAL | VOID)                                                                                           \
    T(fieldset, SPECIAL | BLOCK)                                                                                       \
    T(figcaption, SPECIAL | BLOCK)                                                                                     \
    T(figure, SPECIAL | BLOCK)                                                                                         \
    T(font, FORMATTING)                                                                                                \
    T(footer, SPECIAL | BLOCK)                                                                                         \
    T(form, SPECIAL | BLOCK)                                                                                           \
    T(frame, SPECIAL | VOID)                                                                                           \
    T(frameset, SPECIAL)                                                                                               \
    T(h1, SPECIAL | BLOCK)                                                                                             \
    T(h2, SPECIAL | BLOCK)                                                                                             \
    T(h3, SPECIAL | BLOCK)                                                                                             \
    T(h4, SPECIAL | BLOCK)                                                                                             \
    T(h5, SPECIAL | BLOCK)                                                                                             \
    T(h6, SPECIAL | BLOCK)                                                                                             \
    T(head, SPECIAL | BLOCK)                                                                                           \
    T(header, SPECIAL | BLOCK)                                                                                         \
    T(hgroup, SPECIAL | BLOCK)                                                                                         \
    T(hr, SPECIAL | VOID | BLOCK)                                                                                      \
    T(html, SPECIAL | SCOPE | BLOCK)                                                                                   \
    T(i, FORMATTING)                                                                                                   \
    T(iframe, SPECIAL)                                                                                                 \
    T(image, 0)                                                                                                        \
    T(img, SPECIAL | VOID)                                                                                             \
    T(input, SPECIAL | VOID)                                                                                           \
    T(keygen, SPECIAL | VOID)                                                                                          \
    T(label, 0)                                                                                                        \
    T(li, SPECIAL | BLOCK)                                                                                             \
    T(link, SPECIAL | VOID)                                                                                            \
    T(listing, SPECIAL | BLOCK)                                                                                        \
    T(main, SPECIAL | BLOCK)                                                                                           \
    T(marquee, SPECIAL | SCOPE)                                                                                        \
    T(math, 0)                                                                                                         \
    T(menu, SPECIAL | BLOCK)                                                                                           \
    T(meta, SPECIAL | VOID)                                                                                            \
    T(nav, SPECIAL | BLOCK)                                                                                            \
    T(nobr, FORMATTING)                                                                                                \
    T(noembed, SPECIAL)                                                                                                \
    T(noframes, SPECIAL)                                                                                               \
    T(noscript, SPECIAL)                                                                                               \
    T(object, SPECIAL | SCOPE)                                                                                         \
    T(ol, SPECIAL | BLOCK)                                                                                             \
    T(optgroup, BLOCK)                                                                                                 \
    T(option, BLOCK)                                                                                                   \
    T(p, SPECIAL | BLOCK)                                                                                              \
    T(param, SPECIAL | VOID)                                                                                           \
    T(plaintext, SPECIAL | BLOCK)                                                                                      \
    T(pre, SPECIAL | BLOCK)                                                                                            \
    T(rb, 0)                                                                                                           \
    T(rp, 0)                                                                                                           \
    T(rt, 0)                                                                                                           \
    T(rtc, 0)                                                                                                          \
    T(ruby, 0)                                                                                                         \
    T(s, FORMATTING)                                                                                                   \
    T(script, SPECIAL)                                                                                                 \
    T(search, SPECIAL | BLOCK)                                                                                         \
    T(section, SPECIAL | BLOCK)                                                                                        \
    T(select, SPECIAL | SCOPE | BLOCK)                                                                                 \
    T(small, FORMATTING)                                                                                               \
    T(source, SPECIAL | VOID)                                                                                          \
    T(span, 0)                                                                                                         \
    T(strike, FORMATTING)                                                                                              \
    T(strong, FORMATTING)                                                                                              \
    T(style, SPECIAL)                                                                                                  \
    T(sub, 0)                                                                                                          \
    T(summary, SPECIAL | BLOCK)                                                                                        \
    T(sup, 0)                                                                                                          \
    T(svg, 0)                                                                                                          \
    T(table, SPECIAL | SCOPE | BLOCK)                                                                                  \
    T(tbody, SPECIAL | BLOCK)                                                                                          \
    T(td, SPECIAL | SCOPE | BLOCK)                                                                                     \
    T(template, SPECIAL | SCOPE)                                                                                       \
    T(textarea, SPECIAL)                                                                                               \
    T(tfoot, SPECIAL | BLOCK)                                                                                          \
    T(th, SPECIAL | SCOPE | BLOCK)                                                                                     \
    T(thead, SPECIAL | BLOCK)                                                                                          \
    T(time, 0)                                                                                                         \
    T(title, SPECIAL)                                                                                                  \
    T(tr, SPECIAL | BLOCK)                                                                                             \
    T(track, SPECIAL | VOID)                                                                                           \
    T(tt, FORMATTING)                                                                                                  \
    T(u, FORMATTING)                                                                                                   \
    T(ul, SPECIAL | BLOCK)                                                                                             \
    T(var, 0)                                                                                                          \
    T(video, 0)                                                                                                        \
    T(wbr, SPECIAL | VOID)                                                                                             \
    T(xmp, SPECIAL | BLOCK)

typedef enum HtmlTag {
    TAG_OTHER, /* any other name */
#define T(name, flags) TAG_##name,
    HTML_TAGS(T)
#undef T
    /* of SVG and MathML, where they are special; every other one of theirs is TAG_FOREIGN */
    TAG_FOREIGN,
    TAG_math_text,
    TAG_annotation,
    TAG_svg_html,
    HTML_TAG_COUNT
} HtmlTag;
#endif
