/* page_day.c: a day as pages write it.   "2016-12-23T10:00+01:00", "Fri, 23 Dec 2016", "23. 12. 2016", "٢٣ ديسمبر ٢٠١٦",
 * and in other calendars: "۱۲ تیر ۱۳۹۹", "5 ส.ค. 2563", "令和2年8月19日" */
#include <string.h>

#include "base/date.h"
#include "read/page_head.h"

enum { BUDDHIST = 543, SOLAR_FIRST = 1374, SOLAR_LAST = 1415 };

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static int number(const char *at, uint32_t digits)
{
    int n = 0;
    for (uint32_t i = 0; i < digits; i++) {
        if (!is_digit(at[i])) return -1;
        n = n * 10 + (at[i] - '0');
    }
    return n;
}

/* The day of a year that a page of today can only mean in one calendar: "1399/04/12" is of Iran's (the moon's 1399 was
 * 1979), "19/08/2563" of Thailand's, whose years are 543 more and whose months and days are ours. */
static int calendar_day(int year, int month, int day)
{
    if (year >= SOLAR_FIRST && year <= SOLAR_LAST) return date_day_solar_hijri(year, month, day);
    if (year >= 1995 + BUDDHIST && year <= 2100 + BUDDHIST) year -= BUDDHIST;
    return date_day(year, month, day);
}

/* ---- a day in words ---- */

static bool is_name(char c)
{
    return html_is_letter(c) || (unsigned char)c >= 0x80;
}

/* Bytes of a digit of ASCII, Arabic, Persian, Hindi, Bengali, Thai or as wide as a sign of Han; 0 where there is none. */
static uint32_t digit_at(const char *at, uint32_t left, int *ret)
{
    static const struct {
        const char *lead;
        unsigned char zero;
    } scripts[] = {{"\xD9", 0xA0}, {"\xDB", 0xB0}, {"\xE0\xA5", 0xA6}, {"\xE0\xA7", 0xA6}, {"\xE0\xB9", 0x90}, {"\xEF\xBC", 0x90}};
    if (left && is_digit(*at)) return *ret = *at - '0', 1;
    for (size_t k = 0; k < sizeof scripts / sizeof *scripts; k++) {
        uint32_t n = (uint32_t)strlen(scripts[k].lead);
        if (left <= n || memcmp(at, scripts[k].lead, n)) continue;
        *ret = (unsigned char)at[n] - scripts[k].zero;
        if (*ret >= 0 && *ret <= 9) return n + 1;
    }
    return 0;
}

typedef struct Number {
    int value;
    uint32_t digits, end; /* digits 0: there is none */
} Number;

/* Up to four digits at byte i. */
static Number number_at(const char *at, uint32_t i, uint32_t end)
{
    Number n = {0, 0, i};
    int digit;
    for (uint32_t step; n.digits < 4 && (step = digit_at(at + n.end, end - n.end, &digit)); n.digits++)
        n.value = n.value * 10 + digit, n.end += step;
    return n;
}

/* Bytes of a space at `at`, thin and unbroken ones too. */
static uint32_t space_at(const char *at, uint32_t left)
{
    if (left && *at == ' ') return 1;
    if (left >= 2 && !memcmp(at, "\xC2\xA0", 2)) return 2;
    return left >= 3 && (!memcmp(at, "\xE2\x80\x89", 3) || !memcmp(at, "\xE2\x80\xAF", 3)) ? 3 : 0;
}

static uint32_t skip_spaces(const char *at, uint32_t i, uint32_t end)
{
    for (uint32_t n; i < end && (n = space_at(at + i, end - i));) i += n;
    return i;
}

static uint32_t skip_gap(const char *at, uint32_t i, uint32_t end)
{
    for (uint32_t from = i, n; i < end && i < from + 4; i += n) {
        bool comma = end - i >= 2 && !memcmp(at + i, "،", 2);
        n = comma ? 2 : at[i] == '.' || at[i] == ',' ? 1 : space_at(at + i, end - i);
        if (!n) break;
    }
    return i;
}

static uint32_t skip_word(const char *at, uint32_t i, uint32_t end, const char *word)
{
    uint32_t n = (uint32_t)strlen(word);
    return end - i > n && !memcmp(at + i, word, n) ? i + n : i;
}

static uint32_t name_end(const char *at, uint32_t i, uint32_t end)
{
    int digit;
    while (i < end && is_name(at[i]) && !digit_at(at + i, end - i, &digit) && !space_at(at + i, end - i)) i++;
    return i;
}

/* A month's name at byte i, of one word or two, or two names of it, "نيسان / أبريل"; 0 where there is none. */
static uint32_t month_at(const MarkupWords *words, const char *at, uint32_t i, uint32_t end, uint32_t *ret_stop)
{
    uint32_t stop = name_end(at, i, end), from = skip_gap(at, stop, end), second;
    uint32_t month = page_month(words, at + i, stop - i);
    if (!month && (second = name_end(at, from, end)) > from) {
        month = page_month(words, at + i, second - i);
        stop = second;
    }
    if (!month) return 0;
    from = skip_spaces(at, stop, end);
    if (from < end && at[from] == '/') {
        from = skip_spaces(at, from + 1, end);
        second = name_end(at, from, end);
        if (page_month(words, at + from, second - from) == month) stop = second;
    }
    *ret_stop = stop;
    return month;
}

/* A month's name tells its calendar; a year of another does not go with it. */
static int named_day(int year, int month, int day)
{
    bool solar = month > SOLAR_MONTHS;
    if (solar != (year >= SOLAR_FIRST && year <= SOLAR_LAST) || (!solar && year < 1990)) return NO_DAY;
    return year > 2100 && year < 1995 + BUDDHIST ? NO_DAY : calendar_day(year, solar ? month - SOLAR_MONTHS : month, day);
}

/* "12. Januar 2017", "12 de enero de 2017", "January 12, 2017" at byte i; where it ends, 0 where there is none. */
static uint32_t words_day(const MarkupWords *words, const char *at, uint32_t i, uint32_t end, int *ret_day)
{
    Number day = number_at(at, i, end), year;
    bool first = day.digits;
    uint32_t n = day.end, month;
    if (day.digits > 2) return 0;
    bool ordinal = first && n + 2 < end && html_is_letter(at[n]) && html_is_letter(at[n + 1]);
    if (ordinal && !is_name(at[n + 2])) n += 2; /* 3rd May */
    if (first) i = skip_word(at, skip_word(at, skip_gap(at, n, end), end, "de "), end, "of ");
    month = month_at(words, at, i, end, &i);
    if (!month) return 0;
    i = skip_gap(at, i, end);
    if (!first) {
        day = number_at(at, i, end);
        if (!day.digits || day.digits > 2) return 0;
        i = day.end;
        if (end - i > 2 && html_is_letter(at[i])) i += 2; /* 3rd */
        i = skip_gap(at, i, end);
    }
    static const char *const before_year[] = {"de ", "ماه ", "พ.ศ.", "ค.ศ."};
    for (size_t k = 0; k < sizeof before_year / sizeof *before_year; k++) i = skip_word(at, i, end, before_year[k]);
    year = number_at(at, skip_spaces(at, i, end), end);
    if (year.digits != 4) return 0;
    *ret_day = named_day(year.value, (int)month, day.value);
    return *ret_day == NO_DAY ? 0 : year.end;
}

/* "26 | 01 | 2022": what parts day, month and year with blanks around it; where the next of them begins, else 0. */
static uint32_t skip_bar(const char *at, uint32_t i, uint32_t end)
{
    uint32_t bar = skip_spaces(at, i, end);
    return bar > i && bar < end && at[bar] == '|' ? skip_spaces(at, bar + 1, end) : 0;
}

static uint32_t barred_day(const char *at, uint32_t i, uint32_t end, int *ret_day)
{
    Number day = number_at(at, i, end), month, year;
    uint32_t next = day.digits && day.digits <= 2 ? skip_bar(at, day.end, end) : 0;
    month = number_at(at, next, end);
    if (!next || !month.digits || month.digits > 2 || !(next = skip_bar(at, month.end, end))) return 0;
    year = number_at(at, next, end);
    *ret_day = year.digits == 4 ? date_day(year.value, month.value, day.value) : NO_DAY;
    return *ret_day == NO_DAY ? 0 : year.end;
}

/* "28.01.22", "26/10/13", "4. 2. 2022", "٢٣/١٢/٢٠١٦": day, month and year, or its last digits where no space stands
 * between; where it ends, 0 where there is none. */
static uint32_t short_day(const char *at, uint32_t i, uint32_t end, int *ret_day)
{
    Number day = number_at(at, i, end), month, year;
    uint32_t from = day.end, gap;
    if (!day.digits || day.digits > 2 || from >= end || (at[from] != '.' && at[from] != '/')) return 0;
    gap = at[from] == '.' ? skip_spaces(at, from + 1, end) : from + 1;
    month = number_at(at, gap, end);
    if (!month.digits || month.digits > 2 || month.end >= end || at[month.end] != at[from]) return 0;
    year = number_at(at, at[from] == '.' ? skip_spaces(at, month.end + 1, end) : month.end + 1, end);
    if (year.digits != 4 && (year.digits != 2 || gap > from + 1)) return 0;
    if (year.digits == 4 && stamp_hour_glued(at, year.end, end)) year = (Number){year.value / 100, 2, year.end - 2};
    if (year.digits == 2) year.value += year.value < 70 ? 2000 : 1900;
    *ret_day = calendar_day(year.value, month.value, day.value);
    return *ret_day == NO_DAY ? 0 : year.end;
}

/* Years before the first of what stands right before byte i: of a Japanese emperor's, or of the Republic in Taiwan. */
static int era_before(const char *at, uint32_t i)
{
    static const struct {
        const char *name;
        int before;
    } eras[] = {{"令和", 2018}, {"平成", 1988}, {"民國", 1911}};
    for (size_t k = 0; k < sizeof eras / sizeof *eras; k++)
        if (i >= 6 && !memcmp(at + i - 6, eras[k].name, 6)) return eras[k].before;
    return 0;
}

/* "2020年07月03日", "2020년 7월 3일", the "2年8月19日" of "令和2年8月19日" at byte i; where it ends, 0 where there is none. */
static uint32_t han_day(const char *at, uint32_t i, uint32_t end, int *ret_day)
{
    static const char *const signs[3][2] = {{"年", "년"}, {"月", "월"}, {"日", "일"}};
    int part[3], before = era_before(at, i);
    for (int k = 0; k < 3; k++) {
        Number n = number_at(at, i, end);
        i = n.end;
        part[k] = n.value;
        uint32_t least = k || before ? 1 : 3, most = k ? 2 : before ? 3 : 4;
        if (n.digits < least || n.digits > most || end - i < 3) return 0;
        if (memcmp(at + i, signs[k][0], 3) && memcmp(at + i, signs[k][1], 3)) return 0;
        i += 3;
        if (k < 2 && i < end && at[i] == ' ') i++;
    }
    *ret_day = date_day(part[0] + before, part[1], part[2]);
    return *ret_day == NO_DAY ? 0 : i;
}

/* "2022-1-26", "۱۳۹۹/۰۴/۱۲", its month and day of one digit or two; where it ends, 0 where there is none. */
static uint32_t iso_day(ArrianSlice v, int *ret_day)
{
    Number year = number_at(v.at, 0, v.length), month, day;
    if (year.digits != 4 || year.end >= v.length || (v.at[year.end] != '-' && v.at[year.end] != '/')) return 0;
    month = number_at(v.at, year.end + 1, v.length);
    if (!month.digits || month.digits > 2 || month.end >= v.length || v.at[month.end] != v.at[year.end]) return 0;
    day = number_at(v.at, month.end + 1, v.length);
    if (!day.digits || day.digits > 2) return 0;
    *ret_day = calendar_day(year.value, month.value, day.value);
    return day.end;
}

/* "Updated: ", "Letzte Änderung: " right before byte at: the bits of the last three words. */
static uint32_t bits_before(const MarkupWords *words, const char *text, uint32_t from, uint32_t at)
{
    uint32_t count = 0, bits = 0;
    for (uint32_t end = at; count < 3 && end > from; count++) {
        while (end > from && !is_name(text[end - 1])) end--;
        uint32_t start = end;
        while (start > from && is_name(text[start - 1])) start--;
        bits |= page_word_bits(words, text + start, end - start);
        end = start;
    }
    return bits;
}

/* Do a word's neighbours say that it belongs to a day behind it?  "Updated: May 8" */
static bool leads_on(const char *text, uint32_t at, uint32_t end)
{
    enum { REACH = 12 };
    for (uint32_t i = at; i < end && i < at + REACH; i++)
        if (is_digit(text[i]) || text[i] == ':') return true;
    return false;
}

/* "29 January 2020 um 13:22 Uhr geändert.": the bits of the three words behind a day. */
static uint32_t bits_behind(const MarkupWords *words, const char *text, uint32_t at, uint32_t end)
{
    uint32_t count = 0, bits = 0;
    for (uint32_t start = at; count < 3 && start < end; count++) {
        while (start < end && !is_name(text[start])) start++;
        uint32_t stop = start;
        while (stop < end && is_name(text[stop])) stop++;
        if (!leads_on(text, stop, end)) bits |= page_word_bits(words, text + start, stop - start);
        start = stop;
    }
    return bits;
}

static bool is_of(DayKind kind, uint32_t bits)
{
    if (kind == DAY_ISSUED && !(bits & IS_ISSUED)) return false;
    return !(bits & IS_CHANGED) == (kind != DAY_CHANGED);
}

/* A stamp's day, its year that of its calendar; where it ends, 0 where there is none. */
static uint32_t stamp_day(const ArrianDocument *d, uint32_t i, uint32_t end, int *ret_day)
{
    int year, month, of_month;
    uint32_t stop;
    bool weekday;
    if (!stamp_read(d, i, end, ret_day, &stop, &weekday)) return 0;
    if (*ret_day == NO_DAY) return stop;
    date_civil(*ret_day, &year, &month, &of_month);
    *ret_day = calendar_day(year, month, of_month);
    return stop;
}

static uint32_t day_at(const MarkupWords *words, const ArrianDocument *d, uint32_t i, uint32_t end, int *ret_day)
{
    const char *text = d->text.at;
    bool digit = is_digit(text[i]);
    uint32_t stop = words_day(words, text, i, end, ret_day);
    if (!stop && digit) stop = stamp_day(d, i, end, ret_day);
    if (!stop) stop = short_day(text, i, end, ret_day);
    if (!stop && digit) stop = barred_day(text, i, end, ret_day);
    if (!stop && number_at(text, i, end).digits) stop = han_day(text, i, end, ret_day);
    if (!stop && (stop = iso_day((ArrianSlice){text + i, end - i}, ret_day))) stop = *ret_day == NO_DAY ? 0 : stop + i;
    return stop;
}

bool day_written(const MarkupWords *words, const ArrianDocument *d, ArrianSpan within, DayKind kind, int *ret_day,
                 ArrianSpan *ret_at)
{
    const char *text = d->text.at;
    uint32_t from = within.start, stop;
    for (uint32_t i = within.start; i < within.end; i++) {
        bool edge = i == within.start || (!is_digit(text[i - 1]) && (is_digit(text[i]) || !is_name(text[i - 1])));
        if (!edge || !(is_digit(text[i]) || is_name(text[i]))) continue;
        if (!(stop = day_at(words, d, i, within.end, ret_day))) continue;
        *ret_at = (ArrianSpan){i, stop};
        uint32_t bits = bits_before(words, text, from, i);
        if (!(bits & (IS_CHANGED | IS_ISSUED))) bits |= bits_behind(words, text, stop, within.end);
        if (is_of(kind, bits)) return *ret_day > date_day(1994, 12, 31);
        i = stop - 1;
        from = stop;
    }
    return false;
}

/* ---- a day in a value of markup ---- */

/* Does "pm" or "a.m." stand in the rest of a value? */
static bool has_half(ArrianSlice v, uint32_t i)
{
    for (; i + 1 < v.length; i++) {
        char half = html_low(v.at[i]), next = html_low(v.at[i + 1]);
        if ((half == 'a' || half == 'p') && (next == 'm' || next == '.')) return true;
    }
    return false;
}

/* "T10:00" or " 10:00" at byte i, of a day of 24 hours. */
static ArrianSlice minute_at(ArrianSlice v, uint32_t i)
{
    bool there = v.length >= i + 6 && (v.at[i] == 'T' || v.at[i] == ' ') && number(v.at + i + 1, 2) >= 0 &&
                 v.at[i + 3] == ':' && number(v.at + i + 4, 2) >= 0 && !has_half(v, i + 6);
    return there ? (ArrianSlice){v.at + i + 1, 5} : (ArrianSlice){0};
}

static int value_day(const MarkupWords *words, ArrianSlice v, ArrianSlice *ret_minute)
{
    int day = NO_DAY;
    uint32_t end = v.length ? iso_day(v, &day) : 0;
    *ret_minute = (ArrianSlice){0};
    if (end) return *ret_minute = minute_at(v, end), day;
    if (v.length >= 8 && number(v.at, 8) > 0 && (v.length == 8 || !is_digit(v.at[8]))) {
        *ret_minute = minute_at(v, 8);
        return date_day(number(v.at, 4), number(v.at + 4, 2), number(v.at + 6, 2));
    }
    ArrianDocument line = {.text = {.at = (char *)v.at, .length = v.length}};
    if ((end = stamp_day(&line, 0, v.length, &day))) return *ret_minute = minute_at(v, end), day;
    ArrianSpan at;
    return day_written(words, &line, (ArrianSpan){0, v.length}, DAY_PLAIN, &day, &at) ? day : NO_DAY;
}

int day_value(const MarkupWords *words, ArrianSlice value, ArrianSlice *ret_minute)
{
    int day = value_day(words, value, ret_minute);
    return day < date_day(1600, 1, 1) ? NO_DAY : day; /* 1441-11-10: the moon's year, whose days go by its sighting */
}

int day_changed(const MarkupWords *words, ArrianSlice value)
{
    ArrianDocument line = {.text = {.at = (char *)value.at, .length = value.length}};
    ArrianSpan at;
    int day;
    return day_written(words, &line, (ArrianSpan){0, value.length}, DAY_CHANGED, &day, &at) ? day : NO_DAY;
}

int day_swapped(int day)
{
    int year, month, of_month;
    if (day == NO_DAY) return NO_DAY;
    date_civil(day, &year, &month, &of_month);
    return date_day(year, of_month, month);
}

/* ---- a day in an address ---- */

/* "2017/1/12", "2017-01-12", "20170112" at byte i; where it ends, 0 where there is none. */
static uint32_t path_day(ArrianSlice url, uint32_t i, int *ret_day)
{
    Number year = number_at(url.at, i, url.length), month, day;
    if (year.digits != 4 || year.value < 1995 || year.value > 2100 || year.end >= url.length) return 0;
    bool gap = url.at[i + 4] == '/' || url.at[i + 4] == '-';
    if (!gap && i + 8 <= url.length && number(url.at + i, 8) > 0) {
        *ret_day = date_day(year.value, number(url.at + i + 4, 2), number(url.at + i + 6, 2));
        return i + 8;
    }
    month = number_at(url.at, i + 5, url.length);
    if (!gap || !month.digits || month.digits > 2 || month.end >= url.length) return 0;
    if (url.at[month.end] != url.at[i + 4]) return 0;
    day = number_at(url.at, month.end + 1, url.length);
    if (!day.digits) return 0;
    *ret_day = date_day(year.value, month.value, day.value);
    return day.end;
}

/* "29-10-2021" at byte i, where no month can be mistaken for a day; where it ends, 0 where there is none. */
static uint32_t path_day_last(ArrianSlice url, uint32_t i, int *ret_day)
{
    Number first = number_at(url.at, i, url.length), second, year;
    if (first.digits != 2 || first.end >= url.length || url.at[first.end] != '-') return 0;
    second = number_at(url.at, first.end + 1, url.length);
    if (second.digits != 2 || second.end >= url.length || url.at[second.end] != '-') return 0;
    year = number_at(url.at, second.end + 1, url.length);
    if (year.digits != 4 || year.value < 1995 || year.value > 2100 ||
        (first.value <= 12 && second.value != first.value))
        return 0;
    *ret_day = date_day(year.value, second.value, first.value);
    return year.end;
}

/* Where the address of the page itself begins: behind an archive's, which bears the moment of its visit. */
static uint32_t own_address(ArrianSlice url)
{
    for (uint32_t i = url.length; i-- > 3;)
        if (!memcmp(url.at + i - 2, "://", 3)) return i + 1;
    return 1;
}

/* "A2026012914320005196": the day of a number at byte i that a clock made, to the minute at least. */
static int clock_day(ArrianSlice url, uint32_t i)
{
    if (i + 12 > url.length || number(url.at + i, 8) < 19950000 || number(url.at + i, 8) > 21000000) return NO_DAY;
    int hour = number(url.at + i + 8, 2), minute = number(url.at + i + 10, 2);
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59) return NO_DAY;
    return date_day(number(url.at + i, 4), number(url.at + i + 4, 2), number(url.at + i + 6, 2));
}

int address_day(ArrianSlice url, bool whole)
{
    uint32_t own = own_address(url);
    for (uint32_t i = 1; i < url.length; i++) {
        int day = NO_DAY;
        if (!is_digit(url.at[i]) || is_digit(url.at[i - 1])) continue;
        if (whole && i >= own && (day = clock_day(url, i)) != NO_DAY) return day;
        if (html_is_letter(url.at[i - 1])) continue;
        uint32_t end = path_day(url, i, &day);
        if (!end && url.at[i - 1] == '/') end = path_day_last(url, i, &day);
        bool edge = end == url.length || (!is_digit(url.at[end]) && !html_is_letter(url.at[end]));
        bool compact = end == i + 8 && is_digit(url.at[i + 4]);
        if (end && edge && day != NO_DAY && (whole || !compact)) return day;
    }
    return NO_DAY;
}
