#include "pipeline/profile.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>

#include "pipeline/dictionaries.hpp"
#include "pipeline/rules/toml_loader.hpp"

namespace mtmend {
namespace {

/// Reads one file of a profile; every complaint names the place of what it is about.
class ProfileReader {
  public:
    ProfileReader(const std::string& file, const std::vector<TableRow>& variants)
        : file_(file), variants_(variants) {}

    void read(std::string_view text, Profile& profile) const {
        const toml::table table = parse(text);
        for (const auto& [key, value] : table) {
            if (key.str() == "name")
                check_name(value, profile.name);
            else if (key.str() == "spellings")
                read_spellings(value, profile);
            else
                refuse(key, unknown("key", key.str(), {"name", "spellings"}));
        }
    }

  private:
    template <class Node>
    [[noreturn]] void refuse(const Node& where, const std::string& problem) const {
        const auto& at = where.source().begin;
        throw DictionaryError({file_, at.line, at.column}, problem);
    }

    static std::string unknown(std::string_view what, std::string_view word,
                               const std::vector<std::string_view>& known) {
        const std::string_view near = nearest(word, known);
        return near.empty() ? fmt::format("unknown {} '{}'; known are {}", what, word, fmt::join(known, ", "))
                            : fmt::format("unknown {} '{}'; did you mean '{}'?", what, word, near);
    }

    toml::table parse(std::string_view text) const {
        try {
            return toml::parse(text);
        } catch (const toml::parse_error& error) {
            refuse(error, std::string(error.description()));
        }
    }

    void check_name(const toml::node& node, const std::string& name) const {
        const auto* text = node.as_string();
        if (text == nullptr || text->get() != name)
            refuse(node, fmt::format("'name' must be '{}', as the file is called", name));
    }

    void read_spellings(const toml::node& node, Profile& profile) const {
        const auto* table = node.as_table();
        if (table == nullptr) refuse(node, "'spellings' must be a table: Zelensky = \"Zelenskyy\"");
        for (const auto& [key, value] : *table) {
            const auto row = std::ranges::find_if(
                variants_, [&name = key](const TableRow& r) { return r.cells.front() == name.str(); });
            if (row == variants_.end()) refuse(key, unknown("name", key.str(), names()));
            const auto* text = value.as_string();
            if (text == nullptr) refuse(value, fmt::format("'{}' must be a string", key.str()));
            const std::vector<std::string_view> accepted(row->cells.begin() + 1, row->cells.end());
            if (std::ranges::find(accepted, text->get()) == accepted.end())
                refuse(value, unknown("spelling", text->get(), accepted));
            profile.spellings[row->cells.front()] = text->get();
        }
    }

    std::vector<std::string_view> names() const {
        std::vector<std::string_view> names;
        for (const TableRow& row : variants_) names.push_back(row.cells.front());
        return names;
    }

    const std::string& file_;
    const std::vector<TableRow>& variants_;
};

}  // namespace

Profile read_profile(std::string name, const std::vector<std::pair<std::string, std::string>>& files,
                     const std::vector<TableRow>& variants) {
    Profile profile{std::move(name), {}};
    for (const auto& [file, text] : files) ProfileReader(file, variants).read(text, profile);
    return profile;
}

}  // namespace mtmend
