// What a value may look like, for many keys alike. A missing value and one that is known only elsewhere have no fault.
// `name` is how a message calls the value: the keys that lead to it below the job, `artifacts.reports`.
#pragma once

#include <initializer_list>
#include <span>
#include <string_view>

#include "base/diagnostic.hpp"
#include "gitlab/rules/pipeline_node.hpp"

namespace monoci {

using Words = std::span<const std::string_view>;

bool is_known(const PipelineNode& node);  // there, and not opaque

void refuse(const PipelineNode& node, std::string_view name, std::string_view wanted, Diagnostics& problems);

// A map with no other keys than these; whether it is a map at all.
bool check_map(const PipelineNode& node, std::string_view name, Words keys, Diagnostics& problems);
void check_unknown_keys(const PipelineNode& map, std::string_view name, Words keys, Diagnostics& problems);
void require_key(const PipelineNode& map, std::string_view name, std::string_view key, Diagnostics& problems);

bool check_text(const PipelineNode& node, std::string_view name, Diagnostics& problems);
void check_filled_text(const PipelineNode& node, std::string_view name, Diagnostics& problems);
void check_boolean(const PipelineNode& node, std::string_view name, Diagnostics& problems);
void check_texts(const PipelineNode& node, std::string_view name, Diagnostics& problems);
void check_text_or_texts(const PipelineNode& node, std::string_view name, Diagnostics& problems);
void check_choice(const PipelineNode& node, std::string_view name, Words words, Diagnostics& problems);
void check_choices(const PipelineNode& node, std::string_view name, Words words,
                   Diagnostics& problems);  // one, or a list
void check_number(const PipelineNode& node, std::string_view name, int least, int most, Diagnostics& problems);
void check_length(const PipelineNode& node, std::string_view name, std::size_t most,
                  Diagnostics& problems);  // of a list
void check_commands(const PipelineNode& node, std::string_view name, Diagnostics& problems);

std::size_t character_count(std::string_view text);

}  // namespace monoci
