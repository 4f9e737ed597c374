#pragma once

#include <optional>
#include <vector>

#include "base/source_text.hpp"
#include "document/document.hpp"
#include "gitlab/gitlab_rules.hpp"

namespace monoci {

// A file as GitLab reads it: cut into documents at lines that begin with `---`, wherever those stand.
struct GitLabText {
  SourceText source;
  std::vector<Value> documents;       // those that GitLab uses: one, or a `spec` header and what follows it
  std::vector<Spot> left_over;        // where documents begin that it ignores
  std::vector<Spot> directives = {};  // lines that begin with `%` where a document begins
  YamlNotes notes = {};

  bool has_header() const { return documents.size() > 1; }
};

// Syntax errors, keys given twice and what is no UTF-8 are told; nothing is then returned.
std::optional<GitLabText> read_gitlab_text(const SourceText& source, Diagnostics& problems);

// Reads a file and applies the rules about texts.
std::optional<PipelineFile> read_gitlab_file(const SourceText& source, Diagnostics& problems);

}  // namespace monoci
