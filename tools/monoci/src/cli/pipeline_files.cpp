#include "cli/pipeline_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_set>

#include "base/quoted.hpp"
#include "base/utf8.hpp"
#include "cli/job_templates.hpp"
#include "ecosystem/ecosystem.hpp"
#include "gitlab/documents.hpp"
#include "gitlab/gitlab_dialect.hpp"
#include "gitlab/gitlab_rules.hpp"
#include "gitlab/gitlab_variables.hpp"
#include "gitlab/rules/size_in_parser.hpp"
#include "gitlab/server_version.hpp"
#include "workspace/project_file.hpp"

namespace monoci {

namespace {

// For MONOCI_BASE. With several merge bases a child that compares again must know them all, or it finds less.
std::string commits_in_words(const std::vector<gitview::Oid>& commits) {
  std::string words;
  for (const auto& commit : commits) words += (words.empty() ? "" : " ") + commit.hex();
  return words;
}

// The estimate of a parsed file's size is one: what fills more of the budget than this is split further.
constexpr double kSafety = 0.8;

std::string value_or(const Environment& environment, const std::string& name, std::string otherwise) {
  auto value = value_of(environment, name);
  return value.empty() ? std::move(otherwise) : value;
}

std::filesystem::path with_suffix(const std::filesystem::path& file, std::string_view suffix) {
  return file.parent_path() / (file.stem().string() + "-" + std::string(suffix) + file.extension().string());
}

// As an artifact is called: seen from the directory that GitLab checks out to.
std::string artifact_name(const std::filesystem::path& file, const Environment& environment) {
  std::error_code none;
  const auto here = std::filesystem::current_path(none);
  const auto name = (here / file).lexically_relative(value_or(environment, "CI_PROJECT_DIR", here.string()));
  const bool outside = name.empty() || *name.begin() == "..";
  return (outside ? file.filename() : name).generic_string();
}

class FileMaker {
 public:
  FileMaker(const Session& session, const Comparison& comparison, const PipelineOptions& options, Diagnostics& problems)
      : session_(session),
        comparison_(comparison),
        options_(options),
        problems_(problems),
        environment_(session.context.environment),
        limits_(comparison.head.workspace->config.limits),
        budget_(limits_.parsed_bytes.value_or(yaml_budget(server_version(environment_)))) {
    target_.strategy = trigger_strategy(server_version(environment_));
    target_.own_jobs = comparison.head.workspace->config.pipeline;
    target_.generate_job = value_or(environment_, "CI_JOB_NAME", "monoci-generate");
  }

  std::expected<PipelineFiles, ExitCode> make() {
    refuse_unreadable_names();
    const auto templates = job_templates(session_, comparison_.head, problems_);
    if (!templates) return std::unexpected(kFailed);
    const auto gone = templates_of_base();
    definitions_ = job_definitions(session_, comparison_);
    auto limits = limits_;
    auto files = plan_within(limits, *templates, gone, problems_);
    if (!files) return std::unexpected(kFailed);
    const auto whole = largest_size(*files);
    for (auto largest = largest_size(*files); is_too_large(largest) && limits.jobs > 1;
         largest = largest_size(*files)) {
      limits.jobs = std::max<std::size_t>(1, shrunk(jobs_of_largest(*files), largest));
      Diagnostics of_smaller;  // they speak of a limit that nobody set
      auto smaller = plan_within(limits, *templates, gone, of_smaller);
      if (!smaller) break;  // then the rule about the size judges what there is
      problems_.append(of_smaller);
      files = std::move(smaller);
    }
    if (limits.jobs != limits_.jobs && !files->plan.parts.empty()) files->plan.split_why = why_split(whole);
    return finished(std::move(*files));
  }

 private:
  struct Documents {  // of one plan; `checked` and `files` go together
    Plan plan;
    std::vector<PipelineFile> checked;
    std::vector<WrittenFile> files;
  };

  // uv takes no directory for a member whose name is not UTF-8, and then nobody owns what is in it. To build nothing
  // there would look as if it were fine.
  void refuse_unreadable_names() {
    for (const auto& manifest : comparison_.head.tree.files().index().named_files()) {
      const auto directory = manifest.parent();
      if (manifest.name() != kProjectFile && ecosystem_of_manifest(manifest.name()) == nullptr) continue;
      if (!first_not_utf8(directory.str()) || comparison_.head.workspace->owner(manifest)) continue;
      problems_.error(fmt::format("the directory {} cannot be a project of a pipeline", quoted_if_odd(directory.str())),
                      {}, "names of projects must be UTF-8; rename it");
    }
  }

  // Faults of base are not the reader's to mend: without its templates, nothing is done about deleted projects.
  std::optional<Templates> templates_of_base() const {
    if (comparison_.affected.deleted.empty() || comparison_.bases.size() != 1) return {};
    Diagnostics unheeded;
    return job_templates(session_, comparison_.bases.front(), unheeded);
  }

  std::optional<Documents> plan_within(const Limits& limits, const Templates& templates,
                                       const std::optional<Templates>& gone, Diagnostics& problems) {
    const auto& choice = comparison_.choice;
    PlanRequest request{*comparison_.head.workspace,
                        comparison_.affected,
                        templates,
                        kGitlabDialect,
                        commits_in_words(choice.bases),
                        choice.head.hex(),
                        comparison_.occasion,
                        comparison_.complete,
                        comparison_.changed,
                        {},
                        limits,
                        definitions_.now,
                        definitions_.before};
    if (gone) request.gone.emplace(*comparison_.bases.front().workspace, *gone);
    auto plan = make_plan(request, problems);
    if (!plan) return {};
    return rendered(std::move(*plan));
  }

  Documents rendered(Plan plan) {
    Documents documents{std::move(plan), {}, {}};
    for (const auto& part : documents.plan.parts)
      target_.file_of_part[part.name] = artifact_name(with_suffix(options_.output, part.name), environment_);
    add_child(documents);
    for (const auto& part : documents.plan.parts)
      add(documents, part, gitlab_document(documents.plan, part, target_),
          with_suffix(options_.output, part.name).string());
    return documents;
  }

  void add_child(Documents& documents) {
    const auto& child = documents.plan.child;
    auto document = gitlab_document(documents.plan, child, target_);
    if (options_.files == 0) return add(documents, child, std::move(document), options_.output.string());
    auto files = spread(document, options_.files, static_cast<std::size_t>(kSafety * static_cast<double>(budget_)));
    for (std::size_t i = 0; i < files.size(); ++i)
      add(documents, child, std::move(files[i]), with_suffix(options_.output, std::to_string(i + 1)).string());
  }

  static void add(Documents& documents, const Pipeline& pipeline, Value document, std::string path) {
    WrittenFile file{std::move(path), pipeline.name, {}};
    std::unordered_set<std::string_view> keys;
    for (const auto& member : document.members) keys.insert(member.key);
    for (const auto& job : pipeline.jobs)
      if (keys.contains(job.name)) file.jobs.push_back(job.name);
    documents.checked.push_back({file.path, std::move(document), 0, false});
    documents.files.push_back(std::move(file));
  }

  static std::size_t largest_size(const Documents& documents) {
    std::size_t largest = 0;
    for (const auto& file : documents.checked) largest = std::max(largest, size_in_parser(file.document).bytes);
    return largest;
  }

  static std::size_t jobs_of_largest(const Documents& documents) {
    std::size_t most = 0;
    for (const auto& file : documents.files) most = std::max(most, file.jobs.size());
    return most;
  }

  std::string why_split(std::size_t size) const {
    return fmt::format(
        "a file of {} bytes, as GitLab would count them, fills more than {:.0f}% of the {} that one may have "
        "(`limits.parsed_bytes`)",
        size, kSafety * 100, budget_);
  }

  bool is_too_large(std::size_t size) const {
    return static_cast<double>(size) > kSafety * static_cast<double>(budget_);
  }

  std::size_t shrunk(std::size_t jobs, std::size_t size) const {
    const auto ratio = 0.9 * kSafety * static_cast<double>(budget_) / static_cast<double>(size);
    return std::min(jobs - std::min<std::size_t>(jobs, 1), static_cast<std::size_t>(ratio * static_cast<double>(jobs)));
  }

  std::expected<PipelineFiles, ExitCode> finished(Documents documents) {
    Diagnostics found;
    check(documents, found);
    problems_.append(found);
    if (problems_.has_errors()) return std::unexpected(found.has_errors() ? kFoundProblems : kFailed);
    PipelineFiles result{std::move(documents.plan), {}, std::move(documents.files)};
    for (std::size_t i = 0; i < documents.checked.size(); ++i)
      result.texts.push_back({result.files[i].path, gitlab_text(documents.checked[i].document)});
    return result;
  }

  // The files of one pipeline together: one trigger includes them.
  void check(const Documents& documents, Diagnostics& problems) const {
    const GitLabLimits limits{limits_.jobs,     limits_.needs,       limits_.deployments,
                              limits_.includes, limits_.name_length, budget_};
    for (std::size_t first = 0, end = 0; first < documents.files.size(); first = end) {
      const auto& pipeline = documents.files[first].pipeline;
      while (end < documents.files.size() && documents.files[end].pipeline == pipeline) ++end;
      check_gitlab_pipeline(std::span(documents.checked).subspan(first, end - first), limits, problems);
    }
  }

  const Session& session_;
  const Comparison& comparison_;
  const PipelineOptions& options_;
  Diagnostics& problems_;
  const Environment& environment_;
  const Limits& limits_;
  std::size_t budget_;
  GitLabTarget target_;
  ComparedDefinitions definitions_;
};

}  // namespace

std::expected<PipelineFiles, ExitCode> pipeline_files(const Session& session, const Comparison& comparison,
                                                      const PipelineOptions& options, Diagnostics& problems) {
  return FileMaker(session, comparison, options, problems).make();
}

}  // namespace monoci
