#include "stages/boilerplate/widgets.hpp"

#include <algorithm>

#include "pipeline/text/utf8.hpp"

namespace mtmend {
namespace {

constexpr std::size_t longest_label = 24;

enum class Kind { other, percent, zero, stars, heading, label };

struct Piece {
    Span<Working> at;
    Kind kind = Kind::other;
};

Span<Working> stripped(std::string_view text, Span<Working> line) {
    while (!line.empty() && utf8::is_space(utf8::decode(text, line.begin).value))
        line.begin += utf8::decode(text, line.begin).size;
    while (!line.empty() && utf8::is_space(utf8::decode_before(text, line.end).value))
        line.end -= utf8::decode_before(text, line.end).size;
    return line;
}

Kind kind_of(std::string_view line, const WordSet& headings) {
    if (line.size() > longest_label) return Kind::other;
    if (line.back() == '%') {
        const std::size_t digits = line.find_first_not_of("0123456789.,");
        const std::size_t rest =
            digits == std::string_view::npos ? digits : line.find_first_not_of(" \xC2\xA0", digits);
        if (digits == 0 || rest != line.size() - 1) return Kind::other;
        return line.find_first_not_of("0., %\xC2\xA0") == std::string_view::npos ? Kind::zero : Kind::percent;
    }
    const std::string folded = utf8::folded(line);
    if (folded.size() >= 6 && folded[0] >= '1' && folded[0] <= '9' &&
        (folded.substr(1) == " star" || folded.substr(1) == " stars"))
        return Kind::stars;
    if (headings.contains(folded_hash(folded))) return Kind::heading;
    const bool capital = utf8::is_upper(utf8::decode(line, 0).value);
    return capital && line.find_first_of(".,:;!?") == std::string_view::npos &&
                   std::count(line.begin(), line.end(), ' ') <= 1
               ? Kind::label
               : Kind::other;
}

bool is_percent(const Piece& piece) {
    return piece.kind == Kind::percent || piece.kind == Kind::zero;
}

}  // namespace

std::vector<Span<Working>> find_widgets(const Document& document, const WordSet& headings) {
    std::vector<Span<Working>> widgets;
    if (document.text().find('%') == std::string_view::npos) return widgets;
    std::vector<Piece> pieces;
    for (const Line& line : document.lines()) {
        const Span<Working> at = stripped(document.text(), line);
        if (!at.empty()) pieces.push_back({at, kind_of(document.text(at), headings)});
    }
    for (std::size_t i = 0; i < pieces.size();) {
        // One unit after the other: label (once or twice) and percentage.
        const std::size_t first = i;
        std::size_t units = 0;
        std::size_t telling = 0;
        bool zero = true;
        while (i < pieces.size()) {
            std::size_t next = i;
            if (pieces[next].kind == Kind::heading) ++next;
            if (next >= pieces.size() ||
                (pieces[next].kind != Kind::label && pieces[next].kind != Kind::stars))
                break;
            const bool twice = next + 2 < pieces.size() &&
                               document.text(pieces[next].at) == document.text(pieces[next + 1].at);
            const bool stars = pieces[next].kind == Kind::stars;
            next += twice ? 2 : 1;
            if (next >= pieces.size() || !is_percent(pieces[next])) break;
            zero = zero && pieces[next].kind == Kind::zero;
            ++units;
            telling += twice || stars;
            i = next + 1;
        }
        if (units >= 3 && (telling == units || zero))
            widgets.push_back({pieces[first].at.begin, pieces[i - 1].at.end});
        i = std::max(i, first + 1);
    }
    return widgets;
}

}  // namespace mtmend
