// The tools that `monoci init` has jobs for, and by what signs it knows them. A new tool is a row in tool.cpp, and a
// function that writes its job.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace monoci {

enum class Tool : std::uint8_t { ruff, mypy, pyright, ty, pytest, dbt, sqlfluff };

struct ToolRow {
  Tool tool;
  std::string_view name;                        // of the program, and of its `[tool.NAME]` table
  std::string_view package;                     // what a manifest requires, normalised
  std::string_view plugins;                     // packages that begin so bring it along; empty for none
  std::span<const std::string_view> files;      // of its settings, beside a manifest
  std::string_view ini_section;                 // of its settings in setup.cfg and tox.ini; empty for none
  std::string_view group_hint;                  // what the group or extra made for it is mostly called
  std::span<const std::string_view> path_keys;  // of its settings: where it looks when nobody says so
};

std::span<const ToolRow> tool_rows();
const ToolRow& row_of(Tool tool);
bool brings(const ToolRow& row, std::string_view package);

}  // namespace monoci
