/* embed.c: files into the program.   embed OUT.c data/states.tsv data/time.rule ... -> a table of names and bytes
 * (`embedded_files`) embed --table page OUT.c web/dist/page.css ... names the table `page_files`, so that a program can
 * hold several. */
#include <stdio.h>
#include <string.h>

static void write_table(FILE *out, const char *table, int count, char **files)
{
    for (int i = 0; i < count; i++)
        fprintf(out,
                "__asm__(\".section .rodata\\n.balign 16\\n.global %s_file_%d\\n%s_file_%d:\\n.incbin \\\"%s\\\"\\n\"\n"
                "        \".global %s_file_%d_end\\n%s_file_%d_end:\\n.byte 0\\n.text\\n\");\n"
                "extern const char %s_file_%d[], %s_file_%d_end[];\n",
                table, i, table, i, files[i], table, i, table, i, table, i, table, i);
    fprintf(out,
            "typedef struct EmbeddedFile { const char *name, *bytes, *end; } EmbeddedFile;\nconst EmbeddedFile "
            "%s_files[] = {\n",
            table);
    for (int i = 0; i < count; i++) {
        const char *slash = strrchr(files[i], '/');
        fprintf(out, "    {\"%s\", %s_file_%d, %s_file_%d_end},\n", slash ? slash + 1 : files[i], table, i, table, i);
    }
    fprintf(out, "    {0, 0, 0}};\n");
}

int main(int count, char **words)
{
    const char *table = "embedded";
    if (count > 2 && !strcmp(words[1], "--table")) {
        table = words[2];
        words += 2;
        count -= 2;
    }
    FILE *out = count < 2 ? NULL : fopen(words[1], "w");
    if (!out) return fprintf(stderr, "embed: usage: embed [--table NAME] OUT.c FILE...\n"), 2;
    write_table(out, table, count - 2, words + 2);
    return fclose(out) ? 2 : 0;
}
