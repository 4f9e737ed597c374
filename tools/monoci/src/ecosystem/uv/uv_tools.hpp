#pragma once

#include <string_view>

#include "ecosystem/tool_files.hpp"
#include "ecosystem/uv/uv_named_paths.hpp"

namespace monoci {

// The tools of a Python project that look for their settings in the directories above it, each with the files it takes.
// The first row of a tool names its settings, in the order in which it prefers them.
namespace uv_tool_files {
inline constexpr std::string_view kUv[] = {"pyproject.toml", ".python-version", ".python-versions"};
inline constexpr std::string_view kUvSettings[] = {"uv.toml"};
inline constexpr std::string_view kPytest[] = {"pytest.ini", ".pytest.ini", "pytest.toml", ".pytest.toml"};
inline constexpr std::string_view kPytestCode[] = {"conftest.py"};
inline constexpr std::string_view kTox[] = {"tox.ini"};
inline constexpr std::string_view kToxToml[] = {"tox.toml"};
inline constexpr std::string_view kNox[] = {"noxfile.py"};
inline constexpr std::string_view kSetuptools[] = {"setup.cfg"};
inline constexpr std::string_view kRuff[] = {"ruff.toml", ".ruff.toml"};
inline constexpr std::string_view kMypy[] = {"mypy.ini", ".mypy.ini"};
inline constexpr std::string_view kTy[] = {"ty.toml"};
inline constexpr std::string_view kPyright[] = {"pyrightconfig.json"};
inline constexpr std::string_view kCoverage[] = {".coveragerc"};
inline constexpr std::string_view kCoverageToml[] = {".coveragerc.toml"};
inline constexpr std::string_view kFlake8[] = {".flake8"};
inline constexpr std::string_view kPylint[] = {"pylintrc", ".pylintrc"};
inline constexpr std::string_view kPylintToml[] = {"pylintrc.toml", ".pylintrc.toml"};
inline constexpr std::string_view kSqlfluff[] = {".sqlfluff"};
inline constexpr std::string_view kSqlfluffIgnore[] = {".sqlfluffignore"};
inline constexpr std::string_view kIsort[] = {".isort.cfg"};
inline constexpr std::string_view kPyrefly[] = {"pyrefly.toml"};
}  // namespace uv_tool_files

inline constexpr ToolFiles kUvTools[] = {{"uv", uv_tool_files::kUv, nullptr, true},
                                         {"uv", uv_tool_files::kUvSettings, &uv_toml_paths},
                                         {"pytest", uv_tool_files::kPytest, &ini_paths},
                                         {"pytest", uv_tool_files::kPytestCode},
                                         {"tox", uv_tool_files::kTox, &ini_paths, true},
                                         {"tox", uv_tool_files::kToxToml, &build_paths},
                                         {"nox", uv_tool_files::kNox, &build_paths},
                                         {"setuptools", uv_tool_files::kSetuptools, &ini_paths, true},
                                         {"ruff", uv_tool_files::kRuff, &ruff_paths},
                                         {"mypy", uv_tool_files::kMypy, &ini_paths},
                                         {"ty", uv_tool_files::kTy, &ty_paths},
                                         {"pyright", uv_tool_files::kPyright, &pyright_paths},
                                         {"pyrefly", uv_tool_files::kPyrefly, &program_paths},
                                         {"coverage", uv_tool_files::kCoverage, &ini_paths},
                                         {"coverage", uv_tool_files::kCoverageToml, &coverage_toml_paths},
                                         {"flake8", uv_tool_files::kFlake8, &ini_paths},
                                         {"pylint", uv_tool_files::kPylint, &ini_paths},
                                         {"pylint", uv_tool_files::kPylintToml, &pylint_toml_paths},
                                         {"isort", uv_tool_files::kIsort, &ini_paths},
                                         {"sqlfluff", uv_tool_files::kSqlfluff, &ini_paths},
                                         {"sqlfluff", uv_tool_files::kSqlfluffIgnore}};

}  // namespace monoci
