/* Cleans an article from plain C99, shows the log, and carries an annotation over. */
#include <mtmend/mtmend.h>
#include <stdio.h>
#include <string.h>

static int complain(mtmend_status status, const char* error) {
    fprintf(stderr, "mtmend: status %d: %s\n", (int)status, error);
    return 2;
}

int main(void) {
    const char* article = "The allies met in kyiv before the summit.On Thursday they left.";
    const mtmend_option options[] = {{"apply", "safe"}, {"offsets", "codepoint"}};
    const mtmend_option id = {"id", "article-1"};
    char error[256];
    mtmend_pipeline* pipeline;
    mtmend_result* result;
    mtmend_span day;
    size_t size;

    mtmend_status status = mtmend_open(options, 2, &pipeline, error, sizeof error);
    if (status != MTMEND_OK) return complain(status, error);
    status = mtmend_clean(pipeline, article, strlen(article), &id, 1, &result, error, sizeof error);
    if (status != MTMEND_OK) {
        mtmend_close(pipeline);
        return complain(status, error);
    }
    puts(mtmend_text(result, &size));
    puts(mtmend_log(result, NULL));
    day.begin = (size_t)(strstr(article, "Thursday") - article);
    day.end = day.begin + strlen("Thursday");
    day = mtmend_span_to_clean(result, day);
    printf("Thursday: [%lu, %lu) of %lu bytes\n", (unsigned long)day.begin, (unsigned long)day.end,
           (unsigned long)size);
    mtmend_free(result);

    /* What cannot be cleaned is told, not thrown. */
    status = mtmend_clean(pipeline, "caf\xe9", 4, NULL, 0, &result, error, sizeof error);
    printf("status %d: %s\n", (int)status, error);
    mtmend_close(pipeline);
    return 0;
}
