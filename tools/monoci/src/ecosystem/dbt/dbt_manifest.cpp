#include "ecosystem/dbt/dbt_manifest.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/quoted.hpp"
#include "document/document.hpp"

namespace monoci {

namespace {

constexpr std::string_view kProject = "dbt_project.yml";

// Directories that dbt reads (docs.getdbt.com/reference/dbt_project.yml), by today's names and those of version 1.
// Where it installs and writes (`packages-install-path`, `target-path`, `log-path`) is no input unless it was
// committed.
constexpr std::string_view kPathKeys[] = {"model-paths",    "seed-paths",     "test-paths", "analysis-paths",
                                          "macro-paths",    "snapshot-paths", "docs-paths", "asset-paths",
                                          "function-paths", "source-paths",   "data-paths", "packages-install-path"};

bool has_jinja(std::string_view text) { return text.contains("{{") || text.contains("{%"); }

// Seen from the project without links: "models/../../x" leaves it, "a/../b" does not.
bool leaves_project(std::string_view path) {
  std::size_t depth = 0;
  for (std::size_t begin = 0; begin <= path.size();) {
    const auto end = std::min(path.find('/', begin), path.size());
    const auto part = path.substr(begin, end - begin);
    begin = end + 1;
    if (part.empty() || part == ".") continue;
    if (part != "..") {
      ++depth;
    } else if (depth-- == 0) {
      return true;
    }
  }
  return false;
}

class Reader {
 public:
  explicit Reader(Diagnostics& problems) : problems_(problems) {}

  Manifest read(const ManifestTexts& texts) {
    manifest_.is_project = true;
    for (const auto& text : texts) {
      const auto document = document_of(text);
      if (text.file.ends_with(kProject)) {
        manifest_.spot = {text.file, 1, 1};
        if (document) read_project(*document);
      } else if (document) {
        read_packages(document->find("packages"));
      }
    }
    return std::move(manifest_);
  }

 private:
  std::optional<Value> document_of(const SourceText& text) {
    Diagnostics faults;
    auto document = read_yaml(text, faults);
    if (document) return document;
    const auto all = faults.sorted();
    manifest_.not_understood =
        all.empty() ? Diagnostic{.what = "it is no YAML", .where = Spot{text.file}, .hint = {}} : all[0];
    manifest_.not_understood->hint = "mend it; where it is a template of a file, name it in `projects.exclude`";
    return std::nullopt;
  }

  void read_project(const Value& document) {
    const auto* name = document.find("name");
    if (name != nullptr && name->is(ValueType::string) && !has_jinja(name->scalar)) manifest_.name = name->scalar;
    for (const auto key : kPathKeys)
      if (const auto* paths = document.find(key)) read_paths(key, *paths);
  }

  void read_paths(std::string_view key, const Value& paths) {
    if (!paths.is(ValueType::list)) return read_path(key, paths);
    for (const auto& each : paths.items) read_path(key, each);
  }

  void read_path(std::string_view key, const Value& path) {
    if (path.is(ValueType::null)) return;
    if (!path.is(ValueType::string) || has_jinja(path.scalar)) return pass_over(key, path);
    if (path.scalar.starts_with('/') || path.scalar.starts_with('~'))
      problems_.warning(
          fmt::format("`{}` is outside the repository: what lies there does not count", quoted_if_odd(path.scalar)),
          path.spot, "dbt wants paths that are seen from dbt_project.yml");
    else if (leaves_project(path.scalar))
      manifest_.parent_paths.push_back({path.scalar, path.spot});
  }

  void read_packages(const Value* packages) {
    if (packages == nullptr || !packages->is(ValueType::list)) return;
    for (const auto& package : packages->items) {
      const auto* local = package.find("local");
      if (local == nullptr) continue;
      if (!local->is(ValueType::string) || has_jinja(local->scalar)) {
        pass_over("local", *local);
        continue;
      }
      Requirement requirement;
      requirement.name = local->scalar;
      requirement.direct = true;
      requirement.path = local->scalar;
      requirement.spot = local->spot;
      manifest_.requirements.push_back(std::move(requirement));
    }
  }

  void pass_over(std::string_view key, const Value& value) {
    const auto what = has_jinja(value.scalar)
                          ? fmt::format("`{}` is Jinja, which is not evaluated: what it names does not count",
                                        quoted_if_odd(value.scalar))
                          : fmt::format("`{}` is no path: it is passed over", key);
    problems_.warning(what, value.spot, "`inputs` and `depends_on` in monoci.project.yaml can say it");
  }

  Manifest manifest_;
  Diagnostics& problems_;
};

}  // namespace

std::optional<Manifest> read_dbt_project(const ManifestTexts& texts, Diagnostics& problems) {
  return Reader(problems).read(texts);
}

std::vector<Target> dbt_targets(const Requirement& requirement, const Requirer& requirer) {
  if (!requirement.path) return {};
  const auto place = requirer.directory.resolve(*requirement.path);
  if (!place) return {{Target::Kind::outside, {}, *requirement.path, false, false, requirement.spot}};
  return {{Target::Kind::path, *place, requirement.name, true, false, requirement.spot}};
}

PathText dbt_path_text(std::string_view file_name, const std::vector<std::string>& keys) {
  const bool is_local = file_name != kProject && keys.size() == 2 && keys[0] == "packages" && keys[1] == "local";
  return is_local ? PathText::relative : PathText::none;
}

}  // namespace monoci
