#include "cli/session.hpp"

#include <fmt/format.h>

#include <fstream>
#include <iterator>

#include "git/failure.hpp"
#include "git/work_tree_changes.hpp"

namespace monoci {

namespace {

Result<std::string> read_file(const std::filesystem::path& file) {
  std::error_code none;
  std::ifstream in(file, std::ios::binary);
  if (in && !std::filesystem::is_directory(file, none)) {
    return std::string{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  }
  return std::unexpected(
      Diagnostic{.what = fmt::format("`{}` cannot be read", file.string()), .where = {}, .hint = "is the path right?"});
}

}  // namespace

Session::Session(Context& run, std::unique_ptr<Library> started, gitview::Repository opened)
    : context(run), library(std::move(started)), repository(std::move(opened)), trees(repository) {}

Result<std::unique_ptr<Session>> Session::open(Context& context, bool may_fetch) {
  auto library = std::make_unique<Library>();
  const auto discover = [directory = context.options.directory, environment = context.environment] {
    return gitview::Repository::discover(directory, environment);
  };
  auto repository = to_result(discover());
  if (!repository) return std::unexpected(repository.error());
  std::unique_ptr<Session> session(new Session(context, std::move(library), std::move(*repository)));
  if (may_fetch) {
    Fetcher::Settings settings;
    settings.report = [&console = context.console](const std::string& line) { console.say(line); };
    settings.reopen = discover;
    session->fetcher = std::make_unique<Fetcher>(
        session->repository, GitProgram::of(session->repository, context.environment), std::move(settings));
  }
  return session;
}

Result<HeadTree> Session::head_tree(const gitview::Oid& commit, bool uncommitted) {
  HeadTree head;
  head.commit = commit;
  const auto found = to_result(repository.commit(commit));
  if (!found) return std::unexpected(found.error());
  head.tree = found->tree;
  return read_tree(std::move(head), uncommitted);
}

Result<HeadTree> Session::unborn_tree() {
  HeadTree head;
  head.tree = *gitview::Oid::parse("4b825dc642cb6eb9a060e54bf8d69288fbee4904");  // the empty tree, known to every git
  return read_tree(std::move(head), true);
}

Result<HeadTree> Session::read_tree(HeadTree head, bool uncommitted) {
  auto committed = CommitTree::load(repository, trees, head.tree, indexed_file_names(), fetcher.get());
  if (!committed) return std::unexpected(committed.error());
  head.committed = std::make_unique<CommitTree>(std::move(*committed));
  head.committed->prefetch();
  const auto work_tree = repository.work_tree();
  if (!uncommitted || !work_tree) return head;
  auto changes = work_tree_changes(GitProgram::of(repository, context.environment), *work_tree);
  if (!changes) return std::unexpected(changes.error());
  head.uncommitted = std::move(*changes);
  head.overlay = std::make_unique<OverlayTree>(*head.committed, head.uncommitted, *work_tree);
  return head;
}

std::optional<Config> Session::config_for(const FileTree& tree, Diagnostics& problems) {
  const auto& file = context.options.config;
  if (!file) return read_config_of(tree, problems);
  const auto text = read_file(*file);
  if (!text) {
    problems.add(text.error());
    return std::nullopt;
  }
  auto config = read_config({file->string(), *text}, problems);
  if (config) config->templates_elsewhere = true;
  return config;
}

Result<std::string> Session::template_text(const FileTree& tree, const std::string& path) const {
  if (context.options.config) return read_file(context.options.config->parent_path() / path);
  const Links links(tree);
  const auto spelled = RepoPath::parse(path);
  const auto resolved = spelled ? links.resolve(*spelled) : Resolved{};
  if (resolved.type != EntryType::file) {
    return std::unexpected(
        Diagnostic{.what = fmt::format("the job template `{}` does not exist", path), .where = {}, .hint = {}});
  }
  return tree.read(*resolved.real);
}

}  // namespace monoci
