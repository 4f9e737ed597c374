#pragma once

#include <cstdint>

namespace monoci {

enum class EntryType : std::uint8_t { file, directory, link, submodule };

}  // namespace monoci
