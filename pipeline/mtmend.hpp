#pragma once
/// mtmend: mends English that a machine translated and a scraper collected. The one header a program
/// includes:
///
///     #include <mtmend/mtmend.hpp>
///     const mtmend::Pipeline pipeline = mtmend::open_pipeline();
///     const mtmend::Report report = pipeline.clean(article);   // report.clean, report.edits, report.held
#include <filesystem>
#include <string>
#include <vector>

#include "pipeline/pipeline.hpp"

namespace mtmend {

/// What a pipeline is made from.
struct Options {
    std::string profile = "news";                     ///< a file of dictionaries/profiles
    Policy policy;                                    ///< what is applied and what is held
    std::vector<std::filesystem::path> dictionaries;  ///< folders of the user's own, after the built-in one
    std::vector<std::string> stages;                  ///< only these stages, in the chain's order; empty: all
    /// The folder of the built-in data; empty: beside the program or library, or where that was installed to.
    /// A program that links an installed static library is told by the package file.
#ifdef MTMEND_INSTALLED_DATA
    std::filesystem::path data = MTMEND_INSTALLED_DATA;
#else
    std::filesystem::path data;
#endif
    std::vector<std::string> skip;  ///< not these stages
};

/// Reads the dictionaries and puts the chain together. Takes some 10 ms; make one pipeline and share it.
/// Throws DictionaryError (file:line:column) for a dictionary that cannot be used, std::invalid_argument for
/// an unknown stage or profile (with a did-you-mean), std::runtime_error where the built-in dictionaries are
/// missing.
Pipeline open_pipeline(const Options& options = {});

/// "0.1.0", after semantic versioning.
std::string_view version();

}  // namespace mtmend
