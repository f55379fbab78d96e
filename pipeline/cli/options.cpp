#include "pipeline/cli/options.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "pipeline/cli/commands.hpp"
#include "pipeline/rules/toml_loader.hpp"

namespace mtmend::cli {

namespace {

constexpr std::size_t any_number = std::numeric_limits<std::size_t>::max();
constexpr std::size_t help_width = 100;

template <class Card>
std::vector<std::string_view> names_of(const std::vector<Card>& cards) {
    std::vector<std::string_view> names;
    for (const Card& card : cards) names.push_back(card.name);
    return names;
}

/// `text` in lines of at most help_width columns, all but the first behind `indent` spaces.
std::string wrapped(std::string_view text, std::size_t indent) {
    std::string out;
    std::size_t column = indent;
    while (!text.empty()) {
        const std::string_view word = text.substr(0, std::min(text.find(' '), text.size()));
        text.remove_prefix(std::min(word.size() + 1, text.size()));
        if (column > indent && column + 1 + word.size() > help_width) {
            out += '\n' + std::string(indent, ' ');
            column = indent;
        }
        if (column > indent) out += ' ';
        column += word.size() + (column > indent ? 1 : 0);
        out += word;
    }
    return out;
}

std::string help_of(const OptionCard& card) {
    constexpr std::size_t indent = 30;
    std::string head = card.letter ? fmt::format("  -{}, --{}", card.letter, card.name)
                                   : fmt::format("      --{}", card.name);
    if (!card.value.empty()) head += fmt::format(" {}", card.value);
    std::string body(card.help);
    if (!card.standard.empty()) body += fmt::format(" (default: {})", card.standard);
    if (head.size() + 2 > indent) head += '\n' + std::string(indent, ' ');
    return fmt::format("{:<{}}{}\n", head, indent, wrapped(body, indent));
}

}  // namespace

const std::vector<OptionCard>& all_options() {
    using enum OptionKind;
    constexpr bool config = true;
    constexpr bool here_only = false;
    static const std::vector<OptionCard> options = {
        {"output", 'o', text, "PATH", "", here_only,
         "where the result goes: a file, or a folder when the input is a folder or several files; without it a single "
         "input goes to stdout"},
        {"in-place", 0, flag, "", "", here_only,
         "rewrite the inputs; needs --log with a file that does not exist yet"},
        {"log", 0, text, "FILE", "", here_only,
         "the diff log, a line of JSON for each article: clean writes it, test --from reads it"},
        {"log-field", 0, text, "NAME", "", here_only,
         "put the log of each record into the record too: a field behind the others of JSON, a last column of CSV"},
        {"diff", 0, flag, "", "", here_only, "print a unified diff instead of the text"},
        {"summary", 0, text, "FILE", "", here_only,
         "write counts to FILE as JSON: by stage, rule and confidence, and what could not be read; with '-' a table for "
         "people on stderr"},
        {"dedup", 0, flag, "", "", here_only,
         "say in log and summary which articles have the words of an earlier one, or nearly so; none is left out. The last "
         "million that are like none before are remembered, in some 0.5 GB"},
        {"timings", 0, flag, "", "", here_only,
         "tell where the CPU time of all threads went, step by step, on stderr"},
        {"jobs", 'j', number, "N", "", here_only,
         "clean with so many threads, from 1 to 1024; what comes out is the same for any number (default: as many as "
         "there are cores to use)"},
        {"line-buffered", 0, flag, "", "", here_only,
         "for a program that waits for the answer to every line it writes: each record is cleaned and written when it "
         "is there, its log too; with --format jsonl or lines, to stdout"},
        {"shard", 0, text, "K/N", "", here_only,
         "clean the K-th of N equal shares: of the files, or of the records where there is one file; outputs and logs of "
         "shares 1 to N are in order those of a run over everything"},
        {"resume", 0, flag, "", "", here_only,
         "keep a manifest, and do not do again what it proves to be done; say it from the first run on, and again until "
         "all is done"},
        {"manifest", 0, text, "FILE", "", here_only,
         "where --resume keeps its manifest (default: OUTPUT.manifest.jsonl, or OUTPUT.K-of-N.manifest.jsonl)"},
        {"check-manifest", 0, flag, "", "", here_only,
         "clean nothing: read inputs, outputs and log again and print what differs from the manifest; status 1 if "
         "something does"},
        {"apply", 0, choice, "safe|likely|suggestion", "safe", config,
         "apply edits at least as sure as this; others are held"},
        {"stages", 0, list, "A,B", "", config, "run only these stages"},
        {"skip", 0, list, "A,B", "", config, "do not run these stages"},
        {"profile", 0, text, "NAME", "news", config,
         "the house style: which accepted spelling of a name is written where an edit is made anyway and the article "
         "uses none of them; news, wire, or a file profiles/NAME.toml of your own --dictionaries"},
        {"dictionaries", 0, repeated, "DIR", "", config,
         "a folder of your own rules and lists, after the built-in ones; may be given several times"},
        {"decisions", 0, text, "FILE", "", here_only,
         "what people decided about edits: carried out, or saved here by review (which else takes LOG's name with "
         ".decisions.jsonl, beside it)"},
        {"source-language", 0, text, "CODE|auto|field:NAME", "auto", config,
         "the language the articles were translated from, or the field of a record that says it"},
        {"format", 0, choice, "auto|text|lines|jsonl|csv|wet", "auto", config,
         "what the inputs are; auto: by the file's ending (.jsonl, .ndjson, .csv, .tsv, .wet; .gz or .zst may stand behind "
         "it), and text on stdin; lines: a text of which every line is an article of its own, and stays one line"},
        {"text-field", 0, names, "NAME,…", "", config,
         "the field of a record that holds the article, or several, each of them an article (default: the first of text, "
         "maintext, raw_text, content that exists); in JSON also a JSON Pointer, as /article/body"},
        {"id-field", 0, text, "NAME", "", config,
         "the field of a record that names it (default: id); a record without one is named FILE:LINE"},
        {"encoding", 0, text, "NAME", "", config,
         "the charset of inputs that are not UTF-8, as windows-1252; what is written is UTF-8"},
        {"on-error", 0, choice, "stop|pass", "stop", config,
         "what to do about an article that cannot be read: stop, or pass it through unchanged, note it in the log and end "
         "with status 3"},
        {"offsets", 0, choice, "utf8|codepoint|utf16", "utf8", config, "the unit of offsets in the log"},
        {"config", 0, text, "FILE", "", here_only,
         "read these options from FILE (default: the nearest mtmend.toml from the working directory upwards)"},
        {"isolated", 0, flag, "", "", here_only, "read no configuration file"},
        {"show-config", 0, flag, "", "", here_only,
         "print the options in force and where each came from, and end"},
        {"report", 0, choice, "words|json|sarif", "words", here_only, "how to print what would be applied"},
        {"render", 0, choice, "words|unified|html|criticmarkup", "words", here_only, "how to print the log"},
        {"source", 0, text, "PATH", "", here_only,
         "the articles the log is about, in the shapes that clean takes; apply needs it, and diff with --render unified or criticmarkup"},
        {"html", 0, text, "FILE", "", here_only, "write the page on which edits are reviewed in a browser"},
        {"articles", 0, text, "PATH", "", here_only,
         "also list the rules that touch none of the articles there: neither applied nor held"},
        {"from", 0, text, "DECISIONS", "", here_only,
         "print what people decided about the edits of --log as examples of rules, and the precision of each rule"},
        {"reverse", 0, flag, "", "", here_only, "the articles are the cleaned ones; give back the originals"},
    };
    return options;
}

const std::vector<CommandCard>& all_commands() {
    static const std::vector<CommandCard> commands = {
        {"clean",
         "[PATH…]",
         0,
         any_number,
         "Clean articles: text files, JSON Lines, CSV, WET, folders of them, or stdin; also compressed.",
         {"output",          "in-place", "log",        "log-field",      "diff",
          "summary",         "timings",  "jobs",       "line-buffered",  "dedup",
          "shard",           "resume",   "manifest",   "check-manifest", "apply",
          "stages",          "skip",     "profile",    "dictionaries",   "decisions",
          "source-language", "format",   "text-field", "id-field",       "encoding",
          "on-error",        "offsets",  "config",     "isolated",       "show-config"},
         clean},
        {"check",
         "PATH…",
         1,
         any_number,
         "Print what clean would apply, and write nothing. Status 1 if there is something.",
         {"report", "summary", "jobs", "apply", "stages", "skip", "profile", "dictionaries", "decisions",
          "source-language", "format", "text-field", "id-field", "encoding", "on-error", "offsets", "config",
          "isolated", "show-config"},
         check},
        {"diff",
         "LOG [LOG]",
         1,
         2,
         "Show a diff log. Two logs of the same articles: what a change of rules did.",
         {"render", "source", "format", "text-field", "id-field", "encoding", "config", "isolated"},
         diff},
        {"review",
         "LOG",
         1,
         1,
         "Accept and reject the edits of a log, key by key, or write a page on which people do so.",
         {"html", "source", "decisions", "profile", "dictionaries", "format", "text-field", "id-field",
          "encoding", "config", "isolated"},
         review},
        {"apply",
         "LOG --source PATH",
         1,
         1,
         "Make the edits of a log in the articles it is about, or take them back.",
         {"source", "output", "decisions", "reverse", "format", "text-field", "id-field", "encoding",
          "config", "isolated"},
         apply},
        {"explain",
         "[RULE|STAGE]",
         0,
         1,
         "Show what a rule or a stage does and why; without an argument, list them.",
         {"profile", "dictionaries", "config", "isolated"},
         explain},
        {"test",
         "[FILE…]",
         0,
         any_number,
         "Run the examples that rules carry. Status 1 if one fails. With --from: make examples out of decisions, and tell "
         "how often each rule was right; status 1 if one is right less often than its confidence promises.",
         {"articles", "from", "log", "source", "profile", "dictionaries", "format", "text-field", "id-field",
          "encoding", "config", "isolated"},
         test},
    };
    return commands;
}

const OptionCard& option(std::string_view name) {
    const auto& options = all_options();
    return *std::find_if(options.begin(), options.end(),
                         [&](const OptionCard& card) { return card.name == name; });
}

const CommandCard& command(std::string_view name) {
    const auto& commands = all_commands();
    const auto found = std::find_if(commands.begin(), commands.end(),
                                    [&](const CommandCard& card) { return card.name == name; });
    if (found != commands.end()) return *found;
    const std::string_view near = nearest(name, names_of(commands));
    throw UsageError(near.empty() ? fmt::format("unknown command '{}'; see 'mtmend help'", name)
                                  : fmt::format("unknown command '{}'; did you mean '{}'?", name, near));
}

std::string help_of(const CommandCard& command) {
    std::string out = fmt::format("usage: mtmend {} [OPTION…] {}\n\n{}\n\n", command.name, command.operands,
                                  wrapped(command.does, 0));
    for (const std::string_view name : command.options) out += help_of(option(name));
    return out + "  -h, --help                  show this\n";
}

std::string help() {
    std::string out =
        "usage: mtmend COMMAND [OPTION…] …\n\nMends English that a machine translated and a scraper collected.\n\n";
    for (const CommandCard& card : all_commands()) {
        const std::string head = fmt::format("  {} {}", card.name, card.operands);
        out += fmt::format("{:<{}}{}\n", head, 26, wrapped(card.does, 26));
    }
    return out +
           "  help [COMMAND]          Show the options of a command.\n\n      --version           print the version\n";
}

}  // namespace mtmend::cli
