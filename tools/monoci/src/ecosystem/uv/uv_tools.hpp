#pragma once

#include <string_view>

#include "ecosystem/tool_files.hpp"

namespace monoci {

// The tools of a Python project that look for their settings in the directories above it, each with the files it takes.
// The first row of a tool names its settings, in the order in which it prefers them.
namespace uv_tool_files {
inline constexpr std::string_view kUv[] = {"pyproject.toml", "uv.toml", ".python-version"};
inline constexpr std::string_view kPytest[] = {"pytest.ini", ".pytest.ini", "pytest.toml", ".pytest.toml"};
inline constexpr std::string_view kPytestCode[] = {"conftest.py"};
inline constexpr std::string_view kTox[] = {"tox.ini"};
inline constexpr std::string_view kSetuptools[] = {"setup.cfg"};
inline constexpr std::string_view kRuff[] = {"ruff.toml", ".ruff.toml"};
inline constexpr std::string_view kMypy[] = {"mypy.ini", ".mypy.ini"};
inline constexpr std::string_view kTy[] = {"ty.toml"};
inline constexpr std::string_view kPyright[] = {"pyrightconfig.json"};
inline constexpr std::string_view kCoverage[] = {".coveragerc"};
inline constexpr std::string_view kFlake8[] = {".flake8"};
inline constexpr std::string_view kPylint[] = {"pylintrc", ".pylintrc", "pylintrc.toml", ".pylintrc.toml"};
inline constexpr std::string_view kSqlfluff[] = {".sqlfluff"};
}  // namespace uv_tool_files

inline constexpr ToolFiles kUvTools[] = {{"uv", uv_tool_files::kUv},
                                         {"pytest", uv_tool_files::kPytest},
                                         {"pytest", uv_tool_files::kPytestCode},
                                         {"tox", uv_tool_files::kTox},
                                         {"setuptools", uv_tool_files::kSetuptools},
                                         {"ruff", uv_tool_files::kRuff},
                                         {"mypy", uv_tool_files::kMypy},
                                         {"ty", uv_tool_files::kTy},
                                         {"pyright", uv_tool_files::kPyright},
                                         {"coverage", uv_tool_files::kCoverage},
                                         {"flake8", uv_tool_files::kFlake8},
                                         {"pylint", uv_tool_files::kPylint},
                                         {"sqlfluff", uv_tool_files::kSqlfluff}};

}  // namespace monoci
