#include "init/templates.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace monoci {

namespace {

constexpr int kUsualPython = 12;

// The projects that get one and the same text.
struct Sharers {
  JobSpec spec;
  std::vector<const SurveyedProject*> projects;
};

bool is_tool(std::string_view name) {
  return std::ranges::find(tool_rows(), name, &ToolRow::name) != tool_rows().end();
}

class Chooser {
 public:
  explicit Chooser(const Survey& survey) : survey_(survey), accesses_(survey) {}

  TemplateChoice run() {
    for (const auto make : job_makers()) add_tool(make);
    std::ranges::sort(choice_.templates, {}, &InitTemplate::path);
    return std::move(choice_);
  }

 private:
  void add_tool(JobMaker make) {
    std::map<std::string, Sharers> by_text;
    for (const auto& project : survey_.projects) {
      auto spec = make({survey_, accesses_}, project);
      if (!spec) continue;
      auto& sharers = by_text.try_emplace(spec->text, Sharers{*spec, {}}).first->second;
      sharers.projects.push_back(&project);
      if (spec->lock && !has_lock(*spec->lock)) sharers.spec.lock = spec->lock;  // one without is enough
    }
    std::vector<Sharers> all;
    for (auto& [text, sharers] : by_text) all.push_back(std::move(sharers));
    std::ranges::stable_sort(all, std::greater(), [](const Sharers& each) { return each.projects.size(); });
    for (const auto& sharers : all) add_template(sharers, &sharers == &all.front());
  }

  void add_template(const Sharers& sharers, bool is_main) {
    const auto path = free_path(sharers.spec, is_main);
    auto& written = choice_.templates.emplace_back(path, text_of(sharers));
    const auto taken = survey_.taken.find(path);  // by what may have another job
    if (is_tool(sharers.spec.tool) && (taken == survey_.taken.end() || taken->second == written.text))
      choice_.jobs[sharers.spec.tool].insert(sharers.spec.text.substr(0, sharers.spec.text.find(':')));
    for (const auto* project : sharers.projects) choice_.of_project[project->id.directory].push_back(path);
  }

  // The template of most projects bears the tool's name alone.
  RepoPath free_path(const JobSpec& spec, bool is_main) {
    const auto stem = is_main || spec.label.empty() ? spec.tool : spec.tool + "-" + spec.label;
    auto path = survey_.template_directory.child(stem + ".yml");
    for (int number = 2; !used_.insert(path).second; ++number)
      path = survey_.template_directory.child(fmt::format("{}-{}.yml", stem, number));
    return path;
  }

  bool has_lock(const RepoPath& root) const {
    const auto found = survey_.locks.find(root);
    return found != survey_.locks.end() && found->second;
  }

  // The highest of what the projects ask for at least: uv fetches another one where that does not do.
  int python_of(const Sharers& sharers) const {
    if (survey_.python) return *survey_.python;
    int lowest = 0;
    const auto add = [&](const RepoPath& directory) {
      const auto* manifest = survey_.manifest(directory);
      if (manifest != nullptr) lowest = std::max(lowest, manifest->python.value_or(0));
    };
    for (const auto* project : sharers.projects) add(project->id.directory);
    if (lowest == 0 && sharers.spec.lock) add(*sharers.spec.lock);
    return lowest == 0 ? kUsualPython : lowest;
  }

  bool needs_history(const JobSpec& spec) const {
    return spec.builds &&
           std::ranges::any_of(survey_.manifests, [](const auto& each) { return each.second.version_from_git; });
  }

  std::string text_of(const Sharers& sharers) const {
    const auto& spec = sharers.spec;
    auto text = fmt::format("# {}\nstages: [lint, test, build]\n\n", spec.about);
    if (spec.runs_uv)
      text += fmt::format(
          "default:\n"
          "  image: python:3.{}-bookworm\n"
          "  before_script:\n"
          "    - command -v uv >/dev/null || pip install --quiet uv\n\n",
          python_of(sharers));
    const bool frozen = spec.lock && has_lock(*spec.lock);
    if (frozen || needs_history(spec)) text += "variables:\n";
    if (frozen) text += "  UV_FROZEN: \"1\" # what uv.lock says, and nothing newer\n";
    if (needs_history(spec)) text += "  GIT_DEPTH: \"0\" # versions are made from git tags\n";
    if (frozen || needs_history(spec)) text += "\n";
    return text + spec.text;
  }

  const Survey& survey_;
  ToolAccesses accesses_;
  TemplateChoice choice_;
  std::set<RepoPath> used_;
};

}  // namespace

TemplateChoice choose_templates(const Survey& survey) { return Chooser(survey).run(); }

}  // namespace monoci
