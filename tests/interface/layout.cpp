// Prints what a program that was built against libmtmend has in it of its types: sizes, places of members,
// slots of virtual functions. tests/interface/layout.txt is what it prints; run.sh compares.
#include <chrono>
#include <cstring>
#include <filesystem>
#include <functional>
#include <iostream>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>
// Inline functions of the headers read private members too: their places count.
#define private public
#include <mtmend/mtmend.hpp>
#undef private
#pragma GCC diagnostic ignored "-Winvalid-offsetof"

#define TYPE(T) \
    std::cout << #T << ": size " << sizeof(mtmend::T) << ", alignment " << alignof(mtmend::T) << '\n'
#define AT(T, member) std::cout << "  " << #member << " at " << offsetof(mtmend::T, member) << '\n'
#define VALUE(name) std::cout << #name << " = " << static_cast<unsigned long>(mtmend::name) << '\n'
#define SLOT(T, function) std::cout << "  " << #function << " in slot " << slot(&mtmend::T::function) << '\n'

/// The place of a virtual function in the table (Itanium's ABI: the offset plus one).
template <class Function>
std::size_t slot(Function function) {
    std::size_t value = 0;
    std::memcpy(&value, &function, sizeof value);
    return (value - 1) / sizeof(void*);
}

int main() {
    TYPE(Span<mtmend::Source>), AT(Span<mtmend::Source>, begin), AT(Span<mtmend::Source>, end);
    TYPE(Step), AT(Step, stage), AT(Step, rule), AT(Step, confidence), AT(Step, why);
    TYPE(Edit), AT(Edit, at), AT(Edit, after), AT(Edit, rule), AT(Edit, confidence), AT(Edit, why),
        AT(Edit, group);
    TYPE(Change), AT(Change, at), AT(Change, after), AT(Change, steps), AT(Change, group);
    TYPE(EditSet), AT(EditSet, changes_), AT(EditSet, made_begins_);
    TYPE(AppliedEdit), AT(AppliedEdit, at), AT(AppliedEdit, to), AT(AppliedEdit, before),
        AT(AppliedEdit, after), AT(AppliedEdit, steps), AT(AppliedEdit, group), AT(AppliedEdit, fingerprint),
        AT(AppliedEdit, change_id);
    TYPE(HeldEdit), AT(HeldEdit, at), AT(HeldEdit, before), AT(HeldEdit, after), AT(HeldEdit, steps),
        AT(HeldEdit, group), AT(HeldEdit, reason), AT(HeldEdit, fingerprint), AT(HeldEdit, change_id),
        AT(HeldEdit, over);
    TYPE(Report), AT(Report, clean), AT(Report, edits), AT(Report, held), AT(Report, other_language),
        AT(Report, changes);
    TYPE(Policy), AT(Policy, apply), AT(Policy, source_language), AT(Policy, keeps_to_line),
        AT(Policy, only_rule);
    TYPE(Options), AT(Options, profile), AT(Options, policy), AT(Options, dictionaries), AT(Options, stages),
        AT(Options, data), AT(Options, skip);
    TYPE(LogLine), AT(LogLine, id), AT(LogLine, field), AT(LogLine, offsets), AT(LogLine, apply);
    TYPE(Error), AT(Error, kind), AT(Error, text), AT(Error, byte);
    TYPE(Outcome<mtmend::Report>), TYPE(Outcome<mtmend::Pipeline>);
    TYPE(Pipeline), AT(Pipeline, dictionaries_), AT(Pipeline, stages_), AT(Pipeline, policy_);
    TYPE(StageCard), AT(StageCard, name), AT(StageCard, mends), AT(StageCard, wakes_on);
    TYPE(EditSink), AT(EditSink, edits_);
    TYPE(Word), AT(Word, at), AT(Word, hash), AT(Word, marks), AT(Word, rank), AT(Word, capital),
        AT(Word, all_capitals), AT(Word, has_digit), AT(Word, possessive), AT(Word, non_latin);
    TYPE(ProtectedSpan), AT(ProtectedSpan, at), AT(ProtectedSpan, why);
    TYPE(Evidence), AT(Evidence, source_language);
    TYPE(Document), AT(Document, text_), AT(Document, lexicon_), AT(Document, evidence_),
        AT(Document, words_), AT(Document, signals_), AT(Document, marks_);
    TYPE(OffsetCounter), AT(OffsetCounter, text_), AT(OffsetCounter, unit_), AT(OffsetCounter, byte_),
        AT(OffsetCounter, count_);
    TYPE(utf8::CodePoint), AT(utf8::CodePoint, value), AT(utf8::CodePoint, size);
    TYPE(Stage), SLOT(Stage, card), SLOT(Stage, propose), SLOT(Stage, repair), SLOT(Stage, describe),
        SLOT(Stage, cards_of_lists), SLOT(Stage, wakes);
    VALUE(Confidence::safe), VALUE(Confidence::likely), VALUE(Confidence::suggestion);
    VALUE(HeldReason::low_confidence), VALUE(HeldReason::overlap), VALUE(HeldReason::protected_span),
        VALUE(HeldReason::rejected);
    VALUE(Error::Kind::not_utf8), VALUE(Error::Kind::too_long), VALUE(Error::Kind::unknown_name),
        VALUE(Error::Kind::unusable), VALUE(Error::Kind::no_memory), VALUE(Error::Kind::other);
    VALUE(OffsetUnit::utf8), VALUE(OffsetUnit::codepoint), VALUE(OffsetUnit::utf16);
    VALUE(signals::non_ascii), VALUE(signals::markup), VALUE(signals::odd_space), VALUE(signals::glued),
        VALUE(signals::repeated_word), VALUE(signals::unknown_word), VALUE(signals::digit),
        VALUE(signals::quote), VALUE(signals::line_break), VALUE(signals::control), VALUE(signals::long_text);
}
