#pragma once
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/cli/options.hpp"

namespace mtmend::cli {

/// The values of a command's options: from the command line, else from the configuration file, else the
/// default.
class Settings {
  public:
    /// `arguments`: what stands behind the command's name. Reads mtmend.toml if the command takes --config.
    /// Throws UsageError for the command line, InputError for the configuration file; both with a
    /// did-you-mean.
    Settings(const CommandCard& command, const std::vector<std::string>& arguments);

    /// True for a flag that is given, and for an option whose value is not the default.
    bool has(std::string_view name) const;
    /// The value; empty where there is none.
    std::string text(std::string_view name) const;
    /// The value of an option that is a number and is given.
    std::size_t number(std::string_view name) const;
    /// The words of a list, or all values of an option that may be repeated.
    std::vector<std::string> list(std::string_view name) const;
    const std::vector<std::string>& operands() const { return operands_; }

    /// "name = value" of every option of the command that has a say in what comes out, in order of the table;
    /// not of those that name files of people's own (dictionaries, decisions), whose content counts.
    std::vector<std::string> with_a_say() const;

    bool wants_help() const { return wants_help_; }
    /// Every option that may stand in a configuration file, as a line of one, and where its value is from.
    std::string show_config() const;

  private:
    struct Value {
        std::vector<std::string> values;
        std::string from;
    };
    void read_arguments(const std::vector<std::string>& arguments);
    void take(const std::string& name, const std::vector<std::string>& given);
    void check_operands() const;
    void read_config();
    std::string in_toml(const OptionCard& card) const;
    const CommandCard& command_;
    std::map<std::string, Value, std::less<>> values_;
    std::vector<std::string> operands_;
    bool wants_help_ = false;
};

}  // namespace mtmend::cli
