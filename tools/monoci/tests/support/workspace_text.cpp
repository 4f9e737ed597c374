#include "support/workspace_text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace monoci {

namespace {

std::string quoted_list(const Texts& texts) {
  std::string list;
  for (const auto& text : texts) list += fmt::format("{}\"{}\"", list.empty() ? "" : ", ", text);
  return fmt::format("[{}]", list);
}

Workspace read_side(const MemoryTree& tree, ReadCache& cache, Diagnostics& problems) {
  auto config = read_config_of(tree, problems);
  return read_workspace(tree, config.value_or(Config{}), cache, problems);
}

template <class Map>
Texts keys(const Map& map) {
  Texts names;
  for (const auto& [id, value] : map) names.push_back(id.str());
  return names;
}

}  // namespace

std::string package(std::string_view name, const Texts& dependencies, std::string_view rest) {
  return fmt::format("[project]\nname = \"{}\"\nversion = \"1\"\ndependencies = {}\n{}\n", name,
                     quoted_list(dependencies), rest);
}

std::string root(const Texts& members, std::string_view rest) {
  return fmt::format("[tool.uv.workspace]\nmembers = {}\n{}\n", quoted_list(members), rest);
}

ReadFiles read(const Files& files) {
  ReadFiles reading{tree_of(files), {}, {}};
  ReadCache cache;
  reading.workspace = read_side(reading.tree, cache, reading.problems);
  return reading;
}

Files nearest(const Files& files) { return with(files, {{"monoci.yaml", "version: 1\ndiscover: nearest\n"}}); }

Texts projects(const Files& files) { return keys(read(files).workspace.projects); }

Texts edges(const Files& files) { return edges(read(files).workspace); }

Texts edges(const Workspace& workspace) {
  Texts texts;
  for (const auto& edge : workspace.edges) {
    texts.push_back(fmt::format("{} -> {} ({})", to_text(edge.from), to_text(edge.to), to_text(edge.kind)));
  }
  return texts;
}

Texts problems(const Files& files) {
  Texts texts;
  for (auto& problem : read(files).problems.sorted()) {
    problem.hint.clear();
    texts.push_back(to_text(problem));
  }
  return texts;
}

Affected compare(const Files& base, const Files& head) {
  const MemoryTree before = tree_of(base);
  const MemoryTree after = tree_of(head);
  ReadCache cache;  // shared, as in a run
  Diagnostics problems;
  const auto workspace_before = read_side(before, cache, problems);
  const auto workspace_after = read_side(after, cache, problems);
  return affected_projects({workspace_before, before}, {workspace_after, after},
                           {MemoryTree::changes(before, after), {}});
}

Texts affected(const Files& base, const Files& head) { return keys(compare(base, head).projects); }

Texts deleted(const Files& base, const Files& head) { return keys(compare(base, head).deleted); }

Texts left(const Files& base, const Files& head) {
  const auto answer = compare(base, head);
  Texts texts;
  for (const auto& [id, project] : answer.left)
    texts.push_back(id.str() + ": " + to_text(first_reason(answer, project).value()));
  return texts;
}

Texts unowned(const Files& base, const Files& head) {
  Texts paths;
  for (const auto& path : compare(base, head).unowned) paths.push_back(path.str());
  return paths;
}

Texts reasons(const Files& base, const Files& head, std::string_view project) {
  const auto answer = compare(base, head);
  const auto found = answer.projects.find({at(project)});
  if (found == answer.projects.end()) return {"not affected"};
  Texts texts;
  for (const auto& reason : reasons_of(answer, found->second))
    texts.push_back(fmt::format("{}: {}", code(reason.kind), to_text(reason)));
  return texts;
}

std::string chain(const Files& base, const Files& head, std::string_view project) {
  const auto answer = compare(base, head);
  const auto found = answer.projects.find({at(project)});
  if (found == answer.projects.end()) return "not affected";
  auto text = std::string(project);
  for (const auto* edge : chain_of(answer, found->second)) text += " -> " + to_text(edge->to);
  return text;
}

}  // namespace monoci
