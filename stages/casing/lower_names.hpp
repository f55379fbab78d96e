#pragma once
#include "stages/casing/pass.hpp"

namespace mtmend {

/// Names in lower case: those of the lists, and those that the article has with a capital.
class LowerNames : CasingPass {
  public:
    explicit LowerNames(const CasingPass& pass) : CasingPass(pass) {}

    /// A day, a people, a place: always with a capital.
    void proper_name(std::size_t i) const;
    /// A surname, first name or brand: it may be somebody's handle or a tool's name, so the article or the
    /// words beside it must show it.
    void likely_name(std::size_t i) const;
    /// "President trump", "the biden Administration", "the obama and Biden administrations".
    bool is_office_holder(std::size_t i) const;
    /// "mitch Kelly", "sandra L. Thompson": a first name that is hardly a common noun, before a name.
    bool stands_before_surname(std::size_t i) const;
    /// "President trump" beside "President Trump", "mitch Kelly" beside "Mitch Kelly", "zelenskyy" beside
    /// "Zelenskyy". `forms`: of the word in the word table.
    bool is_name_of_article(std::size_t i, std::uint8_t forms) const;
    /// A name that the article has with a capital; some writers put "putin" in lower case on purpose.
    const Rule& card_of_article(std::size_t i) const;

  private:
    bool is_variety(std::size_t i) const;
    bool ends_clause(std::size_t i) const;
    bool is_epithet(std::size_t i) const;
    bool is_thing(std::size_t i) const;
    bool is_slug(std::size_t i) const;
    bool is_in_name(std::size_t i) const;
    bool is_command(std::size_t i) const;
    bool has_capital_neighbour(std::size_t i) const;
    bool is_one_of_many(std::size_t i) const;
    bool has_noun_ending(std::size_t i) const;
    bool stands_with_name(std::size_t i) const;
    bool pair_stands(std::size_t i) const;
};

}  // namespace mtmend
