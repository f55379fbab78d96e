#ifndef MTMEND_H
#define MTMEND_H
/**
 * mtmend from C, and from everything that calls C: mends English that a machine translated and a scraper collected.
 *
 *     #include <mtmend/mtmend.h>
 *
 *     char error[256];
 *     mtmend_pipeline* pipeline;
 *     mtmend_result* result;
 *     if (mtmend_open(NULL, 0, &pipeline, error, sizeof error) != MTMEND_OK) return complain(error);
 *     if (mtmend_clean(pipeline, text, size, NULL, 0, &result, error, sizeof error) == MTMEND_OK) {
 *         use(mtmend_text(result, &size));
 *         mtmend_free(result);
 *     }
 *     mtmend_close(pipeline);
 *
 * Texts are UTF-8 with a length and may contain NUL; those that come out have a NUL behind their end too.
 *
 * Threads: one pipeline serves all of them at once, results too; each must be closed or freed when no thread uses it any
 * more. There is no global state.
 *
 * Errors: nothing is thrown or printed. A call that can fail returns a status, and where that is not MTMEND_OK it sets what
 * it would have made to NULL and writes one line to `error`: what is wrong and what to do. The line is cut to `error_size`
 * bytes, at a character, with its NUL; `error` may be NULL where `error_size` is 0.
 */
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define MTMEND_C_INTERFACE __attribute__((visibility("default")))
#else
#define MTMEND_C_INTERFACE
#endif

typedef struct mtmend_pipeline mtmend_pipeline;
typedef struct mtmend_result mtmend_result;

typedef enum mtmend_status {
    MTMEND_OK = 0,
    MTMEND_BAD_ARGUMENT = 1,   /**< a pointer that must not be NULL is NULL */
    MTMEND_UNKNOWN_OPTION = 2, /**< no option of this call has this name */
    MTMEND_BAD_VALUE = 3,      /**< an option does not take this value: an unknown stage, say */
    MTMEND_UNUSABLE = 4,       /**< dictionaries or decisions are missing, damaged or wrong */
    MTMEND_NOT_UTF8 = 5,       /**< the article is not UTF-8; the line names the first bad byte */
    MTMEND_TOO_LONG = 6,       /**< the article has 4 GB or more */
    MTMEND_NO_MEMORY = 7,      /**< memory ran out */
    MTMEND_FAILED = 8          /**< anything else: a defect of mtmend; please report it */
} mtmend_status;

/** An option as on the command line of `mtmend clean`, without the dashes: {"apply", "likely"}. */
typedef struct mtmend_option {
    const char* name;
    const char* value;
} mtmend_option;

/** A half-open range [begin, end) of a text. */
typedef struct mtmend_span {
    size_t begin;
    size_t end;
} mtmend_span;

/** "0.1.0", of the library that is linked; static storage. */
MTMEND_C_INTERFACE const char* mtmend_version(void);

/**
 * Reads the dictionaries and makes a pipeline; takes some 50 ms. Options:
 *   profile, stages, skip, dictionaries (may be given several times), apply, source-language, offsets, decisions (a file):
 *                   as for `mtmend clean`; no configuration file is read
 *   data            the folder of the built-in data; by default beside the library
 * Can fail with any status but NOT_UTF8 and TOO_LONG.
 */
MTMEND_C_INTERFACE mtmend_status mtmend_open(const mtmend_option* options, size_t count, mtmend_pipeline** pipeline,
                                             char* error, size_t error_size);

/** Frees a pipeline; results that it made live on. NULL is allowed. */
MTMEND_C_INTERFACE void mtmend_close(mtmend_pipeline* pipeline);

/**
 * Cleans one article. Options of this call, before those of the pipeline:
 *   apply, source-language, offsets    as in mtmend_open
 *   id                                 the article's id in the log, which decisions go by; empty by default
 * `text` is copied; it may be NULL where `size` is 0. Can fail with any status but UNUSABLE.
 */
MTMEND_C_INTERFACE mtmend_status mtmend_clean(const mtmend_pipeline* pipeline, const char* text, size_t size,
                                              const mtmend_option* options, size_t count, mtmend_result** result,
                                              char* error, size_t error_size);

/** Frees a result, with all texts it gave. NULL is allowed. */
MTMEND_C_INTERFACE void mtmend_free(mtmend_result* result);

/** The clean text and its size in bytes (`size` may be NULL); lives as long as the result. */
MTMEND_C_INTERFACE const char* mtmend_text(const mtmend_result* result, size_t* size);

/**
 * What was done, as one line of the diff log without its line feed: JSON after share/mtmend/log.schema.json. Made at the
 * first call, once for all threads; NULL where there is no memory for it.
 */
MTMEND_C_INTERFACE const char* mtmend_log(const mtmend_result* result, size_t* size);

/**
 * Carry annotations from the source to the clean text and back, in the unit of the option `offsets` (utf8, which is bytes,
 * by default; codepoint; utf16). An offset goes where the character behind it went; a span becomes the smallest one that
 * covers what it covered. Offsets past the end are taken for the end, and a span that ends before it begins for empty.
 * O(log edits).
 */
MTMEND_C_INTERFACE size_t mtmend_to_clean(const mtmend_result* result, size_t source_offset);
MTMEND_C_INTERFACE size_t mtmend_to_source(const mtmend_result* result, size_t clean_offset);
MTMEND_C_INTERFACE mtmend_span mtmend_span_to_clean(const mtmend_result* result, mtmend_span source);
MTMEND_C_INTERFACE mtmend_span mtmend_span_to_source(const mtmend_result* result, mtmend_span clean);

#ifdef __cplusplus
}
#endif
#endif
