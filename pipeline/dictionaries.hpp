#pragma once
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/image/image.hpp"
#include "pipeline/profile.hpp"
#include "pipeline/rules/rule.hpp"
#include "pipeline/text/lexicon.hpp"

namespace mtmend {

/// A line of a tab-separated dictionary: its cells, and where it stands for error messages.
struct TableRow {
    std::vector<std::string> cells;
    Place place;
};

/// The folded hashes of the words of a phrase, as those of a document have them.
std::vector<std::uint64_t> word_hashes(const std::string& phrase);

/// The text of a table that is made when mtmend is built, with the hash that tells whether it is whole.
std::string sealed_table(const std::string& text);

/// Everything read from the dictionary folders: rules, word lists, flat tables. Immutable once made.
///
/// A folder holds `rules/<stage>/*.toml`, `words/`, `protect/*.txt`, `names/*.tsv`, `terms/*`; each is
/// optional in a user's folder. Rule files may also lie at the top of it. Later folders add to earlier ones;
/// an id that occurs twice is an error, as is a file in a user's folder that nothing would read.
class Dictionaries {
  public:
    enum class Source { image_where_fresh, text };
    /// `folders`: the built-in one first; an entry may also be a single rule file. `profile`: a file of
    /// `profiles/`, empty for none. Beside the built-in folder lie `words.bin` and, to start faster,
    /// `dictionaries.image`. Throws DictionaryError, std::runtime_error where a folder is missing, or
    /// std::invalid_argument for an unknown profile (with the known ones).
    explicit Dictionaries(const std::vector<std::filesystem::path>& folders, const std::string& profile = {},
                          Source source = Source::image_where_fresh);

    const Lexicon& lexicon() const { return lexicon_; }
    const std::vector<Rule>& rules() const { return rules_; }
    /// The rules of one stage, in order of id.
    std::vector<const Rule*> rules_of(std::string_view stage) const;
    /// The rule with this id; throws DictionaryError where a stage's code names a rule that no file
    /// describes.
    const Rule& rule(std::string_view id) const;
    const Rule* find_rule(std::string_view id) const;

    /// The rows of `relative_path` (e.g. "names/places.tsv") of every folder; comment lines and blank lines
    /// left out. `columns`: how many cells a row must have (fewer or more is a DictionaryError); 0 for any.
    std::vector<TableRow> table(std::string_view relative_path, std::size_t columns = 0) const;

    /// The rows of a table that was made when mtmend was built and lies in `compiled/` beside the built-in
    /// dictionaries. Throws std::runtime_error where it is missing.
    std::vector<TableRow> compiled_table(std::string_view relative_path, std::size_t columns) const;

    /// The paths of all files that lie under `folder` (with its '/'), in order, as `table` takes them.
    std::vector<std::string> files_under(std::string_view folder) const;

    /// The first cell of every row of a table as a set of words (or phrases of as many words as it has).
    WordSet word_set(std::string_view relative_path) const;

    const Profile& profile() const { return profile_; }

    /// A section of the image that lies beside the built-in folder, named after the folder of dictionaries
    /// that it was compiled from; nothing where that is to be compiled from its text: the image is not of
    /// these dictionaries, or a folder of the user's adds to it.
    std::optional<std::string_view> image_section(std::string_view name) const;

    /// True for a place in a file of the built-in folder.
    bool is_built_in(const Place& place) const;
    /// An image may be moved with its dictionaries: places in it name files from the built-in folder on.
    void leave_folder_out(Place& place) const;
    void put_folder_in(Place& place) const;

    /// "xxh128:…" over names and bytes of all files read, in order, compiled tables too: what
    /// `made_by.dictionaries` of a log says.
    const std::string& hash() const { return hash_; }
    /// The same of the built-in folder alone: the key of its image.
    const std::string& built_in_hash() const { return built_in_hash_; }

    /// Where the built-in dictionaries are: beside the program (build tree, or ../share/mtmend of where it is
    /// installed), else the folder the library was installed to. Throws std::runtime_error with what was
    /// tried.
    static std::filesystem::path built_in_folder();

  private:
    void add_folder(const std::filesystem::path& folder, std::string& manifest);
    void add_compiled(std::string& manifest);
    void check_place(const std::filesystem::path& file, const std::filesystem::path& relative) const;
    void check_list(const std::filesystem::path& file, const std::filesystem::path& relative) const;
    void check_files() const;
    void add_file(const std::filesystem::path& file, const std::string& relative, std::string& manifest);
    void read_lexicon();
    void read_rules();
    bool read_rules_of_image();
    void choose_profile(const std::string& name);
    std::vector<std::filesystem::path> folders_;
    std::map<std::string, std::vector<std::pair<std::string, std::string>>>
        files_;  // relative path → (file, text)
    std::optional<Image> image_;
    Lexicon lexicon_;
    std::vector<Rule> rules_;
    Profile profile_;
    std::string hash_;
    std::string built_in_hash_;
};

}  // namespace mtmend
