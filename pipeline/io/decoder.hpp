#pragma once
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

struct UConverter;

namespace mtmend {

/// Turns bytes of a charset into UTF-8, piece by piece and strictly: a byte that the charset does not have is
/// an error, never a replacement character.
class Decoder {
  public:
    /// `encoding`: any name or alias that ICU knows ("windows-1252", "latin1", "Shift_JIS"). Throws
    /// InputError for an unknown one.
    explicit Decoder(const std::string& encoding);

    /// Appends `bytes` as UTF-8 to `out`; `last` goes with the final piece, which may be empty. A character
    /// may be cut by the end of a piece. Gives the offset, in the whole input, of the first byte that the
    /// charset does not have; then nothing more can be decoded.
    std::optional<std::size_t> decode(std::string_view bytes, bool last, std::string& out);

    /// What to tell people about such an offset: "what is wrong; what to do".
    std::string describe(std::size_t bad_offset) const;

    /// The charset that a byte order mark at the beginning of `bytes` announces, if it is one of UTF-16; else
    /// empty.
    static std::string announced_by(std::string_view bytes);

  private:
    struct Close {
        void operator()(UConverter* converter) const;
    };
    std::string encoding_;
    std::unique_ptr<UConverter, Close> from_;
    std::unique_ptr<UConverter, Close> to_;
    std::size_t consumed_ = 0;
};

}  // namespace mtmend
