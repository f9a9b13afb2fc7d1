/* group.c: claims that tell one happening, by the accords that hold them together.
 *     accord "who?" over c2, c16; accord "when?" over c16, c30   ->   c2, c16 and c30 are one happening */
#include "collate/union.h"
#include "report/sheet.h"

/* Figures of different things do not make their claims one. */
static bool joins(const ArrianAccord *accord)
{
    if (accord->verdict == ARRIAN_ONE_SIDED) return false;
    return accord->about != ARRIAN_ABOUT_QUANTITY || accord->verdict != ARRIAN_DIFFERENT;
}

/* Claims that a reader holds apart are never one happening. */
static Bonds find_bonds(const Sheet *sheet)
{
    Bonds bonds = {0};
    for (uint32_t k = 0; k < sheet->story->bonds.count; k++) {
        const ReviewBond *b = &sheet->story->bonds.at[k];
        if (b->kind != REVIEW_CLAIM) continue;
        Bond bond = {sheet_claim_at(sheet, b->doc[0], b->index[0]), sheet_claim_at(sheet, b->doc[1], b->index[1]), b->apart};
        LIST_ADD(sheet->arena, bonds, bond);
    }
    return bonds;
}

static void join_claims(const Sheet *sheet, const ArrianAccord *accord, uint32_t *parent, const Bonds *bonds)
{
    uint32_t first = ARRIAN_NONE;
    for (uint32_t i = 0; i < accord->count; i++) {
        const ArrianValue *value = &accord->values[i];
        if (value->claim >= sheet->docs[value->doc]->claims.count) continue;
        uint32_t at = sheet_claim_at(sheet, value->doc, value->claim);
        if (first == ARRIAN_NONE) first = at;
        else if (!union_forbids(parent, bonds, union_root(parent, first), union_root(parent, at))) union_join(parent, first, at);
    }
}

void groups_find(Sheet *sheet)
{
    size_t count;
    const ArrianAccord *accord = arrian_accords(sheet->story, &count);
    sheet->claims = 0;
    for (uint32_t doc = 0; doc < sheet->count; doc++) sheet->claims += sheet->docs[doc]->claims.count;
    sheet->group = union_new(sheet->arena, sheet->claims);
    sheet->alone = NEW(sheet->arena, bool, sheet->claims + 1);
    uint32_t *teller = NEW(sheet->arena, uint32_t, sheet->claims + 1); /* of a happening: 1 + its one report, or NONE */
    Bonds bonds = find_bonds(sheet);
    for (uint32_t k = 0; k < bonds.count; k++)
        if (!bonds.at[k].apart) union_join(sheet->group, bonds.at[k].a, bonds.at[k].b);
    for (size_t i = 0; i < count; i++)
        if (joins(&accord[i])) join_claims(sheet, &accord[i], sheet->group, &bonds);
    for (uint32_t doc = 0, at = 0; doc < sheet->count; doc++)
        for (uint32_t i = 0; i < sheet->docs[doc]->claims.count; i++, at++) {
            uint32_t *one = &teller[sheet->group[at] = union_root(sheet->group, at)];
            *one = !*one || *one == doc + 1 ? doc + 1 : ARRIAN_NONE;
        }
    for (uint32_t at = 0; at < sheet->claims; at++) sheet->alone[at] = teller[sheet->group[at]] != ARRIAN_NONE;
}
