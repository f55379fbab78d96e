#include "pipeline/edit/edit_set.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <stdexcept>
#include <utility>

namespace mtmend {
namespace {

/// Keeps together what must be decided together: once changes of two groups are one change, accepting the
/// rest of one group without the other would accept half an edit.
class Groups {
  public:
    /// `group` becomes the group of a change that another one, of the group `other`, is joined to.
    void meet(std::string& group, const std::string& other) {
        if (group.empty()) {
            group = other;
        } else if (!other.empty() && group != other) {
            unite(group, other);
        }
    }

    void rename(std::vector<Change>& changes) const {
        if (parent_.empty()) return;
        for (Change& change : changes) change.group = root(change.group);
    }

  private:
    std::string root(std::string group) const {
        for (auto found = parent_.find(group); found != parent_.end(); found = parent_.find(group)) {
            group = found->second;
        }
        return group;
    }

    void unite(const std::string& a, const std::string& b) {
        // The name that sorts first, so that it does not depend on the order in which sets are put together.
        const auto [keeps, gives_way] = std::minmax({root(a), root(b)});
        if (keeps != gives_way) parent_[gives_way] = keeps;
    }

    std::map<std::string, std::string> parent_;
};

void append(std::vector<Step>& steps, const std::vector<Step>& more) {
    steps.insert(steps.end(), more.begin(), more.end());
}

bool stands_before(const Change& a, const Change& b) {
    return a.at.begin != b.at.begin ? a.at.begin < b.at.begin : a.at.end < b.at.end;
}

void check_order(Span<Source> at) {
    if (at.begin <= at.end) return;
    throw std::invalid_argument(
        fmt::format("the change at [{}, {}) ends before it begins", at.begin, at.end));
}

/// Of two neighbours in sorted order.
void check_apart(Span<Source> a, Span<Source> b) {
    if (a.end <= b.begin && a != b) return;
    throw std::invalid_argument(
        fmt::format("the changes at [{}, {}) and [{}, {}) overlap: only one can be in a set", a.begin, a.end,
                    b.begin, b.end));
}

void check_fits(const std::vector<Change>& changes, std::string_view source) {
    if (changes.empty() || changes.back().at.end <= source.size()) return;
    throw std::out_of_range(fmt::format("the change at [{}, {}) is not within its source of {} bytes",
                                        changes.back().at.begin, changes.back().at.end, source.size()));
}

/// Carries an offset across changes that stand at `from(i)` in the text it comes from and at `to(i)` in the
/// other.
template <class From, class To>
std::size_t carried(std::size_t offset, EditSet::Side side, std::size_t count, From from, To to) {
    std::size_t low = 0, high = count;
    while (low < high) {
        const std::size_t middle = low + (high - low) / 2;
        const std::size_t begin = from(middle).begin;
        // A change that begins right here has the byte behind the offset, not the one before it.
        const bool is_behind = begin > offset || (begin == offset && side == EditSet::Side::end);
        (is_behind ? high : low) = is_behind ? middle : middle + 1;
    }
    if (low == 0) return offset;
    const auto source = from(low - 1);
    const auto target = to(low - 1);
    if (offset >= source.end) return target.end + (offset - source.end);
    return side == EditSet::Side::begin ? target.begin : target.end;
}

/// Follows one set with another: walks along the text between the two and makes one change of all that touch
/// there.
class Follower {
  public:
    Follower(const std::vector<Change>& first, std::vector<Span<Working>> made,
             const std::vector<Change>& next)
        : first_(first), made_(std::move(made)), next_(next) {}

    std::vector<Change> run() {
        std::vector<Change> out;
        out.reserve(first_.size() + next_.size());
        while (f_ < first_.size() || n_ < next_.size()) out.push_back(cluster());
        groups_.rename(out);
        return out;
    }

  private:
    /// The next change of the result.
    Change cluster() {
        const std::size_t f_begin = f_, n_begin = n_;
        const Span<Working> between = grow();
        Change change;
        change.at.begin = source_end_ + (between.begin - made_end_);
        change.after = text(between, f_begin, n_begin);
        for (std::size_t f = f_begin; f < f_; ++f) take(change, first_[f]);
        for (std::size_t n = n_begin; n < n_; ++n) take(change, next_[n]);
        if (f_ > f_begin) {
            source_end_ = first_[f_ - 1].at.end;
            made_end_ = made_[f_ - 1].end;
        }
        change.at.end = source_end_ + (between.end - made_end_);
        return change;
    }

    /// Moves both positions behind all that touches the first change there is, and returns where that stands.
    Span<Working> grow() {
        const bool starts_with_first =
            n_ == next_.size() || (f_ < first_.size() && made_[f_].begin <= next_[n_].at.begin);
        const std::size_t begin = starts_with_first ? made_[f_].begin : next_[n_].at.begin;
        Span<Working> between{begin, begin};
        for (;;) {
            if (f_ < first_.size() && made_[f_].begin <= between.end) {
                between.end = std::max(between.end, made_[f_++].end);
            } else if (n_ < next_.size() && next_[n_].at.begin <= between.end) {
                between.end = std::max(between.end, next_[n_++].at.end);
            } else {
                return between;
            }
        }
    }

    /// What stands in place of `between` in the end. Each of its bytes was made by `first_` or is replaced by
    /// `next_`, else it would have parted them: the source is not needed.
    std::string text(Span<Working> between, std::size_t f, std::size_t n) const {
        std::string out;
        std::size_t position = between.begin;
        for (; n < n_; ++n) {
            f = append_made(out, {position, next_[n].at.begin}, f);
            out.append(next_[n].after);
            position = next_[n].at.end;
        }
        append_made(out, {position, between.end}, f);
        return out;
    }

    /// Appends what `first_` made of `range`, from its change `f` on; returns the change to go on with.
    std::size_t append_made(std::string& out, Span<Working> range, std::size_t f) const {
        for (; f < f_; ++f) {
            const std::size_t begin = std::max(range.begin, made_[f].begin);
            const std::size_t end = std::min(range.end, made_[f].end);
            if (begin < end) out.append(first_[f].after, begin - made_[f].begin, end - begin);
            if (made_[f].end > range.end) break;
        }
        return f;
    }

    void take(Change& change, const Change& part) {
        append(change.steps, part.steps);
        groups_.meet(change.group, part.group);
    }

    const std::vector<Change>& first_;
    const std::vector<Span<Working>> made_;
    const std::vector<Change>& next_;
    Groups groups_;
    std::size_t f_ = 0;           ///< the first change of `first_` that is not yet in the result
    std::size_t n_ = 0;           ///< the same of `next_`
    std::size_t source_end_ = 0;  ///< where the last change taken from `first_` ends in the source
    std::size_t made_end_ = 0;    ///< and in the text between
};

}  // namespace

EditSet::EditSet(std::vector<Change> changes) {
    std::sort(changes.begin(), changes.end(), stands_before);
    std::vector<Change> joined;
    joined.reserve(changes.size());
    Groups groups;
    Span<Source> last;
    for (std::size_t i = 0; i < changes.size(); ++i) {
        Change& change = changes[i];
        check_order(change.at);
        if (i > 0) check_apart(last, change.at);
        last = change.at;
        if (joined.empty() || joined.back().at.end < change.at.begin) {
            joined.push_back(std::move(change));
            continue;
        }
        joined.back().at.end = change.at.end;
        joined.back().after += change.after;
        append(joined.back().steps, change.steps);
        groups.meet(joined.back().group, change.group);
    }
    groups.rename(joined);
    *this = of_sorted(std::move(joined));
}

EditSet EditSet::of_sorted(std::vector<Change> changes) {
    EditSet set;
    set.changes_ = std::move(changes);
    set.made_begins_.reserve(set.changes_.size());
    std::size_t source_end = 0, made_end = 0;
    for (const Change& change : set.changes_) {
        made_end += change.at.begin - source_end;
        set.made_begins_.push_back(made_end);
        made_end += change.after.size();
        source_end = change.at.end;
    }
    return set;
}

std::string EditSet::apply(std::string_view source) const {
    check_fits(changes_, source);
    std::string out;
    if (!empty()) out.reserve(made_span(size() - 1).end + (source.size() - changes_.back().at.end));
    std::size_t position = 0;
    for (const Change& change : changes_) {
        out.append(source.substr(position, change.at.begin - position));
        out.append(change.after);
        position = change.at.end;
    }
    out.append(source.substr(position));
    return out;
}

EditSet EditSet::then(const EditSet& next) const {
    if (next.empty()) return *this;
    return of_sorted(Follower(changes_, made_spans(), next.changes_).run());
}

EditSet EditSet::inverse(std::string_view source) const {
    check_fits(changes_, source);
    std::vector<Change> back;
    back.reserve(size());
    for (std::size_t i = 0; i < size(); ++i) {
        const Span<Working> made = made_span(i);
        const Change& change = changes_[i];
        back.push_back({{made.begin, made.end},
                        std::string(source.substr(change.at.begin, change.at.size())),
                        change.steps,
                        change.group});
    }
    return of_sorted(std::move(back));
}

Span<Working> EditSet::made_span(std::size_t index) const {
    return {made_begins_[index], made_begins_[index] + changes_[index].after.size()};
}

std::vector<Span<Working>> EditSet::made_spans() const {
    std::vector<Span<Working>> spans;
    spans.reserve(size());
    for (std::size_t i = 0; i < size(); ++i) spans.push_back(made_span(i));
    return spans;
}

std::size_t EditSet::to_source(std::size_t made_offset, Side side) const {
    return carried(
        made_offset, side, size(), [&](std::size_t i) { return made_span(i); },
        [&](std::size_t i) { return changes_[i].at; });
}

std::size_t EditSet::to_made(std::size_t source_offset, Side side) const {
    return carried(
        source_offset, side, size(), [&](std::size_t i) { return changes_[i].at; },
        [&](std::size_t i) { return made_span(i); });
}

// The ends of an empty span look away from each other, past what was taken out there: hence the sorting.
Span<Source> EditSet::to_source(Span<Working> span) const {
    const auto [begin, end] =
        std::minmax({to_source(span.begin, Side::begin), to_source(span.end, Side::end)});
    return {begin, end};
}

Span<Working> EditSet::to_made(Span<Source> span) const {
    const auto [begin, end] = std::minmax({to_made(span.begin, Side::begin), to_made(span.end, Side::end)});
    return {begin, end};
}

}  // namespace mtmend
