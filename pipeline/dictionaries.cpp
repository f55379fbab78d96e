#include "pipeline/dictionaries.hpp"

#include <dlfcn.h>
#include <fmt/format.h>
#include <link.h>

#include <algorithm>
#include <fstream>
#include <stdexcept>

#include "pipeline/edit/fingerprint.hpp"
#include "pipeline/image/archive.hpp"
#include "pipeline/rules/gate.hpp"
#include "pipeline/rules/toml_loader.hpp"
#include "pipeline/split.hpp"
#include "pipeline/text/utf8.hpp"

namespace mtmend {
namespace {

namespace fs = std::filesystem;

std::string read_file(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::error_code error;
    const auto size = fs::file_size(file, error);
    std::string text(error ? 0 : size, '\0');
    if (error || !in.read(text.data(), static_cast<std::streamsize>(text.size())))
        throw std::runtime_error(file.string() + ": cannot be read; check its name and permissions");
    return text;
}

/// Calls `use(line, number)` for every line that is neither blank nor a comment.
template <class Use>
void for_each_row(std::string_view text, Use use) {
    for_each_line(text, [&](std::string_view line, std::size_t number) {
        if (line.ends_with('\r')) line.remove_suffix(1);
        if (!line.empty() && line[0] != '#') use(line, number);
    });
}

/// True where the last line is the hash of all before it.
bool is_whole(const std::string& text) {
    const std::size_t at = text.size() < 2 ? std::string::npos : text.rfind('\n', text.size() - 2);
    return at != std::string::npos && sealed_table(text.substr(0, at + 1)) == text;
}

bool is_dictionary_file(const fs::path& file) {
    const fs::path extension = file.extension();
    return extension == ".toml" || extension == ".tsv" || extension == ".txt";
}

}  // namespace

std::vector<std::uint64_t> word_hashes(const std::string& phrase) {
    static const Lexicon nothing;
    const Document document(phrase, nothing);
    std::vector<std::uint64_t> hashes;
    for (const Word& word : document.words()) hashes.push_back(word.hash);
    return hashes;
}

std::string sealed_table(const std::string& text) {
    return fmt::format("{}# {}\n", text, content_hash(text));
}

Dictionaries::Dictionaries(const std::vector<fs::path>& folders, const std::string& profile, Source source)
    : folders_(folders) {
    std::string manifest;
    add_folder(folders_.front(), manifest);
    add_compiled(manifest);
    built_in_hash_ = content_hash(manifest);
    if (source == Source::image_where_fresh)
        image_ = Image::open(folders_.front().parent_path() / "dictionaries.image", built_in_hash_);
    for (std::size_t i = 1; i < folders_.size(); ++i) add_folder(folders_[i], manifest);
    // What the image was made from was checked then.
    if (!image_ || folders_.size() > 1) check_files();
    hash_ = content_hash(manifest);
    if (!profile.empty()) choose_profile(profile);
    read_lexicon();
    read_rules();
}

void Dictionaries::choose_profile(const std::string& name) {
    const auto it = files_.find("profiles/" + name + ".toml");
    if (it != files_.end()) {
        profile_ = read_profile(name, it->second, table("names/variants.tsv"));
        return;
    }
    std::vector<std::string> known;
    for (const std::string& path : files_under("profiles/")) known.push_back(fs::path(path).stem().string());
    const std::string_view near = nearest(name, {known.begin(), known.end()});
    throw std::invalid_argument(
        near.empty() ? fmt::format("unknown profile '{}'; profiles are {}", name, fmt::join(known, ", "))
                     : fmt::format("unknown profile '{}'; did you mean '{}'? Profiles are {}", name, near,
                                   fmt::join(known, ", ")));
}

void Dictionaries::add_folder(const fs::path& folder, std::string& manifest) {
    if (fs::is_regular_file(folder) && folder.extension() == ".toml") {
        return add_file(folder, "rules/" + folder.filename().string(), manifest);
    }
    if (!fs::is_directory(folder)) {
        throw std::runtime_error(folder.string() + ": no such folder of dictionaries");
    }
    std::vector<fs::path> found;
    for (const auto& item :
         fs::recursive_directory_iterator(folder, fs::directory_options::follow_directory_symlink)) {
        if (item.is_regular_file() && is_dictionary_file(item.path())) found.push_back(item.path());
    }
    if (found.empty()) {
        throw std::runtime_error(folder.string() +
                                 ": holds no .toml, .tsv or .txt file; rules belong into rules/STAGE/");
    }
    std::sort(found.begin(), found.end());
    for (const fs::path& file : found) {
        const fs::path relative = file.lexically_relative(folder);
        const bool bare_rules = relative == file.filename() && file.extension() == ".toml";
        if (folder != folders_.front() && !bare_rules) check_place(file, relative);
        add_file(file, (bare_rules ? "rules" / relative : relative).generic_string(), manifest);
    }
}

void Dictionaries::add_compiled(std::string& manifest) {
    const fs::path folder = folders_.front().parent_path() / "compiled";
    if (!fs::is_directory(folder)) return;
    std::vector<fs::path> found;
    for (const auto& item : fs::recursive_directory_iterator(folder)) {
        if (item.is_regular_file() && item.path().extension() == ".tsv") found.push_back(item.path());
    }
    std::sort(found.begin(), found.end());
    for (const fs::path& file : found) {
        add_file(file, ("compiled" / file.lexically_relative(folder)).generic_string(), manifest);
    }
}

void Dictionaries::check_place(const fs::path& file, const fs::path& relative) const {
    std::vector<std::string> names;
    for (const auto& item : fs::directory_iterator(folders_.front())) {
        if (item.is_directory()) names.push_back(item.path().filename().string());
    }
    const std::string first = relative.begin()->string();
    if (relative.has_parent_path() && std::find(names.begin(), names.end(), first) != names.end())
        return check_list(file, relative);
    std::sort(names.begin(), names.end());
    const std::string_view near = nearest(first, {names.begin(), names.end()});
    throw std::runtime_error(
        near.empty()
            ? fmt::format("{}: would not be read; the folders are {}", file.string(), fmt::join(names, ", "))
            : fmt::format("{}: would not be read; did you mean '{}'?", file.string(), near));
}

/// A list is read by its name; rules, terms, what is protected and profiles are read whatever they are
/// called.
void Dictionaries::check_list(const fs::path& file, const fs::path& relative) const {
    const std::string folder = relative.begin()->string();
    for (const std::string_view free : {"rules", "terms", "protect", "profiles"}) {
        if (folder == free) return;
    }
    if (files_.contains(relative.generic_string())) return;
    const std::vector<std::string> lists = files_under(folder + '/');
    const std::string_view near = nearest(relative.generic_string(), {lists.begin(), lists.end()});
    throw std::runtime_error(
        near.empty()
            ? fmt::format(
                  "{}: would not be read; a list has the name of the built-in one that it adds to: {}",
                  file.string(), fmt::join(lists, ", "))
            : fmt::format("{}: would not be read; did you mean '{}'?", file.string(), near));
}

void Dictionaries::add_file(const fs::path& file, const std::string& relative, std::string& manifest) {
    std::string text = read_file(file);
    manifest += fmt::format("{}\n{}\n", relative, content_hash(text));
    files_[relative].emplace_back(file.string(), std::move(text));
}

void Dictionaries::check_files() const {
    for (const auto& [relative, versions] : files_) {
        for (const auto& [file, text] : versions) {
            if (relative.starts_with("compiled/") && !is_whole(text))
                throw std::runtime_error(file + ": the table is damaged; build or install mtmend again");
            if (const auto bad = utf8::first_invalid(text))
                throw std::runtime_error(
                    fmt::format("{}: byte {} is not UTF-8; save the file as UTF-8", file, *bad));
        }
    }
}

std::optional<std::string_view> Dictionaries::image_section(std::string_view name) const {
    if (!image_) return std::nullopt;
    for (const std::string& path : files_under(std::string(name) + '/')) {
        if (files_.at(path).size() > 1 || !is_built_in({files_.at(path).front().first, 0, 0}))
            return std::nullopt;
    }
    return image_->section(name);
}

bool Dictionaries::is_built_in(const Place& place) const {
    return place.file.starts_with(folders_.front().string() + '/');
}

void Dictionaries::leave_folder_out(Place& place) const {
    const std::string folder = folders_.front().string() + '/';
    if (place.file.starts_with(folder)) place.file.erase(0, folder.size());
}

void Dictionaries::put_folder_in(Place& place) const {
    place.file.insert(0, folders_.front().string() + '/');
}

bool Dictionaries::read_rules_of_image() {
    const auto bytes = image_ ? image_->section("rules") : std::nullopt;
    if (!bytes) return false;
    try {
        ArchiveReader(*bytes).all(rules_);
    } catch (const ArchiveError&) {
        rules_.clear();
        return false;
    }
    for (Rule& rule : rules_) put_folder_in(rule.place);
    return true;
}

void Dictionaries::read_rules() {
    const bool compiled = read_rules_of_image();
    // Built-in rules first, so that of two rules with one id the user's is the one complained about.
    for (const Patterns patterns : {Patterns::trusted, Patterns::checked}) {
        for (const auto& [relative, versions] : files_) {
            if (!relative.starts_with("rules/") || !relative.ends_with(".toml")) continue;
            const auto parts = split(relative, '/');
            const std::string stage(parts.size() == 3 ? parts[1] : std::string_view());
            for (const auto& [file, text] : versions) {
                const bool built_in = is_built_in({file, 0, 0});
                if (built_in != (patterns == Patterns::trusted) || (built_in && compiled)) continue;
                for (Rule& rule : load_rules(text, file, stage, patterns)) {
                    if (!rule.by_code()) rule.gate = with_own_texts(gate_of(rule.find), rule.gate);
                    rules_.push_back(std::move(rule));
                }
            }
        }
    }
    // Those of the image are sorted, and there may be no others.
    const auto by_id = [](const Rule& a, const Rule& b) { return a.id < b.id; };
    if (!std::is_sorted(rules_.begin(), rules_.end(), by_id))
        std::stable_sort(rules_.begin(), rules_.end(), by_id);
    const auto twice = std::adjacent_find(rules_.begin(), rules_.end(),
                                          [](const Rule& a, const Rule& b) { return a.id == b.id; });
    if (twice != rules_.end()) {
        const Rule& other = *std::next(twice);
        throw DictionaryError(
            other.place, fmt::format("rule '{}' is already defined at {}:{}; give it another id", other.id,
                                     twice->place.file, twice->place.line));
    }
}

void Dictionaries::read_lexicon() {
    const fs::path image = folders_.front().parent_path() / "words.bin";
    lexicon_.words = WordTable(image);
    for (const auto& row : table("words/abbreviations.tsv"))
        lexicon_.abbreviations.insert(folded_hash(row.cells[0]));
    for (const auto& row : table("words/languages.tsv", 2)) {
        if (lexicon_.languages.size() == 32)
            throw DictionaryError(row.place, "more than 32 languages; the table holds a bit for each");
        if (row.cells[0] == "en") lexicon_.expected_language = lexicon_.languages.size();
        for (const std::string_view word : split(row.cells[1], ' ')) {
            lexicon_.function_words[folded_hash(word)] |= 1u << lexicon_.languages.size();
        }
        lexicon_.languages.push_back(row.cells[0]);
    }
    for (const auto& [relative, versions] : files_) {
        if (!relative.starts_with("protect/")) continue;
        for (const auto& version : versions) {
            for_each_row(version.second, [&](std::string_view line, std::size_t) {
                auto hashes = word_hashes(std::string(line.substr(0, line.find('\t'))));
                if (!hashes.empty()) lexicon_.protected_phrases.emplace(hashes.front(), std::move(hashes));
            });
        }
    }
    lexicon_.mark_words();
}

std::vector<const Rule*> Dictionaries::rules_of(std::string_view stage) const {
    std::vector<const Rule*> result;
    for (const Rule& rule : rules_) {
        if (rule.stage() == stage) result.push_back(&rule);
    }
    return result;
}

const Rule* Dictionaries::find_rule(std::string_view id) const {
    const auto it = std::lower_bound(rules_.begin(), rules_.end(), id,
                                     [](const Rule& rule, std::string_view i) { return rule.id < i; });
    return it != rules_.end() && it->id == id ? &*it : nullptr;
}

const Rule& Dictionaries::rule(std::string_view id) const {
    if (const Rule* found = find_rule(id)) return *found;
    throw std::runtime_error(fmt::format(
        "{}: no file under rules/ describes '{}', which the code of its stage finds; add its card",
        folders_.front().string(), id));
}

std::vector<TableRow> Dictionaries::table(std::string_view relative_path, std::size_t columns) const {
    std::vector<TableRow> rows;
    const auto it = files_.find(std::string(relative_path));
    if (it == files_.end()) return rows;
    for (const auto& [file, text] : it->second) {
        for_each_row(text, [&, &name = file](std::string_view line, std::size_t number) {
            TableRow row{split<std::string>(line, '\t'), {name, number, 0}};
            if (columns != 0 && row.cells.size() != columns) {
                throw DictionaryError(
                    row.place, fmt::format("{} cells where {} are needed; cells are separated by one tab",
                                           row.cells.size(), columns));
            }
            rows.push_back(std::move(row));
        });
    }
    return rows;
}

std::vector<TableRow> Dictionaries::compiled_table(std::string_view relative_path,
                                                   std::size_t columns) const {
    const std::string path = fmt::format("compiled/{}", relative_path);
    if (!files_.contains(path)) {
        throw std::runtime_error((folders_.front().parent_path() / path).string() +
                                 ": the table cannot be opened; build or install mtmend again");
    }
    return table(path, columns);
}

std::vector<std::string> Dictionaries::files_under(std::string_view folder) const {
    std::vector<std::string> paths;
    for (auto it = files_.lower_bound(std::string(folder));
         it != files_.end() && it->first.starts_with(folder); ++it)
        paths.push_back(it->first);
    return paths;
}

WordSet Dictionaries::word_set(std::string_view relative_path) const {
    WordSet set;
    const auto it = files_.find(std::string(relative_path));
    if (it == files_.end()) return set;
    for (const auto& version : it->second) {
        for_each_row(version.second, [&](std::string_view line, std::size_t) {
            set.insert(folded_hash(line.substr(0, line.find('\t'))));
        });
    }
    return set;
}

fs::path Dictionaries::built_in_folder() {
    std::vector<fs::path> tried;
    std::error_code ignored;
    // Beside the library first: a program of somebody else's that links it, an interpreter say, may lie in a
    // folder where another mtmend is installed.
    Dl_info library{};
    link_map* loaded = nullptr;
    if (dladdr1(reinterpret_cast<const void*>(&Dictionaries::built_in_folder), &library,
                reinterpret_cast<void**>(&loaded), RTLD_DL_LINKMAP) != 0 &&
        loaded != nullptr && *loaded->l_name != '\0') {  // the program itself has no name there
        const fs::path folder = fs::path(loaded->l_name).parent_path();
        for (const char* place : {"share/mtmend", "../share/mtmend", "../../share/mtmend"})
            tried.push_back(folder / place / "dictionaries");
    }
    const fs::path program = fs::read_symlink("/proc/self/exe", ignored).parent_path();
    tried.push_back(program / "share/mtmend/dictionaries");
    tried.push_back(program / "../share/mtmend/dictionaries");
    tried.push_back(fs::path(MTMEND_DATA_FOLDER) / "dictionaries");
    std::string list;
    for (const fs::path& folder : tried) {
        if (fs::is_directory(folder, ignored)) return folder;
        list += "\n  " + folder.lexically_normal().string();
    }
    throw std::runtime_error("the built-in dictionaries were not found; install mtmend again. Looked in:" +
                             list);
}

}  // namespace mtmend
