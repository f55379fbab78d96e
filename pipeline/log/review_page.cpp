#include "pipeline/log/review_page.hpp"
#include "pipeline/log/json_writer.hpp"

#include <fmt/format.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <map>
#include <utility>

#include "pipeline/edit/fingerprint.hpp"
#include "pipeline/log/render_words.hpp"
#include "pipeline/log/review_files.hpp"

namespace mtmend {

namespace {

constexpr std::size_t block_size = std::size_t{1} << 20;

using json::write;
using json::Writer;

void write(Writer& writer, const char* key, const std::vector<std::string>& texts) {
    writer.Key(key);
    writer.StartArray();
    for (const std::string& text : texts) write(writer, text);
    writer.EndArray();
}

void write(Writer& writer, const char* key, const std::vector<std::pair<std::string, std::string>>& pairs) {
    writer.Key(key);
    writer.StartArray();
    for (const auto& [before, after] : pairs) {
        writer.StartArray();
        write(writer, before);
        write(writer, after);
        writer.EndArray();
    }
    writer.EndArray();
}

std::string_view text_in(const rapidjson::StringBuffer& buffer) {
    return {buffer.GetString(), buffer.GetSize()};
}

/// JSON as it may stand in a script element: `<` stands in strings only.
std::string without_angles(std::string_view json) {
    std::string out;
    out.reserve(json.size());
    for (const char c : json) {
        if (c == '<')
            out += "\\u003c";
        else
            out += c;
    }
    return out;
}

std::string steps_as_json(const std::vector<Step>& steps) {
    rapidjson::StringBuffer buffer;
    Writer writer(buffer);
    writer.StartArray();
    for (const Step& step : steps) {
        writer.StartArray();
        write(writer, step.stage);
        write(writer, step.rule);
        writer.Uint64(static_cast<std::size_t>(step.confidence));
        write(writer, step.why);
        writer.EndArray();
    }
    writer.EndArray();
    return std::string(text_in(buffer));
}

/// Writes edits as arrays: [state, begin, end, line, after, steps, fingerprint, change, group], and where the
/// article has no text also before, left and right.
class EntryWriter {
  public:
    EntryWriter(Writer& writer, std::vector<std::string>& steps, std::set<std::string>& rules, bool has_text)
        : writer_(writer), steps_(steps), rules_(rules), has_text_(has_text) {
        for (const std::string& known : steps_) known_.emplace(known, known_.size());
    }

    /// `state`: 0 for an applied edit, else the reason for which it was held, from 1.
    template <class Entry>
    void put(const Entry& entry, std::size_t state) {
        writer_.StartArray();
        for (const std::size_t number : {state, entry.at.begin, entry.at.end, entry.around.line})
            writer_.Uint64(number);
        write(writer_, entry.after);
        writer_.Uint64(number_of(entry.steps));
        for (const auto* text : {&entry.fingerprint, &entry.change_id, &entry.group}) write(writer_, *text);
        if (!has_text_)
            for (const auto* text : {&entry.before, &entry.around.left, &entry.around.right})
                write(writer_, *text);
        writer_.EndArray();
    }

  private:
    std::size_t number_of(const std::vector<Step>& steps) {
        const auto [found, is_new] = known_.emplace(steps_as_json(steps), steps_.size());
        if (is_new) {
            steps_.push_back(found->first);
            for (const Step& step : steps) rules_.insert(step.rule);
        }
        return found->second;
    }
    Writer& writer_;
    std::vector<std::string>& steps_;
    std::set<std::string>& rules_;
    bool has_text_;
    std::map<std::string, std::size_t> known_;
};

void write(Writer& writer, const ReviewCard& card) {
    writer.StartObject();
    write(writer, "id", card.id);
    if (card.rule) {
        const Rule& rule = *card.rule;
        const RuleCard of_rule = rule.card.read();
        write(writer, "confidence", to_string(rule.confidence));
        write(writer, "why", rule.why);
        write(writer, "find", rule.find);
        write(writer, "replace", rule.replace);
        write(writer, "from", of_rule.from);
        write(writer, "evidence", of_rule.evidence);
        write(writer, "added", of_rule.added);
        write(writer, "fixes", of_rule.fixes);
        write(writer, "keeps", of_rule.keeps);
        write(writer, "known_wrong", of_rule.known_wrong);
        write(writer, "written", card.written);
    } else {
        write(writer, "description", card.description);
    }
    writer.EndObject();
}

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '<')
            out += "&lt;";
        else if (c == '&')
            out += "&amp;";
        else
            out += c;
    }
    return out;
}

}  // namespace

ReviewPage::ReviewPage(std::string_view log_name, Sink out)
    : out_(std::move(out)), log_name_(log_name), hash_(content_hash("")) {
    out_(
        fmt::format("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src "
                    "'{}'; style-src '{}'; base-uri 'none'; form-action 'none'\">\n<meta name=\"viewport\" "
                    "content=\"width=device-width, initial-scale=1\">\n<title>{} – mtmend review</title>\n"
                    "<style>{}</style>\n</head>\n<body>\n{}",
                    review_files::script_hash, review_files::style_hash, escaped(visible(log_name)),
                    review_files::style, review_files::body));
}

void ReviewPage::add(ArticleLog log, std::optional<std::string_view> text) {
    hash_ = content_hash(hash_ + to_json_line(log));
    if (!made_by_) made_by_ = log.made_by;
    if (text) log = in_unit(std::move(log), OffsetUnit::utf16, *text);  // as scripts count
    rapidjson::StringBuffer buffer;
    Writer writer(buffer);
    writer.StartObject();
    write(writer, "id", log.id);
    if (!log.field.empty()) write(writer, "field", log.field);
    if (text) write(writer, "text", *text);
    if (log.other_language) write(writer, "skipped", "not in the expected language");
    if (!log.error.empty()) write(writer, "error", log.error);
    writer.Key("edits");
    writer.StartArray();
    EntryWriter entries(writer, steps_, rules_, text.has_value());
    for (const LoggedEdit& edit : log.edits) entries.put(edit, 0);
    for (const LoggedHeld& held : log.held) entries.put(held, 1 + static_cast<std::size_t>(held.reason));
    writer.EndArray();
    writer.EndObject();
    if (!articles_.empty()) articles_ += ",\n";
    articles_ += text_in(buffer);
    if (articles_.size() >= block_size) write_block();
}

void ReviewPage::finish(const std::vector<ReviewCard>& cards, std::string_view dictionaries) {
    if (!articles_.empty()) write_block();
    rapidjson::StringBuffer buffer;
    Writer writer(buffer);
    writer.StartObject();
    write(writer, "log", log_name_);
    write(writer, "hash", hash_);
    write(writer, "dictionaries", dictionaries);
    if (made_by_) {
        write(writer, "version", made_by_->version);
        write(writer, "profile", made_by_->profile);
        write(writer, "apply", to_string(made_by_->apply));
        write(writer, "made_with", made_by_->dictionaries);
    }
    writer.Key("cards");
    writer.StartArray();
    for (const ReviewCard& card : cards) write(writer, card);
    writer.EndArray();
    writer.EndObject();
    write_data("about", text_in(buffer));
    out_(fmt::format("<script>{}</script>\n</body>\n</html>\n", review_files::script));
}

void ReviewPage::write_block() {
    std::string json = "{\"articles\":[" + articles_ + "],\n\"steps\":[";
    for (const std::string& steps : steps_) {
        if (&steps != &steps_.front()) json += ',';
        json += steps;
    }
    write_data("articles", json + "]}");
    articles_ = {};
    steps_ = {};
}

void ReviewPage::write_data(std::string_view name, std::string_view json) {
    out_(fmt::format("<script type=\"application/json\" data-holds=\"{}\">", name));
    out_(without_angles(json));
    out_("</script>\n");
}

}  // namespace mtmend
