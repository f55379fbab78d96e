#include "pipeline/cli/build/completion.hpp"

#include <fmt/format.h>

namespace mtmend::cli {

namespace {

constexpr std::string_view made = "Made from the table of options when mtmend was built.";

std::string joined(const std::vector<std::string>& words, std::string_view between = " ") {
    return fmt::format("{}", fmt::join(words, between));
}

std::vector<std::string> names_of(const std::vector<Named>& all) {
    std::vector<std::string> names;
    for (const Named& each : all) names.push_back(each.name);
    return names;
}

std::vector<std::string> command_names() {
    std::vector<std::string> names;
    for (const CommandCard& card : all_commands()) names.emplace_back(card.name);
    names.emplace_back("help");
    return names;
}

/// "--output" or "--output{between}-o".
std::string spellings(const OptionCard& card, std::string_view between) {
    std::string out = fmt::format("--{}", card.name);
    if (card.letter) out += fmt::format("{}-{}", between, card.letter);
    return out;
}

/// `text` between single quotation marks, as bash, zsh and fish all read it.
std::string quoted(std::string_view text) {
    std::string out = "'";
    for (const char c : text) {
        if (c == '\'') out += "'\\'";
        out += c;
    }
    return out + "'";
}

// bash

std::string bash_options_of_commands() {
    std::string out;
    for (const CommandCard& card : all_commands()) {
        std::vector<std::string> options;
        for (const std::string_view name : card.options) options.push_back(spellings(option(name), " "));
        out += fmt::format("        {}) options='{} --help -h' ;;\n", card.name, joined(options));
    }
    return out;
}

std::string bash_value_of(const OptionCard& card, const Known& known) {
    switch (offer_of(card)) {
        case Offer::files:
            return "_mtmend_paths -f";
        case Offer::folders:
            return "_mtmend_paths -d";
        case Offer::words:
            return fmt::format("_mtmend_words '{}'", joined(words_of(card, known)));
        case Offer::comma_list:
            return fmt::format("_mtmend_list '{}'", joined(words_of(card, known)));
        case Offer::nothing:
            break;
    }
    return ":";
}

constexpr std::string_view bash_frame = R"~(# Completion of mtmend for bash. {made}
_mtmend_words() {{
    mapfile -t COMPREPLY < <(compgen -W "$1" -- "$word")
}}

_mtmend_paths() {{
    compopt -o filenames 2>/dev/null
    mapfile -t COMPREPLY < <(compgen "$1" -- "$word")
}}

# Words divided by commas: the last one is completed.
_mtmend_list() {{
    local before=
    [[ $word != *,* ]] || before=${{word%,*}},
    compopt -o nospace 2>/dev/null
    mapfile -t COMPREPLY < <(compgen -P "$before" -W "$1" -- "${{word##*,}}")
}}

_mtmend() {{
    local word=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD - 1]}} options=
    COMPREPLY=()
    if ((COMP_CWORD == 1)); then
        _mtmend_words '{commands} --help --version'
        return
    fi
    # bash cuts --option=value in three.
    if [[ $word == '=' ]]; then
        word=
    elif [[ $before == '=' ]]; then
        before=${{COMP_WORDS[COMP_CWORD - 2]}}
    fi
    case $before in
{values}    esac
    case ${{COMP_WORDS[1]}} in
{options}        help)
            _mtmend_words '{commands}'
            return
            ;;
    esac
    if [[ $word == -* ]]; then
        _mtmend_words "$options"
    elif [[ ${{COMP_WORDS[1]}} == explain ]]; then
        _mtmend_words '{stages}'
    else
        _mtmend_paths -f
    fi
}}
complete -F _mtmend mtmend
)~";

// zsh

/// In the brackets of a specification of _arguments.
std::string in_brackets(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '[' || c == ']' || c == ':' || c == '\\') out += '\\';
        out += c;
    }
    return out;
}

std::string zsh_action_of(const OptionCard& card, const Known& known) {
    switch (offer_of(card)) {
        case Offer::files:
            return "_files";
        case Offer::folders:
            return "_files -/";
        case Offer::words:
            return fmt::format("({})", joined(words_of(card, known)));
        case Offer::comma_list:
            return fmt::format("_values -s , {} {}", card.name, joined(words_of(card, known)));
        case Offer::nothing:
            break;
    }
    return " ";
}

std::string zsh_specification_of(const OptionCard& card, const Known& known) {
    const bool may_repeat = card.kind == OptionKind::repeated || card.kind == OptionKind::names;
    const bool takes_value = card.kind != OptionKind::flag;
    std::string rest = fmt::format("[{}]", in_brackets(brief_of(card.help)));
    if (takes_value) rest += fmt::format(":{}:{}", in_brackets(card.value), zsh_action_of(card, known));
    if (!card.letter)
        return quoted(
            fmt::format("{}--{}{}{}", may_repeat ? "*" : "", card.name, takes_value ? "=" : "", rest));
    return fmt::format("'(-{1} --{0})'{{-{1}{2},--{0}{3}}}{4}", card.name, card.letter,
                       takes_value ? "+" : "", takes_value ? "=" : "", quoted(rest));
}

std::string zsh_arguments_of(const CommandCard& card, const Known& known) {
    std::string out = fmt::format("        {})\n            _arguments -s \\\n", card.name);
    for (const std::string_view name : card.options)
        out += fmt::format("                {} \\\n", zsh_specification_of(option(name), known));
    out += "                '(-h --help)'{-h,--help}'[show the options]' \\\n";
    const std::string action = operand_offer_of(card) == Offer::files
                                   ? "_files"
                                   : fmt::format("({})", joined(names_of(known.stages)));
    return out + fmt::format("                {}\n            ;;\n",
                             quoted(fmt::format("*:{}:{}", in_brackets(card.operands), action)));
}

// fish

std::string fish_value_of(const OptionCard& card, const Known& known) {
    switch (offer_of(card)) {
        case Offer::files:
            return " -r -F";
        case Offer::folders:
            return " -x -a '(__fish_complete_directories)'";
        case Offer::words:
            return fmt::format(" -x -a '{}'", joined(words_of(card, known)));
        case Offer::comma_list:
            return fmt::format(" -x -a '(__fish_append , {})'", joined(words_of(card, known)));
        case Offer::nothing:
            break;
    }
    return card.kind == OptionKind::flag ? "" : " -x";
}

}  // namespace

std::string bash_completion(const Known& known) {
    std::string values;
    for (const OptionCard& card : all_options()) {
        if (card.kind == OptionKind::flag) continue;
        values += fmt::format("        {})\n            {}\n            return\n            ;;\n",
                              spellings(card, " | "), bash_value_of(card, known));
    }
    return fmt::format(bash_frame, fmt::arg("made", made), fmt::arg("commands", joined(command_names())),
                       fmt::arg("values", values), fmt::arg("options", bash_options_of_commands()),
                       fmt::arg("stages", joined(names_of(known.stages))));
}

std::string zsh_completion(const Known& known) {
    std::string out = fmt::format(
        "#compdef mtmend\n# Completion of mtmend for zsh. {}\n_mtmend() {{\n    local -a commands\n    commands=(\n",
        made);
    for (const CommandCard& card : all_commands())
        out += fmt::format("        {}\n",
                           quoted(fmt::format("{}:{}", card.name, in_brackets(brief_of(card.does)))));
    out +=
        "        'help:Show the options of a command'\n    )\n"
        "    if ((CURRENT == 2)); then\n        _describe command commands\n        return\n    fi\n"
        "    shift words\n    ((CURRENT--))\n    case $words[1] in\n";
    for (const CommandCard& card : all_commands()) out += zsh_arguments_of(card, known);
    return out +
           "        help)\n            _describe command commands\n            ;;\n    esac\n}\n"
           // Loaded by its name the file is the function; sourced, it names one.
           "if [[ $funcstack[1] == _mtmend ]]; then\n    _mtmend \"$@\"\nelse\n    compdef _mtmend mtmend\nfi\n";
}

std::string fish_completion(const Known& known) {
    std::string out = fmt::format(
        "# Completion of mtmend for fish. {}\n"
        "function __mtmend_runs --description 'Is the command one of these? Without any: is it still to come?'\n"
        "    set -l words (commandline -opc)\n"
        "    if test (count $argv) -eq 0\n        test (count $words) -eq 1\n"
        "    else\n        test (count $words) -gt 1; and contains -- $words[2] $argv\n    end\nend\n\n"
        "complete -c mtmend -f\n",
        made);
    for (const CommandCard& card : all_commands())
        out += fmt::format("complete -c mtmend -n __mtmend_runs -a {} -d {}\n", card.name,
                           quoted(brief_of(card.does)));
    out +=
        "complete -c mtmend -n __mtmend_runs -a help -d 'Show the options of a command'\n"
        "complete -c mtmend -n __mtmend_runs -l version -d 'Print the version'\n"
        "complete -c mtmend -s h -l help -d 'Show the options'\n";
    out += fmt::format("complete -c mtmend -n '__mtmend_runs help' -a '{}'\n", joined(command_names()));
    for (const CommandCard& card : all_commands())
        out += fmt::format("complete -c mtmend -n '__mtmend_runs {}' {}\n", card.name,
                           operand_offer_of(card) == Offer::files
                               ? std::string("-F")
                               : fmt::format("-a '{}'", joined(names_of(known.stages))));
    for (const OptionCard& card : all_options()) {
        const auto takers = takers_of(card.name);
        out +=
            fmt::format("complete -c mtmend -n '__mtmend_runs {}' -l {}{}{} -d {}\n", fmt::join(takers, " "),
                        card.name, card.letter ? fmt::format(" -s {}", card.letter) : "",
                        fish_value_of(card, known), quoted(brief_of(card.help)));
    }
    return out;
}

}  // namespace mtmend::cli
