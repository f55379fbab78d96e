#pragma once
#include <stdexcept>

namespace mtmend {

/// A file that cannot be read, understood or written. `what()` is one complete line for people:
/// "where: what is wrong; what to do next", where `where` is a path, with line and column or byte if there is
/// one.
class InputError : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

}  // namespace mtmend
