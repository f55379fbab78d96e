#include "pipeline/cli/outputs.hpp"

#include <fmt/format.h>
#include <sys/stat.h>

#include <optional>

namespace mtmend::cli {

namespace fs = std::filesystem;

namespace {

bool lies_in(const fs::path& path, const fs::path& folder) {
    std::error_code error;
    const fs::path relative =
        fs::weakly_canonical(path, error).lexically_relative(fs::weakly_canonical(folder, error));
    return !error && !relative.empty() && *relative.begin() != "..";
}

/// What tells a regular file from all others, whatever its path.
std::optional<Outputs::FileIdentity> identity_of(const fs::path& path) {
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0 || !S_ISREG(status.st_mode)) return std::nullopt;
    return std::pair(status.st_dev, status.st_ino);
}

/// Two outputs may share a device, but no file.
bool is_same_place(const fs::path& a, const fs::path& b) {
    std::error_code error;
    if (a.empty() || b.empty()) return false;
    const bool may_be_shared = fs::exists(a, error) && !fs::is_regular_file(a, error);
    return !may_be_shared &&
           fs::weakly_canonical(fs::absolute(a), error) == fs::weakly_canonical(fs::absolute(b), error);
}

}  // namespace

Outputs::Outputs(const Settings& settings, const Articles& articles, Destination destination)
    : articles_(articles), folder_or_file_(settings.text("output")), destination_(destination) {
    for (const Input& input : articles.inputs())
        if (const auto file = identity_of(input.path)) inputs_.insert(*file);
    for (const char* option : {"decisions", "config"})
        if (settings.has(option)) keep(settings.text(option));
    if (folder_or_file_.empty()) folder_or_file_ = standard_stream;
    if (destination == Destination::as_asked && articles.are_many()) check_folder();
}

void Outputs::keep(const fs::path& path) {
    if (const auto file = identity_of(path)) inputs_.insert(*file);
}

void Outputs::check_folder() const {
    if (folder_or_file_ == standard_stream)
        throw UsageError(
            "the input is a folder or several files, which do not go to stdout; name a folder with --output");
    if (identity_of(folder_or_file_))
        throw UsageError(
            fmt::format("--output {} is a file, but the input is a folder or several files; name a folder",
                        folder_or_file_));
    for (const std::string& path : articles_.paths())
        if (fs::is_directory(path) && lies_in(folder_or_file_, path))
            throw UsageError(
                fmt::format("--output {} lies inside the input folder {}; choose a folder outside of it",
                            folder_or_file_, path));
}

AtomicFile& Outputs::open_beside(const fs::path& path) {
    return files_.emplace_back(place_beside(path), run_);
}

fs::path Outputs::place_beside(const fs::path& path) {
    refuse_input(path);
    refuse_shared(path);
    beside_.push_back(path);
    return path;
}

AtomicFile* Outputs::open_summary(const Settings& settings) {
    if (!settings.has("summary") || settings.text("summary") == standard_stream) return nullptr;
    return &open_beside(settings.text("summary"));
}

AtomicFile& Outputs::open(const Input& input) {
    return files_.emplace_back(place(input), run_);
}

fs::path Outputs::place(const Input& input) const {
    fs::path place = place_of(input);
    if (destination_ != Destination::in_place) refuse_input(place);
    refuse_shared(place);
    return place;
}

fs::path Outputs::place(const std::string& id) const {
    return articles_.are_many() ? place_inside(folder_or_file_, id) : fs::path(folder_or_file_);
}

fs::path Outputs::place_of(const Input& input) const {
    if (destination_ == Destination::in_place) return input.path;
    return destination_ == Destination::all_stdout ? fs::path(standard_stream) : place(input.id);
}

void Outputs::refuse_input(const fs::path& path) const {
    const auto file = identity_of(path);
    if (file && inputs_.contains(*file))
        throw UsageError(fmt::format(
            "{}: is an input and would be overwritten; use --in-place with --log to keep the way back, or name another file",
            path.string()));
}

void Outputs::refuse_shared(const fs::path& path) const {
    for (const fs::path& other : beside_)
        if (is_same_place(path, other))
            throw UsageError(fmt::format(
                "{}: is to be two of output, log, summary and manifest; give them different places",
                path.string()));
}

void Outputs::commit() {
    mtmend::commit(files_);
}

}  // namespace mtmend::cli
