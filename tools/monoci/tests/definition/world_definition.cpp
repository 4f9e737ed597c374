#include "definition/world_definition.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "document/toml_document.hpp"
#include "support/workspace_text.hpp"

namespace monoci {

namespace {

using Lines = std::set<std::string>;

std::string text_of(const Value& value) {
  std::vector<std::string> parts;
  for (const auto& item : value.items) parts.push_back(text_of(item));
  for (const auto& member : value.members) parts.push_back(member.key + "=" + text_of(member.value));
  if (value.is(ValueType::map)) std::ranges::sort(parts);
  std::string text = value.scalar + "(";
  for (const auto& part : parts) text += part + ";";
  return text + ")";
}

Value toml_of(const Files& files, const std::string& path) {
  Diagnostics problems;
  const auto found = files.find(path);
  const auto document = found == files.end() ? std::nullopt : read_toml({path, found->second.text}, problems);
  return document.value_or(Value{});
}

const Value* at_way(const Value& value, std::initializer_list<std::string_view> way) {
  const auto* found = &value;
  for (const auto key : way)
    if (found != nullptr) found = found->find(key);
  return found;
}

std::string scalar_at(const Value& value, std::string_view key) {
  const auto* found = value.find(key);
  return found == nullptr ? "" : text_of(*found);
}

bool is_below(const std::string& path, const std::string& directory) {
  return directory.empty() || path.starts_with(directory + "/");
}

std::string directory_of(const std::string& path) {
  const auto slash = path.rfind('/');
  return slash == std::string::npos ? "" : path.substr(0, slash);
}

std::string base_name(const std::string& path) { return path.substr(path.rfind('/') + 1); }

// The lock as the tables that packages ask with.
class SliceReader {
 public:
  explicit SliceReader(const Value& lock) {
    if (const auto* packages = lock.find("package"))
      for (const auto& package : packages->items) by_name_[scalar_at(package, "name")].push_back(&package);
  }

  void of_member(const std::string& directory, Lines& lines) {
    for (const auto& [name, packages] : by_name_)
      for (const auto* package : packages) {
        const auto* editable = at_way(*package, {"source", "editable"});
        if (editable == nullptr || editable->scalar != directory) continue;
        ask("own", package->find("dependencies"), lines);
        for (const auto* tables : {"optional-dependencies", "dev-dependencies"})
          if (const auto* table = package->find(tables))
            for (const auto& each : table->members) ask(std::string(tables) + each.key, &each.value, lines);
      }
  }

  void ask(const std::string& who, const Value* list, Lines& lines) {
    if (list == nullptr) return;
    for (const auto& requirement : list->items) {
      std::string means;
      std::vector<const Value*> packages;
      for (const auto* package : by_name_[scalar_at(requirement, "name")]) {
        const auto version = scalar_at(requirement, "version");
        if (!version.empty() && version != scalar_at(*package, "version")) continue;
        packages.push_back(package);
        means += id_of(*package) + ",";
      }
      const auto* extras = requirement.find("extra");
      lines.insert(who + " asks " + means + (extras ? text_of(*extras) : "") + scalar_at(requirement, "marker"));
      for (const auto* package : packages) take(*package, extras, lines);
    }
  }

 private:
  static bool is_local(const Value& package) { return at_way(package, {"source", "editable"}) != nullptr; }

  static std::string id_of(const Value& package) {
    return scalar_at(package, "name") + (is_local(package) ? "" : scalar_at(package, "version")) + source_of(package);
  }

  // What led to a commit of git is nothing.
  static std::string source_of(const Value& package) {
    const auto* git = at_way(package, {"source", "git"});
    if (git == nullptr) return scalar_at(package, "source");
    return git->scalar.substr(0, git->scalar.find('?')) + git->scalar.substr(git->scalar.find('#'));
  }

  void take(const Value& package, const Value* extras, Lines& lines) {
    const auto id = id_of(package);
    const auto* sdist = package.find("sdist");
    lines.insert(id + " is " + (sdist ? scalar_at(*sdist, "hash") : ""));
    if (walked_.insert(id).second) ask(id, package.find("dependencies"), lines);
    if (extras == nullptr) return;
    for (const auto& extra : extras->items)
      if (walked_.insert(id + extra.scalar).second)
        ask(id + extra.scalar, at_way(package, {"optional-dependencies", extra.scalar}), lines);
  }

  std::map<std::string, std::vector<const Value*>> by_name_;
  std::set<std::string> walked_;
};

// What is written down of a project: what its dependents see of it, and what they do not.
struct Inputs {
  Lines seen, hidden, edges, settings, ignored;
  std::map<std::string, Lines> of_tools;  // of which `inputs.tools` names the jobs
};

class Reader {
 public:
  // `on_both`: the files that patterns of the configuration are held against; `rules`: whose jobs run tools.
  Reader(const Files& files, const Workspace& workspace, const Files& on_both, const Config& rules)
      : files_(files),
        workspace_(workspace),
        on_both_(on_both),
        rules_(rules),
        root_(toml_of(files, "pyproject.toml")) {}

  Inputs inputs_of(const Project& project) const {
    Inputs inputs;
    const auto directory = project.id.str();
    for (const auto& [path, content] : files_) {
      const auto line = path + fmt::format(" {} ", static_cast<int>(content.type)) + content.text;
      if (is_owned(directory, path)) (is_hidden(directory, path) ? inputs.hidden : inputs.seen).insert(line);
      // What tools read in the project's own directory counts though it is ignored.
      if (path == directory + "/pyproject.toml" && ignores(path)) {
        inputs.seen.insert("manifest " + line);
        for (const auto& [tool, jobs] : rules_.tools) inputs.of_tools[tool].insert("manifest " + line);
      }
      if (is_linked(directory, path)) inputs.seen.insert("linked " + line);
      if (is_context(directory, path)) of_tool(inputs, tool_of(path)).insert(line);
      if (is_global(path)) of_tool(inputs, tool_of(path)).insert("global " + line);
    }
    for (const auto& [path, content] : on_both_) {
      if (ignores(path) && is_below(path, directory)) inputs.ignored.insert(path);
      if (is_global(path)) inputs.settings.insert("global " + path);
    }
    add_tables(directory, inputs);
    add_slice(directory, inputs);
    for (const auto& edge : workspace_.edges)
      if (edge.from.project == project.id)
        inputs.edges.insert(to_text(edge.from) + " " + to_text(edge.to) + " " + to_text(edge.kind));
    return inputs;
  }

  // The package is built from `src`: tests, docs and pages beside it are nobody's business, unless the manifest packs
  // them or a link in the project leads there. A project whose own link leads there has them as an input of its own.
  bool is_hidden(const std::string& directory, const std::string& path) const {
    const auto& config = workspace_.config;
    const auto inside = path.substr(directory.size() + 1);
    const auto manifest = toml_of(files_, directory + "/pyproject.toml");
    if (is_named_by_own_link(directory, path)) return false;
    const auto* readme = at_way(manifest, {"project", "readme"});
    if (readme != nullptr && readme->scalar == inside) return false;
    if (!config.private_files.empty()) return inside == "notes";
    if (!config.private_by_itself || manifest.find("build-system") == nullptr) return false;
    // A module beside `src` may be what is packed.
    const auto* name = at_way(manifest, {"project", "name"});
    const auto module = directory + "/" + name->scalar + "/";
    if (const auto beside = files_.lower_bound(module); beside != files_.end() && beside->first.starts_with(module))
      return false;
    return inside.starts_with("tests/") || inside.starts_with("docs/") || inside == "README.md";
  }

  bool is_global(const std::string& path) const { return matches(workspace_.config.global_inputs, path); }

  static std::string tool_of(const std::string& path) {
    return base_name(path) == "ruff.toml" ? "ruff" : base_name(path) == "conftest.py" ? "pytest" : "";
  }

  bool has_lock() const { return files_.contains("uv.lock"); }
  bool is_lock_broken() const { return has_lock() && files_.at("uv.lock").text.starts_with("<"); }
  std::string lock() const { return has_lock() ? files_.at("uv.lock").text : ""; }
  const Files& files() const { return files_; }

 private:
  bool is_owned(const std::string& directory, const std::string& path) const {
    return is_below(path, directory) && !ignores(path);
  }
  bool ignores(const std::string& path) const { return matches(workspace_.config.ignore, path); }

  template <class Globs>
  static bool matches(const Globs& globs, const std::string& path) {
    return std::ranges::any_of(globs, [&](const auto& each) { return each.glob.matches_at_or_above(at(path)); });
  }

  bool is_named_by_own_link(const std::string& directory, const std::string& path) const {
    return is_below(path, directory) && is_reached_by_link(directory, path);
  }

  bool is_linked(const std::string& directory, const std::string& path) const {
    return !is_below(path, directory) && is_reached_by_link(directory, path);
  }

  // A link that contains the project, or that is ignored with it, leads nowhere.
  bool is_reached_by_link(const std::string& directory, const std::string& path) const {
    std::set<std::string> followed;
    return leads_to(directory, path, followed, directory);
  }

  bool leads_to(const std::string& from, const std::string& path, std::set<std::string>& followed,
                const std::string& project) const {
    if (!followed.insert(from).second) return false;
    for (const auto& [at_link, content] : files_) {
      if (content.type != EntryType::link || (at_link != from && !is_below(at_link, from))) continue;
      if (from == project && ignores(at_link)) continue;
      const auto target = at(directory_of(at_link)).resolve(content.text)->str();
      if (is_below(project, target)) continue;
      if (path == target || is_below(path, target) || leads_to(target, path, followed, project)) return true;
    }
    return false;
  }

  static bool is_context(const std::string& directory, const std::string& path) {
    const auto above = directory_of(path);
    return (base_name(path) == "ruff.toml" || base_name(path) == "conftest.py") &&
           (above == directory || is_below(directory, above));
  }

  Lines& of_tool(Inputs& inputs, const std::string& tool) const {
    return rules_.tools.contains(tool) ? inputs.of_tools[tool] : inputs.seen;
  }

  // Every manifest above the project by what it says, less its own package, its groups, members and sources.
  void add_tables(const std::string& directory, Inputs& inputs) const {
    for (const auto& above : {std::string("pyproject.toml"), std::string("apps/pyproject.toml")}) {
      if (!is_below(directory, directory_of(above))) continue;
      const auto document = toml_of(files_, above);
      if (files_.contains(above)) inputs.seen.insert(above + " is there");
      for (const auto& [tool, jobs] : rules_.tools)
        if (files_.contains(above)) inputs.of_tools[tool].insert(above + " is there");
      for (const auto& member : document.members) {
        if (member.key == "dependency-groups" || member.key == "tool") continue;
        inputs.seen.insert(above + " " + member.key + text_of(member.value));
      }
      if (const auto* tools = document.find("tool"))
        for (const auto& tool : tools->members)
          if (tool.key != "uv") of_tool(inputs, tool.key).insert(above + " tool." + tool.key + text_of(tool.value));
      if (const auto* groups = at_way(document, {"tool", "uv", "default-groups"}))
        inputs.seen.insert("default groups " + text_of(*groups));
    }
  }

  void add_slice(const std::string& directory, Inputs& inputs) const {
    if (is_lock_broken()) return;
    const auto lock = toml_of(files_, "uv.lock");
    SliceReader(lock).of_member(directory, inputs.hidden);
    const bool is_docs = at_way(root_, {"tool", "uv", "default-groups"}) != nullptr;
    SliceReader(lock).ask("root group", at_way(lock, {"manifest", "dependency-groups", is_docs ? "docs" : "dev"}),
                          inputs.hidden);
  }

  const Files& files_;
  const Workspace& workspace_;
  const Files& on_both_;
  const Config& rules_;
  Value root_;
};

std::map<std::string, std::string> jobs_in(const Files& files) {
  std::map<std::string, std::string> jobs;
  const auto text = files.at("ci.yml").text;
  for (std::size_t begin = 0; begin < text.size();) {
    const auto end = text.find('\n', begin);
    const auto line = text.substr(begin, end - begin);
    jobs[line.substr(0, line.find(':'))] = line;
    begin = end + 1;
  }
  return jobs;
}

class Definition {
 public:
  Definition(const Files& before, const Workspace& base, const Files& after, const Workspace& head)
      : base_(base),
        head_(head),
        on_both_(common(before, after)),
        at_base_(before, base, on_both_, head.config),
        at_head_(after, head, on_both_, head.config) {
    const auto jobs_before = jobs_in(before), jobs_after = jobs_in(after);
    const bool other_script = before.at("ci/lint.sh") != after.at("ci/lint.sh");
    const auto names_script = [](const std::string& job) { return job.contains("ci/lint.sh"); };
    for (const auto& [job, text] : jobs_after) {
      if (jobs_before.at(job) != text) redefined_.insert(job);
      if (other_script && (names_script(text) || names_script(jobs_before.at(job)))) redefined_.insert(job);
    }
    if (redefined_.contains("build")) redefined_.insert("pack");
    for (const auto& [path, content] : after)
      if (path.ends_with(".sql") && (!before.contains(path) || before.at(path) != content)) has_changed_sql_ = true;
    for (const auto& [path, content] : before)
      if (path.ends_with(".sql") && !after.contains(path)) has_changed_sql_ = true;
  }

  DefinedWorld answer() {
    for (const auto& [id, project] : head_.projects) look_at(id, &project);
    for (const auto& [id, project] : base_.projects)
      if (head_.find(id) == nullptr) sources_.insert(id);
    const auto by_content = reached_from(sources_);
    std::set<ProjectId> all;
    if (!redefined_.empty())
      for (const auto& [id, project] : head_.projects) all.insert(id);
    const auto by_jobs = reached_from(all);
    DefinedWorld defined;
    for (const auto& [id, project] : head_.projects) {
      const auto& found = found_[id];
      const bool is_reached = by_content.contains(id) && !sources_.contains(id);
      if (found.any() || by_content.contains(id) || !redefined_.empty()) defined.affected.insert(id.str());
      for (const auto* job : {"lint", "test", "build", "pack", "scan"})
        if (runs(job, found, is_reached)) defined.jobs.insert(id.str() + ":" + job);
    }
    return defined;
  }

 private:
  struct Found {
    bool everything = false, seen = false, hidden = false, edges = false, settings = false;
    std::set<std::string> tools;
    bool any() const { return everything || seen || hidden || edges || settings || !tools.empty(); }
  };

  void look_at(const ProjectId& id, const Project* after) {
    auto& found = found_[id];
    const auto* before = base_.find(id);
    if (before == nullptr) {
      found.everything = true;
      sources_.insert(id);
      return;
    }
    const auto one = at_base_.inputs_of(*before), other = at_head_.inputs_of(*after);
    for (const auto& [side, against] : {std::pair(&one, &other), std::pair(&other, &one)}) {
      const auto& [lines, others] = std::tie(*side, *against);
      const auto differs = [&](const std::string& line) {
        return !others.seen.contains(line) && !others.hidden.contains(line);
      };
      found.seen = found.seen || std::ranges::any_of(lines.seen, differs);
      found.hidden = found.hidden || std::ranges::any_of(lines.hidden, differs);
    }
    found.edges = one.edges != other.edges;
    found.settings = one.settings != other.settings || sees_ignored(id.str(), one.ignored, other.ignored);
    for (const auto& tool : {std::string("ruff"), std::string("pytest")}) {
      const auto lines = [&](const Inputs& inputs) {
        const auto of_tool = inputs.of_tools.find(tool);
        return of_tool == inputs.of_tools.end() ? Lines() : of_tool->second;
      };
      if (lines(one) != lines(other)) found.tools.insert(tool);
    }
    add_globals(found);
    add_lock(found);
    if (found.everything || found.seen || found.edges || found.settings) sources_.insert(id);
  }

  // What changed is held against the patterns of both sides.
  void add_globals(Found& found) const {
    const auto add = [&](const Files& one, const Files& other) {
      for (const auto& [path, content] : one) {
        const bool is_same = other.contains(path) && other.at(path) == content;
        if (is_same || !(at_base_.is_global(path) || at_head_.is_global(path))) continue;
        const auto tool = Reader::tool_of(path);
        if (head_.config.tools.contains(tool))
          found.tools.insert(tool);
        else
          found.seen = true;
      }
    };
    add(at_base_.files(), at_head_.files());
    add(at_head_.files(), at_base_.files());
  }

  // Whether a file counts on one side alone that dependents see there.
  bool sees_ignored(const std::string& directory, const Lines& before, const Lines& after) const {
    const auto counts_where = [&](const Lines& ignored, const Lines& counted, const Reader& side) {
      return std::ranges::any_of(ignored, [&](const std::string& path) {
        return !counted.contains(path) && !side.is_hidden(directory, path);
      });
    };
    return counts_where(before, after, at_head_) || counts_where(after, before, at_base_);
  }

  // A lock that cannot be read widens, one that only one side has counts as a whole.
  void add_lock(Found& found) const {
    if (at_base_.lock() == at_head_.lock()) return;
    if (at_base_.has_lock() != at_head_.has_lock())
      found.hidden = true;
    else if (at_base_.is_lock_broken() || at_head_.is_lock_broken())
      found.everything = true;
  }

  std::set<ProjectId> reached_from(const std::set<ProjectId>& sources) const {
    std::set<Node> tainted;
    for (const auto& id : sources) tainted.insert({id, NodeKind::package, {}});
    for (std::size_t known = 0; known != tainted.size();) {
      known = tainted.size();
      for (const auto* workspace : {&base_, &head_})
        for (const auto& edge : workspace->edges) {
          for (const auto& node : {edge.from, edge.to})
            if (node.kind == NodeKind::extra && tainted.contains({node.project, NodeKind::package, {}}))
              tainted.insert(node);
          if (tainted.contains(edge.to)) tainted.insert(edge.from);
        }
    }
    std::set<ProjectId> projects;
    for (const auto& node : tainted) projects.insert(node.project);
    return projects;
  }

  bool runs(const std::string& job, const Found& found, bool is_reached) const {
    if (found.everything || redefined_.contains(job)) return true;
    for (const auto& tool : found.tools)
      for (const auto& named : head_.config.tools.at(tool))
        if (named.text == job) return true;
    if (job == "scan") return found.settings || has_changed_sql_for(found, is_reached);
    const bool own = found.seen || found.hidden || found.settings;
    return job == "lint" ? own : own || found.edges || is_reached;
  }

  bool has_changed_sql_for(const Found& found, bool is_reached) const {
    return has_changed_sql_ && (found.any() || is_reached || !redefined_.empty());
  }

  static Files common(const Files& before, const Files& after) {
    Files both;
    for (const auto& [path, content] : after)
      if (before.contains(path)) both[path] = content;
    return both;
  }

  const Workspace &base_, &head_;
  const Files on_both_;
  Reader at_base_, at_head_;
  std::set<std::string> redefined_;  // jobs
  bool has_changed_sql_ = false;
  std::map<ProjectId, Found> found_;
  std::set<ProjectId> sources_;
};

}  // namespace

DefinedWorld world_by_definition(const Files& before, const Workspace& base, const Files& after,
                                 const Workspace& head) {
  return Definition(before, base, after, head).answer();
}

}  // namespace monoci
