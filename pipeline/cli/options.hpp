#pragma once
#include <cstddef>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace mtmend::cli {

class Settings;

/// A command line that cannot be carried out; `what()` says what is wrong and what to do.
class UsageError : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

/// The most threads that may be asked for.
inline constexpr std::size_t most_jobs = 1024;

enum class OptionKind {
    flag,      ///< takes no value
    text,      ///< any value
    number,    ///< a whole number from 1 to most_jobs
    choice,    ///< one of the words in `value`, which are divided by |
    list,      ///< words divided by commas
    repeated,  ///< any value, and may be given several times
    names,     ///< both: words divided by commas, and may be given several times
};

/// One option. Parsing, help, configuration files and did-you-mean are all made from these.
struct OptionCard {
    std::string_view name;
    char letter;  ///< 0 for none
    OptionKind kind;
    std::string_view value;     ///< how help names the value
    std::string_view standard;  ///< the value where nobody gives one
    bool in_config;             ///< may stand in mtmend.toml
    std::string_view help;
};

/// One command and the options it takes.
struct CommandCard {
    std::string_view name;
    std::string_view operands;  ///< as in help
    std::size_t least_operands;
    std::size_t most_operands;
    std::string_view does;
    std::vector<std::string_view> options;
    int (*run)(const Settings&);  ///< gives the exit status
};

const std::vector<OptionCard>& all_options();
const std::vector<CommandCard>& all_commands();

/// The card of an option that is known to exist.
const OptionCard& option(std::string_view name);
/// Throws UsageError with a did-you-mean for an unknown command.
const CommandCard& command(std::string_view name);

/// The help of one command, and of all.
std::string help_of(const CommandCard& command);
std::string help();

}  // namespace mtmend::cli
