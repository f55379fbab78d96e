#include "pipeline/cli/settings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <boost/program_options.hpp>
#include <charconv>
#include <filesystem>
#include <optional>
#include <sstream>

#include <toml++/toml.h>

#include "pipeline/io/file_reader.hpp"
#include "pipeline/rules/toml_loader.hpp"
#include "pipeline/split.hpp"

namespace mtmend::cli {

namespace fs = std::filesystem;
namespace po = boost::program_options;

namespace {

bool takes(const CommandCard& command, std::string_view option) {
    return std::find(command.options.begin(), command.options.end(), option) != command.options.end();
}

po::options_description describe(const CommandCard& command) {
    po::options_description description;
    const auto name = [](const OptionCard& card) {
        return card.letter ? fmt::format("{},{}", card.name, card.letter) : std::string(card.name);
    };
    for (const std::string_view each : command.options) {
        const OptionCard& card = option(each);
        if (card.kind == OptionKind::flag)
            description.add_options()(name(card).c_str(), "");
        else
            description.add_options()(name(card).c_str(), po::value<std::string>(), "");
    }
    description.add_options()("help,h", "");
    return description;
}

[[noreturn]] void refuse_unknown(const CommandCard& command, const std::string& written) {
    const std::string name = written.substr(std::min(written.find_first_not_of('-'), written.size()));
    std::vector<std::string_view> known = command.options;
    known.push_back("help");
    const std::string_view near = nearest(name, known);
    throw UsageError(near.empty()
                         ? fmt::format("unknown option '{}'; see 'mtmend help {}'", written, command.name)
                         : fmt::format("unknown option '{}'; did you mean '--{}'?", written, near));
}

std::vector<po::option> parse(const CommandCard& command, const std::vector<std::string>& arguments) {
    namespace style = po::command_line_style;
    const po::options_description description = describe(command);
    try {
        return po::command_line_parser(arguments)
            .options(description)
            .style(style::unix_style & ~style::allow_guessing)
            .run()
            .options;
    } catch (const po::unknown_option& error) {
        refuse_unknown(command, error.get_option_name());
    } catch (const po::error& error) {
        throw UsageError(fmt::format("{}; see 'mtmend help {}'", error.what(), command.name));
    }
}

/// The parser takes whatever comes next for a value, another option too.
const std::vector<std::string>& checked_values(const po::option& given) {
    if (given.original_tokens.size() < 2 || given.value.empty()) return given.value;
    const std::string& value = given.value.front();
    if (value.size() > 1 && value.front() == '-')
        throw UsageError(fmt::format("--{} is missing its value; if '{}' is meant, write --{}={}",
                                     given.string_key, value, given.string_key, value));
    return given.value;
}

/// The number that `text` is, from 1 to most_jobs, or nothing.
std::optional<std::size_t> number_in(std::string_view text) {
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool fits =
        error == std::errc() && end == text.data() + text.size() && number >= 1 && number <= most_jobs;
    return fits ? std::optional(number) : std::nullopt;
}

/// Empty, or why `value` is not one that the option takes.
std::string describe_misfit(const OptionCard& card, const std::string& value) {
    if (card.kind == OptionKind::number && !number_in(value))
        return fmt::format("'{}' is not a value of {}; give a whole number from 1 to {}", value, card.name,
                           most_jobs);
    if (card.kind != OptionKind::choice) return {};
    const std::vector<std::string_view> words = nonempty_parts(card.value, '|');
    if (std::find(words.begin(), words.end(), value) != words.end()) return {};
    const std::string_view near = nearest(value, words);
    if (!near.empty())
        return fmt::format("'{}' is not a value of {}; did you mean '{}'?", value, card.name, near);
    return fmt::format("'{}' is not a value of {}; use {}", value, card.name, fmt::join(words, ", "));
}

/// The nearest mtmend.toml from the working directory upwards, or an empty path.
fs::path find_config() {
    std::error_code error;
    for (fs::path folder = fs::current_path(error); !error; folder = folder.parent_path()) {
        const fs::path file = folder / "mtmend.toml";
        if (fs::is_regular_file(file, error)) return file;
        error.clear();
        if (folder == folder.parent_path()) break;
    }
    return {};
}

template <class Node>
[[noreturn]] void refuse(const fs::path& file, const Node& where, const std::string& problem) {
    const auto begin = where.source().begin;
    throw InputError(fmt::format("{}:{}:{}: {}", file.string(), begin.line, begin.column, problem));
}

toml::table parse_config(const fs::path& file) {
    const std::string text = FileReader(file).read_all();
    try {
        return toml::parse(text);
    } catch (const toml::parse_error& error) {
        refuse(file, error, fmt::format("{}; mend the file, or use --isolated", error.description()));
    }
}

const OptionCard& config_option(const fs::path& file, const toml::key& key) {
    std::vector<std::string_view> known;
    for (const OptionCard& card : all_options())
        if (card.in_config) known.push_back(card.name);
    if (std::find(known.begin(), known.end(), key.str()) != known.end()) return option(key.str());
    const std::string_view near = nearest(key.str(), known);
    refuse(file, key,
           near.empty() ? fmt::format("unknown key '{}'; known are {}", key.str(), fmt::join(known, ", "))
                        : fmt::format("unknown key '{}'; did you mean '{}'?", key.str(), near));
}

bool is_several(const OptionCard& card) {
    return card.kind == OptionKind::list || card.kind == OptionKind::repeated ||
           card.kind == OptionKind::names;
}

/// A string, or for options with several values an array of strings.
std::vector<std::string> config_values(const fs::path& file, const OptionCard& card, const toml::node& node) {
    const bool several = is_several(card);
    if (const auto* text = node.as_string())
        return several ? nonempty_parts<std::string>(text->get(), ',') : std::vector{text->get()};
    const auto* array = several ? node.as_array() : nullptr;
    if (!array)
        refuse(file, node,
               fmt::format("{} takes {}", card.name, several ? "an array of strings" : "a string"));
    std::vector<std::string> values;
    for (const toml::node& item : *array) {
        if (!item.is_string()) refuse(file, item, fmt::format("{} takes an array of strings", card.name));
        values.push_back(item.as_string()->get());
    }
    return values;
}

std::string as_toml(const std::string& text) {
    std::ostringstream out;
    out << toml::value<std::string>(text);
    return out.str();
}

}  // namespace

Settings::Settings(const CommandCard& command, const std::vector<std::string>& arguments)
    : command_(command) {
    read_arguments(arguments);
    if (!wants_help_ && takes(command, "config")) read_config();
}

void Settings::read_arguments(const std::vector<std::string>& arguments) {
    for (const po::option& given : parse(command_, arguments)) {
        if (given.position_key >= 0)
            operands_.insert(operands_.end(), given.value.begin(), given.value.end());
        else if (given.string_key == "help")
            wants_help_ = true;
        else
            take(given.string_key, checked_values(given));
    }
    if (!wants_help_) check_operands();
}

void Settings::take(const std::string& name, const std::vector<std::string>& given) {
    const OptionCard& card = option(name);
    const auto [value, is_new] = values_.try_emplace(name, Value{{}, "command line"});
    if (!is_new && card.kind != OptionKind::repeated && card.kind != OptionKind::names)
        throw UsageError(fmt::format("--{} is given twice; give it once", name));
    for (const std::string& each : given) {
        if (const std::string misfit = describe_misfit(card, each); !misfit.empty()) throw UsageError(misfit);
        const bool may_be_many = card.kind == OptionKind::list || card.kind == OptionKind::names;
        for (std::string& word : may_be_many ? nonempty_parts<std::string>(each, ',') : std::vector{each})
            value->second.values.push_back(std::move(word));
    }
}

void Settings::check_operands() const {
    if (operands_.size() < command_.least_operands && !has("show-config"))
        throw UsageError(
            fmt::format("{} is missing; see 'mtmend help {}'", command_.operands, command_.name));
    if (operands_.size() > command_.most_operands)
        throw UsageError(fmt::format("'{}' is one argument too many; see 'mtmend help {}'",
                                     operands_[command_.most_operands], command_.name));
}

void Settings::read_config() {
    if (has("isolated") && has("config"))
        throw UsageError("--isolated and --config exclude each other; give one of them");
    if (has("isolated")) return;
    const fs::path file = has("config") ? fs::path(text("config")) : find_config();
    if (file.empty()) return;
    for (const auto& [key, node] : parse_config(file)) {
        const OptionCard& card = config_option(file, key);
        Value value{config_values(file, card, node),
                    fmt::format("{}:{}", file.string(), key.source().begin.line)};
        for (std::string& each : value.values) {
            if (const std::string misfit = describe_misfit(card, each); !misfit.empty())
                refuse(file, node, misfit);
            if (card.name == "dictionaries")
                each = (fs::absolute(file).parent_path() / each).lexically_normal().string();
        }
        values_.emplace(card.name, std::move(value));  // what the command line says stays
    }
}

bool Settings::has(std::string_view name) const {
    return values_.contains(name);
}

std::string Settings::text(std::string_view name) const {
    const auto found = values_.find(name);
    return found == values_.end() ? std::string(option(name).standard) : found->second.values.front();
}

std::size_t Settings::number(std::string_view name) const {
    return number_in(text(name)).value();
}

std::vector<std::string> Settings::list(std::string_view name) const {
    const auto found = values_.find(name);
    return found == values_.end() ? std::vector<std::string>() : found->second.values;
}

std::string Settings::in_toml(const OptionCard& card) const {
    std::vector<std::string> values = list(card.name);
    for (std::string& value : values) value = as_toml(value);
    return fmt::format(
        "{} = {}", card.name,
        is_several(card) ? fmt::format("[{}]", fmt::join(values, ", ")) : as_toml(text(card.name)));
}

std::string Settings::show_config() const {
    std::string out;
    for (const std::string_view name : command_.options) {
        const OptionCard& card = option(name);
        if (!card.in_config) continue;
        const auto found = values_.find(name);
        out += fmt::format("{:<40} # {}\n", in_toml(card),
                           found == values_.end() ? "default" : found->second.from);
    }
    return out;
}

std::vector<std::string> Settings::with_a_say() const {
    // Whatever is added to the table has a say until it stands here.
    constexpr std::array without = {
        "output",         "in-place",     "log",    "diff",     "summary",     "timings",  "jobs",
        "dictionaries",   "decisions",    "config", "isolated", "show-config", "manifest", "resume",
        "check-manifest", "line-buffered"};
    std::vector<std::string> out;
    for (const std::string_view name : command_.options) {
        const OptionCard& card = option(name);
        if (std::find(without.begin(), without.end(), name) != without.end()) continue;
        if (card.kind != OptionKind::flag)
            out.push_back(in_toml(card));
        else if (has(name))
            out.emplace_back(name);
    }
    return out;
}

}  // namespace mtmend::cli
