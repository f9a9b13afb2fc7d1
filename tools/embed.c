/* embed.c: files of data/ into the program.   embed OUT.c data/states.tsv data/time.rule ... -> a table of names and bytes (`embedded_files`) */
#include <stdio.h>
#include <string.h>

int main(int count, char **files)
{
    FILE *out = count < 2 ? NULL : fopen(files[1], "w");
    if (!out) return fprintf(stderr, "embed: usage: embed OUT.c FILE...\n"), 2;
    for (int i = 2; i < count; i++)
        fprintf(out,
                "__asm__(\".section .rodata\\n.balign 16\\n.global arrian_file_%d\\narrian_file_%d:\\n.incbin \\\"%s\\\"\\n\"\n"
                "        \".global arrian_file_%d_end\\narrian_file_%d_end:\\n.byte 0\\n.text\\n\");\n"
                "extern const char arrian_file_%d[], arrian_file_%d_end[];\n",
                i, i, files[i], i, i, i, i);
    fprintf(out, "typedef struct EmbeddedFile { const char *name, *bytes, *end; } EmbeddedFile;\nconst EmbeddedFile embedded_files[] = {\n");
    for (int i = 2; i < count; i++) {
        const char *slash = strrchr(files[i], '/');
        fprintf(out, "    {\"%s\", arrian_file_%d, arrian_file_%d_end},\n", slash ? slash + 1 : files[i], i, i);
    }
    fprintf(out, "    {0, 0, 0}};\n");
    return fclose(out) ? 2 : 0;
}
