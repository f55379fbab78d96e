#pragma once
#include "pipeline/dictionaries.hpp"
#include "stages/names/name_table.hpp"

namespace mtmend {

/// Reads the tables of dictionaries/names.
NameTable read_name_tables(const Dictionaries& dictionaries);

/// The same from the image where it has them, with the first words of all names marked.
NameTable load_name_tables(const Dictionaries& dictionaries);

}  // namespace mtmend
