#include <algorithm>

#include "document/document.hpp"
#include "ecosystem/ecosystem.hpp"
#include "init/file_text.hpp"
#include "init/signs.hpp"

namespace monoci {

namespace {

constexpr std::string_view kScriptNames[] = {"Makefile", "justfile",   "Justfile",
                                             "tox.ini",  "noxfile.py", ".gitlab-ci.yml"};
constexpr std::string_view kPreCommit = ".pre-commit-config.yaml";

bool is_manifest(const RepoPath& file) { return ecosystem_of_manifest(file.name()) != nullptr; }

bool is_script(const RepoPath& file) {
  const auto parts = file.components();
  if (parts.size() > 1 && (parts[0] == ".github" || parts[0] == ".gitlab" || parts[0] == "scripts")) return true;
  if (parts.size() <= 2 && file.name().ends_with(".toml")) return true;  // tasks that several manifests include
  return file.name() == kPreCommit || is_manifest(file) ||
         std::ranges::find(kScriptNames, file.name()) != std::end(kScriptNames);
}

bool says(const std::string& text, std::string_view word) { return text.contains(word); }

void note_calls(const std::string& text, CiWords& words) {
  if (says(text, "mypy")) words.called.insert(Tool::mypy);
  if (says(text, "pyright")) words.called.insert(Tool::pyright);
  if (says(text, "ty check")) words.called.insert(Tool::ty);
}

// Of the hooks that come from a repository of the tool's own, by what that is called.
void read_hooks(const std::string& text, CiWords& words) {
  Diagnostics unheeded;
  const auto document = read_yaml({std::string(kPreCommit), text}, unheeded);
  const auto* repositories = document ? document->find("repos") : nullptr;
  if (repositories == nullptr) return;
  for (const auto& repository : repositories->items) {
    const auto* url = repository.find("repo");
    const auto* revision = repository.find("rev");
    if (url == nullptr || revision == nullptr) continue;
    const auto version = revision->scalar.substr(revision->scalar.starts_with('v') ? 1 : 0);
    if (url->scalar.ends_with("/ruff-pre-commit")) words.hooks["ruff"] = version;
    if (url->scalar.ends_with("/sqlfluff")) words.hooks["sqlfluff"] = version;
  }
}

}  // namespace

CiWords ci_words(const FileTree& tree, const std::vector<RepoPath>& files) {
  CiWords words;
  for (const auto& file : files) {
    const auto text = is_script(file) ? file_text(tree, file) : std::nullopt;
    if (!text) continue;
    words.all_extras |= says(*text, "--all-extras");
    if (!is_manifest(file)) note_calls(*text, words);  // which names them as requirements
    words.ruff_format |= says(*text, "ruff format") || says(*text, "ruff-format");
    if (file.str() == kPreCommit) read_hooks(*text, words);
  }
  return words;
}

}  // namespace monoci
