#include "gitview/repository.hpp"

#include <git2/sys/repository.h>

#include <algorithm>
#include <sstream>

#include "bounded_memory.hpp"
#include "commit_object.hpp"
#include "faults_before_opening.hpp"
#include "loose_objects.hpp"
#include "read_mark.hpp"
#include "repository_state.hpp"
#include "sha1.hpp"

namespace gitview {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMiB = std::size_t{1} << 20;

fs::path without_trailing_slash(const char* path) {
  const fs::path full = fs::path(path).lexically_normal();
  return full.has_filename() ? full : full.parent_path();
}

Failure damaged(std::string what, const Oid& oid) {
  return {FailureKind::damaged_object, std::move(what), oid.hex(), "run `git fsck`"};
}

// What GIT_OBJECT_DIRECTORY and GIT_ALTERNATE_OBJECT_DIRECTORIES name. While a push is being received its objects
// lie in a quarantine directory, and hooks are told where by these variables alone.
std::vector<fs::path> object_directories(const fs::path& start, const std::map<std::string, std::string>& environment) {
  std::vector<fs::path> found;
  for (const char* variable : {"GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES"}) {
    const auto value = environment.find(variable);
    if (value == environment.end()) continue;
    std::istringstream directories(value->second);
    for (std::string directory; std::getline(directories, directory, ':');)
      if (!directory.empty()) found.push_back(start / directory);
  }
  return found;
}

// libgit2 reads the packs, we the loose objects; also where it goes its own way, as in `HEAD~3`.
int open_objects(OdbHandle& odb, const std::vector<fs::path>& directories) {
  constexpr int kPacked = 2, kLoose = 1;  // packs are looked into first, as in libgit2's own
  int code = acquire(odb, git_odb_new);
  const auto add = [&](git_odb_backend* backend, int priority) {
    code = git_odb_add_alternate(odb.get(), backend, priority);
    if (code < 0) backend->free(backend);
  };
  for (const fs::path& directory : directories) {
    git_odb_backend* packed = nullptr;
    if (code >= 0) code = git_odb_backend_pack(&packed, directory.c_str());
    if (code >= 0) add(packed, kPacked);
    if (code >= 0) add(loose_objects(directory), kLoose);
  }
  return code;
}

// Larger ones no repository has that people work with: a directory of 400,000 files is as large, and a history has many
// commits. What an object is stored as a difference to counts too, and has a byte more in memory.
std::size_t largest(std::string_view type) {
  if (type == "blob") return Repository::kLargestBlob;
  return (type == "tree" ? 16 : 4) * kMiB;
}

Failure too_large(std::string_view type, std::size_t most, const Oid& oid) {
  return {FailureKind::io, std::string(type) + " takes more memory to read than is given to one", oid.hex(),
          "it, or what it is stored as a difference to, is larger than " + std::to_string(most / kMiB) +
              " MiB, or all of that than 2 GiB: `git cat-file -s ID` tells its size, `git repack -adf` stores it anew"};
}

}  // namespace

Repository::Repository(std::unique_ptr<State> state) : state_(std::move(state)) {}
Repository::Repository(Repository&&) noexcept = default;
Repository& Repository::operator=(Repository&&) noexcept = default;
Repository::~Repository() = default;

Result<Repository> Repository::discover(const fs::path& start, const std::map<std::string, std::string>& environment) {
  const auto found = find_repository(start, environment);
  if (!found) return std::unexpected(found.error());
  if (auto failure = find_waiting_file(found->entry, environment)) return std::unexpected(std::move(*failure));
  auto state = std::make_unique<State>();
  constexpr unsigned kExactlyThere = GIT_REPOSITORY_OPEN_NO_SEARCH | GIT_REPOSITORY_OPEN_NO_DOTGIT;
  int code = acquire(state->repository, git_repository_open_ext, found->entry.c_str(), kExactlyThere, nullptr);
  if (code < 0) return std::unexpected(open_failure(last_git_error(code), found->entry));
  git_repository* repository = state->repository.get();
  auto layout = read_layout(*found, without_trailing_slash(git_repository_path(repository)),
                            without_trailing_slash(git_repository_commondir(repository)));
  if (!layout) return std::unexpected(std::move(layout.error()));
  state->layout = std::move(*layout);
  state->references = References(state->layout.git_directory, state->layout.common_directory);
  // One that is not there has no objects: what is missed is reported when it is looked for.
  const auto directories =
      sound_object_directories(state->layout.common_directory / "objects", object_directories(start, environment));
  if (!directories) return std::unexpected(directories.error());
  code = open_objects(state->odb, *directories);
  if (code >= 0) code = git_repository_set_odb(repository, state->odb.get());
  if (code < 0) return std::unexpected(open_failure(last_git_error(code), state->layout.common_directory));
  state->shortcut = HistoryShortcut(state->layout);
  return Repository(std::move(state));
}

bool Repository::is_bare() const { return !state_->layout.work_tree; }
bool Repository::is_shallow() const { return state_->layout.shallow; }
std::optional<std::string> Repository::partial_clone_filter() const { return state_->layout.filter; }
std::optional<fs::path> Repository::work_tree() const { return state_->layout.work_tree; }
const fs::path& Repository::git_directory() const { return state_->layout.git_directory; }
const fs::path& Repository::common_directory() const { return state_->layout.common_directory; }

Result<std::optional<Oid>> Repository::reference(const RefName& name) const {
  const auto oid = state_->references.resolve(name);
  if (!oid || !*oid) return oid;
  const auto commit = state_->peel(**oid, name.str());
  if (!commit) return std::unexpected(commit.error());
  return *commit;
}

bool Repository::is_unborn() const {
  const auto head = state_->references.read(RefName::head());
  if (!head || !*head) return false;
  const auto* branch = std::get_if<RefName>(&**head);
  if (branch == nullptr || !branch->str().starts_with("refs/heads/")) return false;
  const auto tip = state_->references.resolve(*branch);
  return tip && !*tip;
}

Result<std::optional<RefName>> Repository::remote_default_branch(std::string_view remote) const {
  const std::string folder = "refs/remotes/" + std::string(remote) + "/";
  const auto name = RefName::parse(folder + "HEAD");
  if (!name) return std::nullopt;
  const auto target = state_->references.read(*name);
  if (!target) return std::unexpected(target.error());
  const auto* branch = *target ? std::get_if<RefName>(&**target) : nullptr;
  if (branch == nullptr || !branch->str().starts_with(folder)) return std::nullopt;
  return *branch;
}

bool Repository::has_object(const Oid& oid) const {
  git_oid raw;
  git_oid_fromraw(&raw, oid.data());
  return git_odb_exists(state_->odb.get(), &raw) == 1;
}

Result<OdbObjectHandle> Repository::State::read(const Oid& oid, std::string_view wanted) const {
  git_oid raw;
  git_oid_fromraw(&raw, oid.data());
  const ReadMark mark(oid);
  const std::size_t most = largest(wanted);
  const MemoryBound bound(most + 1);
  OdbObjectHandle object;
  const int code = acquire(object, git_odb_read, odb.get(), &raw);
  if (code < 0 && bound.is_reached()) return std::unexpected(too_large(wanted, most, oid));
  if (code < 0) return std::unexpected(read_failure(last_git_error(code), wanted, oid, clone_shape()));
  const char* type = git_object_type2string(git_odb_object_type(object.get()));
  if (object_name(type, content_of(object)) != oid) {
    return std::unexpected(damaged("object is not the one that its name says", oid));
  }
  return object;
}

Result<std::string> Repository::State::read_content(const Oid& oid, git_object_t type) const {
  const std::string wanted = git_object_type2string(type);
  auto object = read(oid, wanted);
  if (!object) return std::unexpected(std::move(object.error()));
  const git_object_t actual = git_odb_object_type(object->get());
  if (actual != type) {
    return std::unexpected(damaged("not a " + wanted + " but a " + git_object_type2string(actual), oid));
  }
  return std::string(content_of(*object));
}

Result<Commit> Repository::commit(const Oid& oid) const {
  if (auto row = state_->shortcut.find(oid)) return Commit{oid, row->tree, std::move(row->parents), row->time};
  auto text = state_->read_content(oid, GIT_OBJECT_COMMIT);
  if (!text) return std::unexpected(std::move(text.error()));
  auto commit = parse_commit(oid, *text);
  if (!commit) return std::unexpected(damaged("commit has no tree, parents, author and committer line", oid));
  return std::move(*commit);
}

Result<std::string> Repository::tree_bytes(const Oid& oid) const { return state_->read_content(oid, GIT_OBJECT_TREE); }

// The size stands before the content.
Result<std::string> Repository::blob(const Oid& oid, std::size_t most) const {
  git_oid raw;
  git_oid_fromraw(&raw, oid.data());
  std::size_t size = 0;
  git_object_t type = GIT_OBJECT_INVALID;
  {
    const ReadMark mark(oid);
    const MemoryBound bound(kLargestBlob + 1);
    if (git_odb_read_header(&size, &type, state_->odb.get(), &raw) < 0) size = 0;  // read_content says why
  }
  if (size > most) {
    const std::string bound = most < kMiB ? std::to_string(most) + " bytes" : std::to_string(most / kMiB) + " MiB";
    return std::unexpected(Failure{FailureKind::io, "file has " + std::to_string(size) + " bytes", oid.hex(),
                                   "more than " + bound + " are not read here; take it out of the repository"});
  }
  return state_->read_content(oid, GIT_OBJECT_BLOB);
}

Oid Repository::hash_blob(std::string_view content) {
  git_oid id{};
  git_odb_hash(&id, content.data(), content.size(), GIT_OBJECT_BLOB);
  return Oid(id.id);
}

}  // namespace gitview
