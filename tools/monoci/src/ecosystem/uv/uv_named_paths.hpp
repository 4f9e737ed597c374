#pragma once

#include "ecosystem/named_paths.hpp"

namespace monoci {

// What the tables of tools in a pyproject.toml name, beside packaging (uv_parent_paths).
std::vector<NamedPath> uv_tool_paths(const Value& pyproject);

// What the settings of tools name, each in its own file.
std::vector<NamedPath> ini_paths(const SourceText& source);   // pytest.ini, tox.ini, setup.cfg, mypy.ini, …
std::vector<NamedPath> tox_paths(const SourceText& source);   // what sections of tox install
std::vector<NamedPath> ruff_paths(const SourceText& source);  // also a pyproject.toml that `extend` names
std::vector<NamedPath> ty_paths(const SourceText& source);

std::vector<NamedPath> uv_toml_paths(const SourceText& source);
std::vector<NamedPath> coverage_toml_paths(const SourceText& source);
std::vector<NamedPath> pylint_toml_paths(const SourceText& source);
std::vector<NamedPath> pyright_paths(const SourceText& source);  // JSON, with comments

}  // namespace monoci
