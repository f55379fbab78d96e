#pragma once
/// mtmend: mends English that a machine translated and a scraper collected. The one header a program
/// includes:
///
///     #include <mtmend/mtmend.hpp>
///     const mtmend::Pipeline pipeline = mtmend::open_pipeline();
///     const mtmend::Report report = pipeline.clean(article);   // report.clean, report.edits, report.held
///
/// What may be relied on: everything in the installed headers but what is private or says that it is no part
/// of the interface. Versions follow SemVer: from 1.0.0 on only a new major version takes something away or
/// changes a layout, and the library is then called libmtmend.so.<major>. Until then a new minor version may,
/// and programs are built again. Messages, log lines beyond their schema, rules and what they mend may
/// change with any version.
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/interface.hpp"
#include "pipeline/outcome.hpp"
#include "pipeline/pipeline.hpp"
#include "pipeline/text/utf8.hpp"

namespace mtmend {

/// What a pipeline is made from.
struct Options {
    std::string profile = "news";                     ///< a file of dictionaries/profiles
    Policy policy;                                    ///< what is applied and what is held
    std::vector<std::filesystem::path> dictionaries;  ///< folders of the user's own, after the built-in one
    std::vector<std::string> stages;                  ///< only these stages, in the chain's order; empty: all
    /// The folder of the built-in data; empty: beside the library or program, or where that was installed to.
    /// A program that links an installed static library is told by the package file.
#ifdef MTMEND_INSTALLED_DATA
    std::filesystem::path data = MTMEND_INSTALLED_DATA;
#else
    std::filesystem::path data;
#endif
    std::vector<std::string> skip;  ///< not these stages
};

/// Reads the dictionaries and puts the chain together. Takes some 50 ms; make one pipeline and share it.
/// Throws DictionaryError, a std::runtime_error (file:line:column), for a dictionary that cannot be used,
/// std::invalid_argument for an unknown stage or profile (with a did-you-mean), std::runtime_error where the
/// built-in dictionaries are missing.
MTMEND_INTERFACE Pipeline open_pipeline(const Options& options = {});

/// The same with errors as values: throws nothing.
MTMEND_INTERFACE Outcome<Pipeline> try_open_pipeline(const Options& options = {}) noexcept;

/// What people decided about edits (the files that `mtmend review` writes). Immutable, for all threads.
class Decisions;

/// Reads decisions, JSON Lines, from a file or from memory. Throws a std::runtime_error with the line.
MTMEND_INTERFACE std::shared_ptr<const Decisions> read_decisions(const std::filesystem::path& file);
MTMEND_INTERFACE std::shared_ptr<const Decisions> parse_decisions(std::string_view json_lines);

/// The report on `article` as it is after the decisions on it: rejected edits are held, accepted ones are
/// applied. `id` is the article's id in the log that was reviewed. O(article + n log n).
MTMEND_INTERFACE Report decide(const Report& report, std::string_view article, const Decisions& decisions,
                               const std::string& id);

/// What a log line says beside the edits.
struct LogLine {
    std::string id;     ///< the article's
    std::string field;  ///< the record's field, where it has several articles
    OffsetUnit offsets = OffsetUnit::utf8;
    std::optional<Confidence> apply;  ///< where the call had another policy than the pipeline
};

/// The line of the diff log for an article that was cleaned, with its line feed (`mtmend clean --log`; the
/// schema is share/mtmend/log.schema.json). Of stages of your own it says what they are called, and nothing
/// in `made_by`. O(article + n log n).
MTMEND_INTERFACE std::string to_log_line(const Pipeline& pipeline, std::string_view article,
                                         const Report& report, const LogLine& line = {});

/// "0.1.0", after semantic versioning.
MTMEND_INTERFACE std::string_view version();

}  // namespace mtmend
