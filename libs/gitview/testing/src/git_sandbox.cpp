#include "gitview_testing/git_sandbox.hpp"

#include <cstdlib>
#include <fstream>
#include <stdexcept>

namespace gitview_testing {
namespace {

namespace fs = std::filesystem;

// What every test wants; servers of file:// clones allow what GitLab's do.
constexpr const char* kUserConfig = R"([init]
	defaultBranch = main
[advice]
	detachedHead = false
[core]
	fsync = none
[gc]
	auto = 0
[maintenance]
	auto = false
[protocol "file"]
	allow = always
[uploadpack]
	allowFilter = true
	allowAnySHA1InWant = true
)";

std::vector<std::string> split_words(std::string_view text) {
  std::vector<std::string> words;
  bool quoted = false, inside = false;
  for (const char letter : text) {
    if (letter == '\'') {
      quoted = !quoted;
    } else if (letter == ' ' && !quoted) {
      inside = false;
      continue;
    }
    if (!inside) words.emplace_back();
    inside = true;
    if (letter != '\'') words.back() += letter;
  }
  return words;
}

std::string without_last_newline(std::string text) {
  if (text.ends_with('\n')) text.pop_back();
  return text;
}

void write_file(const fs::path& file, const std::string& content, bool executable) {
  std::ofstream(file, std::ios::binary) << content;
  if (executable) fs::permissions(file, fs::perms::owner_exec, fs::perm_options::add);
}

struct Write {
  const fs::path& file;
  void operator()(const std::string& content) const { write_file(file, content, false); }
  void operator()(const Executable& edit) const { write_file(file, edit.content, true); }
  void operator()(const Symlink& edit) const { fs::create_symlink(edit.target, file); }
  void operator()(const Gitlink&) const { fs::create_directory(file); }
  void operator()(const Deleted&) const {}
};

// Files that stand where a directory is needed.
void make_way(const fs::path& root, const fs::path& relative) {
  fs::path path = root;
  for (const fs::path& component : relative.parent_path()) {
    path /= component;
    const fs::file_status status = fs::symlink_status(path);
    if (fs::exists(status) && !fs::is_directory(status)) fs::remove(path);
  }
  fs::remove_all(root / relative);
}

}  // namespace

GitSandbox::GitSandbox() : root_(place_.path() / "repository") {
  auto home = std::make_shared<TemporaryDirectory>();
  write_file(home->path() / ".gitconfig", kUserConfig, false);
  home_ = std::move(home);
  fs::create_directory(root_);
  git("init -q");
}

GitSandbox::GitSandbox(const char* directory_name, const GitSandbox& origin)
    : home_(origin.home_), root_(place_.path() / directory_name), minutes_(origin.minutes_) {}

GitSandbox GitSandbox::clone(std::string_view options) const {
  GitSandbox copy("clone", *this);
  std::vector<std::string> words = {"git", "clone", "-q"};
  for (std::string& option : split_words(options)) words.push_back(std::move(option));
  words.push_back("file://" + root_.string());
  words.push_back(copy.root_.string());
  const ChildResult result = run({.command = words, .environment = environment()});
  if (result.exit_code != 0) throw std::runtime_error("git clone: " + result.err);
  return copy;
}

Environment GitSandbox::environment() const {
  const char* path = std::getenv("PATH");  // NOLINT(concurrency-mt-unsafe): no test changes it
  const std::string date = std::to_string(1'700'000'000 + 60 * minutes_) + " +0000";
  return {{"PATH", path == nullptr ? "/usr/bin:/bin" : path},
          {"HOME", home_->path()},
          {"XDG_CONFIG_HOME", home_->path() / "xdg"},
          {"GIT_CONFIG_NOSYSTEM", "1"},
          {"GIT_TERMINAL_PROMPT", "0"},
          {"GIT_AUTHOR_NAME", "Ada"},
          {"GIT_AUTHOR_EMAIL", "ada@example.org"},
          {"GIT_AUTHOR_DATE", date},
          {"GIT_COMMITTER_NAME", "Ada"},
          {"GIT_COMMITTER_EMAIL", "ada@example.org"},
          {"GIT_COMMITTER_DATE", date},
          {"LC_ALL", "C"},
          {"TZ", "UTC"}};
}

void GitSandbox::write(const std::vector<Edit>& edits) {
  for (const Edit& edit : edits) {
    make_way(root_, edit.path);
    if (std::holds_alternative<Deleted>(edit.content)) continue;
    const fs::path file = root_ / edit.path;
    fs::create_directories(file.parent_path());
    std::visit(Write{file}, edit.content);
    if (const auto* gitlink = std::get_if<Gitlink>(&edit.content)) {
      git_words({"update-index", "--add", "--cacheinfo", "160000," + gitlink->commit.hex() + "," + edit.path});
    }
  }
}

gitview::Oid GitSandbox::commit(const std::vector<Edit>& edits, std::string_view message) {
  write(edits);
  stage(edits);
  git_words({"commit", "-q", "--allow-empty", "--no-verify", "-m", std::string(message)});
  return id("HEAD");
}

// Deletions first: git adds nothing below a path that the index holds as a submodule.
void GitSandbox::stage(const std::vector<Edit>& edits) {
  std::vector<std::string> remove = {"--literal-pathspecs", "rm", "-q", "-r", "--cached", "--"};
  std::vector<std::string> add = {"--literal-pathspecs", "add", "-A", "-f", "--"};
  const std::size_t remove_words = remove.size(), add_words = add.size();
  for (const Edit& edit : edits) {
    if (std::holds_alternative<Gitlink>(edit.content)) continue;  // write() has staged it
    (std::holds_alternative<Deleted>(edit.content) ? remove : add).push_back(edit.path);
  }
  if (remove.size() > remove_words) git_words(remove);
  if (add.size() > add_words) git_words(add);
}

std::string GitSandbox::git(std::string_view words) { return run_git(split_words(words), {}); }

std::string GitSandbox::git(std::string_view words, std::string_view input) {
  return run_git(split_words(words), input);
}

std::string GitSandbox::git_words(const std::vector<std::string>& words) { return run_git(words, {}); }

gitview::Oid GitSandbox::id(std::string_view revision) {
  const auto oid = gitview::Oid::parse(git_words({"rev-parse", "--verify", std::string(revision)}));
  if (!oid) throw std::runtime_error("git rev-parse gave no id for " + std::string(revision));
  return *oid;
}

std::string GitSandbox::run_git(std::vector<std::string> words, std::string_view input) {
  std::vector<std::string> command = {"git", "-C", root_.string()};
  command.insert(command.end(), words.begin(), words.end());
  if (words.front() == "commit" || words.front() == "merge" || words.front() == "commit-tree") ++minutes_;
  const ChildResult result =
      run({.command = std::move(command), .environment = environment(), .input = std::string(input)});
  if (result.exit_code == 0) return without_last_newline(result.out);
  throw std::runtime_error("git " + words.front() + " failed: " + result.err);
}

}  // namespace gitview_testing
