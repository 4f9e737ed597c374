// Answers questions about one repository, as many as are asked: each tree object is read once, each blob parsed once,
// and the workspace of a tree is shared by all answers that it is a side of.
//
// No console, no environment, no printing: words come in as values, and everything that was noticed goes out as one.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>

#include "base/source_text.hpp"
#include "engine/reading.hpp"
#include "git/fetch.hpp"
#include "gitview/repository.hpp"
#include "gitview/tree_store.hpp"
#include "workspace/read_workspace.hpp"

namespace monoci {

class Engine {
 public:
  // A configuration that stands for every tree's own monoci.yaml, and where the templates that it names are.
  struct Configuration {
    Result<SourceText> text;
    std::function<Result<std::string>(const std::string& path)> template_text;
  };

  // `repository` and `fetcher` must outlive it. With nullptr nothing is fetched.
  Engine(const gitview::Repository& repository, Fetcher* fetcher, std::optional<Configuration> configuration = {});
  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;

  Result<TreeState> tree(const gitview::Oid& id);
  // The same with changes laid over it that lie on disk, in the work tree.
  Result<TreeState> tree(const gitview::Oid& id, Changes uncommitted, const std::filesystem::path& work_tree);

  Reading read(const TreeState& tree);
  Result<Reading> workspace(const gitview::Oid& tree);

  // What differs from a base's tree, with what is not committed.
  Result<Changes> changes_since(const gitview::Oid& base, const TreeState& head);

  // What the change from any of the bases reaches; the answer is the union over them. Without one, and where one
  // cannot be read, it is everything, and says why.
  Answer answer(std::span<const gitview::Oid> bases, Reading head);
  Result<Answer> answer(const gitview::Oid& base, const gitview::Oid& head);

  // The text of a job template, as one state has it.
  Result<std::string> template_text(const FileTree& tree, const std::string& path) const;

  ReadCache& cache() { return cache_; }
  std::size_t objects_read() const { return store_.objects_read(); }  // tree objects, each once

 private:
  struct Base {
    Reading reading;
    Changes changes;  // from it to head
  };
  Result<Base> base(const gitview::Oid& id, const Reading& head);
  Config config_of(const FileTree& tree, Diagnostics& problems) const;

  const gitview::Repository& repository_;
  Fetcher* fetcher_;
  std::optional<Configuration> configuration_;
  gitview::TreeStore store_;
  TreeSummaries summaries_;
  ReadCache cache_;
  std::map<gitview::Oid, std::shared_ptr<const CommitTree>> trees_;
  std::map<gitview::Oid, Reading> readings_;  // of trees that nothing is laid over
};

// Without a base every project is affected, and any file may have changed.
Answer everything(Reading head, const Evidence& why);

}  // namespace monoci
