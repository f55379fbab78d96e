#pragma once
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/log/decisions.hpp"
#include "pipeline/log/diff_log.hpp"

namespace mtmend::cli {

/// An edit, applied or held, as it is shown.
struct ReviewEdit {
    LoggedHeld entry;  ///< an applied one has no reason
    bool is_held = false;
};

/// What is decided on at once: an edit, or a group of them.
struct ReviewItem {
    std::string id;     ///< of the article
    std::string label;  ///< the same, with the field
    std::vector<ReviewEdit> edits;
    const ArticleLog* line = nullptr;  ///< what they stand in, as long as `text`
    std::optional<std::string_view>
        text;  ///< the article, where it is at hand; valid until the next item is opened
};

/// The edits of a log that can be decided on, in its order: within an article by place, applied and held ones
/// among each other, those of a group together. Articles lie in a temporary file; memory is some 50 bytes an
/// edit, the ids of articles, and one article.
class ReviewList {
  public:
    ReviewList();

    /// One line of the log. `text`: what it is about (then the log must be in bytes), or nothing. Throws
    /// InputError where there is no room for temporary files.
    void add(const ArticleLog& log, std::optional<std::string_view> text);

    std::size_t size() const { return items_.size(); }
    bool empty() const { return items_.empty(); }

    /// One of them, read from the file; cheap within one article.
    ReviewItem open(std::size_t item) const;

    /// What decides it: the weightiest decision on any of its edits.
    const Decision* decision_on(std::size_t item, const Decisions& decisions) const;

    /// Whether a decision on that edit of item `a`, or on its change everywhere, is one on item `b` too.
    bool shares_name(std::size_t a, std::size_t edit, std::size_t b) const;
    bool shares_change(std::size_t a, std::size_t edit, std::size_t b) const;
    /// Numbers of all rules of an item's edits, in the order of their steps.
    std::vector<std::uint32_t> rules_of(std::size_t item) const;
    bool has_rule(std::size_t item, std::uint32_t rule) const;
    const std::string& rule_name(std::uint32_t rule) const { return rule_names_[rule]; }

  private:
    struct Entry {
        std::uint64_t fingerprint;
        std::uint64_t change;
        std::uint32_t steps;  ///< of steps_
        std::uint32_t place;  ///< in edits or held of its log line
        bool is_held;
    };
    struct Item {
        std::uint32_t article;
        std::uint32_t size;
        std::size_t first;  ///< of entries_
    };
    struct Article {
        std::string id;
        std::size_t at;  ///< in the file: the line, then the text
        std::size_t line_size;
        std::optional<std::size_t> text_size;
    };
    struct Opened {
        std::size_t article = ~std::size_t{0};
        ArticleLog log;
        std::string text;
    };
    struct Close {
        void operator()(std::FILE* file) const { std::fclose(file); }
    };
    std::uint32_t number_of_rule(const std::string& rule);
    std::uint32_t number_of_steps(const std::vector<Step>& steps);
    template <class Found>
    void add_entry(const Found& found, std::size_t place, bool is_held);
    void put(std::string_view bytes);
    std::string get(std::size_t at, std::size_t size) const;
    const Opened& opened(std::size_t article) const;

    std::vector<Article> articles_;
    std::vector<Entry> entries_;
    std::vector<Item> items_;
    std::vector<std::vector<Step>> steps_;  ///< with their rules only
    std::vector<std::vector<std::uint32_t>> rules_of_steps_;
    std::map<std::vector<std::uint32_t>, std::uint32_t> known_steps_;
    std::vector<std::string> rule_names_;
    std::map<std::string, std::uint32_t> known_rules_;
    std::unique_ptr<std::FILE, Close> file_;
    std::size_t file_size_ = 0;
    mutable Opened opened_;
};

}  // namespace mtmend::cli
