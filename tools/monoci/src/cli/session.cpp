#include "cli/session.hpp"

#include <fmt/format.h>

#include "git/failure.hpp"
#include "git/work_tree_changes.hpp"
#include "process/read_file.hpp"

namespace monoci {

namespace {

// No file system holds a checkout of as many files; git, asked what differs from it, would tell each that is missing.
std::optional<Diagnostic> refuse_endless_status(std::uint64_t paths) {
  constexpr std::uint64_t kMost = 5'000'000;
  if (paths <= kMost) return {};
  return Diagnostic{.what = fmt::format("the commit has {} files: `git status` would not end", paths),
                    .where = {},
                    .hint = "`--no-uncommitted` looks at the commit alone"};
}

std::optional<Engine::Configuration> configuration(const std::optional<std::filesystem::path>& file) {
  if (!file) return {};
  auto text = read_named_file(*file);
  return Engine::Configuration{
      text ? Result<SourceText>(SourceText{file->string(), std::move(*text)}) : std::unexpected(text.error()),
      [beside = file->parent_path()](const std::string& path) { return read_named_file(beside / path); }};
}

std::unique_ptr<Fetcher> fetcher_for(Context& context, gitview::Repository& repository, Session::Reopen reopen) {
  Fetcher::Settings settings;
  settings.reopen = std::move(reopen);
  settings.report = [&console = context.console](const std::string& line) { console.say(line); };
  return std::make_unique<Fetcher>(repository, GitProgram::of(repository, context.environment), std::move(settings));
}

}  // namespace

Session::Session(Context& run, std::unique_ptr<Library> started, gitview::Repository opened, Reopen reopen)
    : context(run),
      library(std::move(started)),
      repository(std::move(opened)),
      fetcher(reopen ? fetcher_for(run, repository, std::move(reopen)) : nullptr),
      engine(repository, fetcher.get(), configuration(run.options.config)) {}

Result<std::unique_ptr<Session>> Session::open(Context& context, bool may_fetch) {
  auto library = std::make_unique<Library>();
  const auto discover = [directory = context.options.directory, environment = context.environment] {
    return gitview::Repository::discover(directory, environment);
  };
  auto repository = to_result(discover());
  if (!repository) return std::unexpected(repository.error());
  return std::unique_ptr<Session>(
      new Session(context, std::move(library), std::move(*repository), may_fetch ? Reopen(discover) : Reopen()));
}

Result<TreeState> Session::head_tree(const gitview::Oid& commit, bool uncommitted) {
  const auto found = to_result(repository.commit(commit));
  if (!found) return std::unexpected(found.error());
  return tree(found->tree, uncommitted);
}

Result<TreeState> Session::unborn_tree() {
  // the empty tree, known to every git
  return tree(gitview::Oid::parse("4b825dc642cb6eb9a060e54bf8d69288fbee4904").value(), true);
}

Result<TreeState> Session::tree(const gitview::Oid& id, bool uncommitted) {
  const auto work_tree = repository.work_tree();
  if (!uncommitted || !work_tree) return engine.tree(id);
  const auto committed = engine.tree(id);
  if (!committed) return committed;
  if (auto endless = refuse_endless_status(committed->committed->paths())) return std::unexpected(std::move(*endless));
  auto local = work_tree_changes(GitProgram::of(repository, context.environment), *work_tree);
  if (!local) return std::unexpected(local.error());
  auto state = engine.tree(id, std::move(local->changes), *work_tree);
  if (state) state->unseen = std::move(local->unseen);
  return state;
}

}  // namespace monoci
