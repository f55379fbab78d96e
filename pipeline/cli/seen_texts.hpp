#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "pipeline/log/diff_log.hpp"
#include "pipeline/text/sketch.hpp"

namespace mtmend::cli {

/// The texts of a batch, as far as they are like none before: what later ones may be duplicates of.
///
/// An exact duplicate has the same words, whatever white space is between them; a near one has at least four
/// fifths of its runs of three words in common with an earlier text, about. Duplicates are not remembered:
/// all of a group are duplicates of its first text, and likeness is not handed on from one to the next.
///
/// Candidates for near duplicates have a band of six bins in common, of 20 (J. Leskovec, A. Rajaraman,
/// J. Ullman, "Mining of Massive Datasets", chapter 3): a text of likeness 0.8 is found in 99.8 of 100 cases,
/// and in an unlike one they are seldom equal.
///
/// Memory is bounded: when there are `most` texts, or their names are longer than 256 bytes each on the
/// average, the one remembered first is forgotten, and a later text like it counts as new. Some 500 bytes a
/// text. What comes out follows from the order of calls alone.
class SeenTexts {
  public:
    static constexpr std::size_t standard_most = 1'000'000;
    explicit SeenTexts(std::size_t most = standard_most);

    /// What a text is a duplicate of; else it is remembered under `id` and `field`. A text without words is
    /// neither. Constant time.
    std::optional<Duplicate> place(const Sketch& sketch, const std::string& id, const std::string& field);

  private:
    static constexpr std::size_t band = 6;  ///< bins
    static constexpr std::size_t bands = Sketch::bins / band;
    static constexpr std::size_t tables = bands + 1;  ///< the last one finds exact duplicates
    using Number = std::uint32_t;                     ///< of a text, from 1, in order; 0 is none
    struct Text {
        Sketch sketch;
        std::string id;
        std::string field;
        /// For each table, the last one before it in the same place of the table.
        std::array<Number, tables> before{};
    };
    std::size_t place_in(std::size_t table, const Sketch& sketch) const;
    const Text* find(Number number) const;
    const Text* exact(const Sketch& sketch) const;
    const Text* nearest(const Sketch& sketch) const;
    void remember(const Sketch& sketch, const std::string& id, const std::string& field);
    void enter(Number number);
    void forget_first();
    void make_tables();
    std::size_t most_;
    std::size_t name_bytes_ = 0;
    std::deque<std::unique_ptr<Text>> texts_;
    Number first_ = 1;  ///< the number of texts_.front()
    /// By a hash of the band: the last text there.
    std::array<std::vector<Number>, tables> last_;
};

}  // namespace mtmend::cli
