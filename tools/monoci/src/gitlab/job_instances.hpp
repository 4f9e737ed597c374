// The jobs that GitLab makes of one with `parallel`, and how it calls them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "document/document.hpp"

namespace monoci {

// What stands behind the name of a job in those of its instances: ` 1/3`, or `: [amd64, 3.12]`. None where `parallel`
// says nothing that makes sense, or too much.
std::vector<std::string> instance_suffixes(const Value& parallel);

// Where the suffix of an instance may begin in the name of a job: `build: [amd64]` may be an instance of `build`.
std::vector<std::size_t> suffix_marks(std::string_view name);

// The suffixes of the instances that a need asks for. `asked` is the suffix of one, or a map with `matrix`; expressions
// (`$[[ matrix.ARCH ]]`) stand for the values that the job that asks, with this `parallel`, has itself. Nothing where
// one of them names no variable of it.
std::optional<std::vector<std::string>> asked_suffixes(const Value& asked, const Value* own_parallel);

}  // namespace monoci
