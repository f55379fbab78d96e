#include "pipeline/cli/build/manual.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "pipeline/text/utf8.hpp"

namespace mtmend::cli {

namespace {

/// When the words below were last changed: the same sources give the same page on any day.
constexpr std::string_view last_changed = "2026-11-28";

/// Text as roff: nothing in it is an instruction, and a hyphen is one that can be copied and searched.
std::string roff(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const utf8::CodePoint next = utf8::decode(text, at);
        at += next.size;
        if (next.value >= 0x80)
            out += fmt::format("\\[u{:04X}]", static_cast<std::uint32_t>(next.value));
        else if (next.value == '-')
            out += "\\-";
        else if (next.value == '\\')
            out += "\\e";
        else if (next.value == '\'')
            out += "\\(aq";
        else
            out += static_cast<char>(next.value);
    }
    return out.starts_with('.') ? "\\&" + out : out;
}

/// The page in lines of a width that its readers' tools like; a break in a line is as good as a space.
std::string in_short_lines(std::string_view page) {
    constexpr std::size_t width = 78;
    std::string out;
    for (std::size_t column = 0; !page.empty();) {
        const std::size_t end = std::min(page.find_first_of(" \n"), page.size() - 1);
        const std::string_view word = page.substr(0, end);
        const bool is_macro = column > 0 ? false : word.starts_with('.');
        if (is_macro) {
            const std::size_t line = page.find('\n') + 1;
            out += page.substr(0, line);
            page.remove_prefix(line);
            continue;
        }
        if (column > 0 && column + 1 + word.size() > width) {
            out += word.starts_with('.') ? "\n\\&" : "\n";
            column = 0;
        }
        if (column > 0) out += ' ';
        out += word;
        column += word.size() + 1;
        if (page[end] == '\n') {
            out += '\n';
            column = 0;
        }
        page.remove_prefix(end + 1);
    }
    return out;
}

std::string bold(std::string_view text) {
    return fmt::format("\\fB{}\\fR", roff(text));
}

std::string italic(std::string_view text) {
    return fmt::format("\\fI{}\\fR", roff(text));
}

std::string entry(const std::string& head, const std::string& body) {
    return fmt::format(".TP\n{}\n{}\n", head, body);
}

std::string synopsis() {
    std::string out = ".SH SYNOPSIS\n";
    for (const CommandCard& card : all_commands())
        out += fmt::format("{} [{}] {}\n.br\n", bold(fmt::format("mtmend {}", card.name)), italic("OPTION…"),
                           italic(card.operands));
    return out + fmt::format("{} [{}]\n.br\n{}\n", bold("mtmend help"), italic("COMMAND"),
                             bold("mtmend --version"));
}

std::string commands() {
    std::string out = ".SH COMMANDS\n";
    for (const CommandCard& card : all_commands()) {
        std::string options;
        for (const std::string_view name : card.options)
            options += fmt::format(", {}", bold(fmt::format("--{}", name)));
        options.erase(0, options.empty() ? 0 : 2);
        out += entry(fmt::format("{} {}", bold(card.name), italic(card.operands)), roff(card.does));
        out += fmt::format(".sp\nOptions: {}.\n", options);
    }
    return out;
}

std::string options() {
    std::string out = ".SH OPTIONS\n";
    for (const OptionCard& card : all_options()) {
        std::string head = bold(fmt::format("--{}", card.name));
        if (card.letter) head = bold(fmt::format("-{}", card.letter)) + ", " + head;
        if (!card.value.empty()) head += " " + italic(card.value);
        out += entry(head, roff(whole_help_of(card)) + ".");
    }
    return out + entry(bold("-h") + ", " + bold("--help"), "show the options of a command.");
}

std::string statuses() {
    return std::string(".SH EXIT STATUS\n") + entry("0", "done.") +
           entry(
               "1",
               roff(
                   "check found something to mend; an example of test failed; test --from found a rule that is right less "
                   "often than it promises; --check-manifest found something that differs.")) +
           entry("2",
                 roff("a mistake in the command line, the configuration or the input: one line on stderr "
                      "says what, where, and what to do next.")) +
           entry("3", roff("clean --on-error pass has passed something through that it could not read.")) +
           entry("130", "it was interrupted.");
}

std::string files(const Known& known) {
    std::string profiles;
    for (const std::string& name : known.profiles) profiles += (profiles.empty() ? "" : ", ") + name;
    return std::string(".SH FILES\n") +
           entry(italic("mtmend.toml"),
                 roff("options by their names, the nearest one from the working directory upwards: apply = "
                      "\"likely\", stages = [\"spacing\"]. The command line wins. mtmend clean --show-config "
                      "prints what is in force and where it comes from.")) +
           entry(italic("DIR/rules/STAGE/*.toml"),
                 roff("rules of your own, in a folder that --dictionaries names.")) +
           entry(italic("DIR/profiles/NAME.toml"),
                 roff(fmt::format("a house style of your own for --profile; built in are {}.", profiles))) +
           entry(italic("OUTPUT.manifest.jsonl"), roff("what --resume has proven to be done."));
}

struct Example {
    std::string_view does;
    std::string_view line;
};

constexpr Example examples[] = {
    {"One article, to the terminal:", "mtmend clean article.txt"},
    {"A folder, with the log of every change:", "mtmend clean articles/ -o clean/ --log log.jsonl"},
    {"Records, of which only the text field changes:",
     "mtmend clean dump.jsonl.gz -o clean.jsonl.gz --text-field title,body"},
    {"A large archive; the same line again goes on where it was:",
     "mtmend clean archive/ -o clean/ --log log.jsonl --resume"},
    {"What would be changed:", "mtmend check articles/"},
    {"A page on which people accept and reject edits, and what they decided carried out:",
     "mtmend review log.jsonl --source articles/ --html page.html\n"
     "mtmend clean articles/ -o clean/ --decisions decisions.jsonl"},
    {"The originals again:", "mtmend apply log.jsonl --source clean/ --reverse -o originals/"},
};

std::string all_examples() {
    std::string out = ".SH EXAMPLES\n";
    for (const Example& example : examples)
        out +=
            fmt::format("{}\n.PP\n.nf\n.RS 4\n{}\n.RE\n.fi\n.PP\n", roff(example.does), roff(example.line));
    return out.substr(0, out.size() - 4);  // no empty paragraph in front of the next section
}

}  // namespace

std::string manual(const Known& known) {
    std::string out = fmt::format(
        ".\\\" Made from the tables of commands and options when mtmend was built.\n"
        ".TH MTMEND 1 \"{}\" \"mtmend {}\" \"User Commands\"\n.SH NAME\nmtmend \\- {}\n",
        last_changed, known.version, "mends English that a machine translated and a scraper mangled");
    out += synopsis();
    out +=
        ".SH DESCRIPTION\n" +
        roff(
            "mtmend runs English articles through a chain of stages and gives back clean text and a log of "
            "every change. Edits are safe, likely or suggestions; only safe ones are applied unless --apply "
            "says otherwise, all others are held: they stand in the log and not in the text. Source and log "
            "give the clean text; clean text and log give the source.") +
        "\n.PP\nThe stages, in their order:\n";
    for (const Named& stage : known.stages)
        out += entry(bold(stage.name), roff(fmt::format("mends {}.", stage.is)));
    out += commands() + options() + files(known) + statuses() + ".SH ENVIRONMENT\n" +
           entry("NO_COLOR", "if set, nothing is coloured.") + all_examples() + ".SH SEE ALSO\n" +
           roff("mtmend help COMMAND, mtmend explain STAGE, ") + "\\fBpatch\\fR(1), \\fBgit\\-apply\\fR(1)\n";
    return in_short_lines(out);
}

}  // namespace mtmend::cli
