#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>

#include "ecosystem/ecosystem.hpp"
#include "workspace/links.hpp"

namespace monoci {

// Parsed manifests of a whole run: base and head mostly hold the same ones, and no blob is parsed twice.
class ManifestCache {
 public:
  struct Parsed {
    std::optional<Manifest> manifest;  // nothing when the text has no meaning
    Diagnostics problems;
  };
  std::shared_ptr<const Parsed> parse(const Ecosystem& ecosystem, const SourceText& source, const std::string& id);
  std::shared_ptr<const Parsed> find(const std::string& file, const std::string& id) const;

 private:
  std::map<std::pair<std::string, std::string>, std::shared_ptr<const Parsed>> by_file_and_content_;
};

struct FoundManifest {
  const Ecosystem* ecosystem = nullptr;
  RepoPath path;                       // as spelled: links are not resolved
  const Manifest* manifest = nullptr;  // nullptr when it is broken or cannot be read
};

// The manifests of one tree, read when first asked for.
class Manifests {
 public:
  Manifests(const Links& links, ManifestCache& cache) : links_(links), cache_(cache) {}

  // The manifest that stands in a directory, whatever links lead there.
  std::optional<FoundManifest> in(const RepoPath& directory);

  // Hands on what was wrong with the manifest in a directory, once. Faults of files that turn out not to matter
  // (fixtures, say) are never told.
  void report(const RepoPath& directory, Diagnostics& problems);

  // Manifests that are there but cannot be read.
  const std::vector<Diagnostic>& unreadable() const { return unreadable_; }

 private:
  struct Known {
    std::optional<FoundManifest> found;
    std::shared_ptr<const ManifestCache::Parsed> parsed;
    bool reported = false;
  };
  Known& look_up(const RepoPath& directory);
  std::shared_ptr<const ManifestCache::Parsed> parsed(const Ecosystem& ecosystem, const RepoPath& spelled,
                                                      const RepoPath& real);

  const Links& links_;
  ManifestCache& cache_;
  std::map<RepoPath, Known> known_;
  std::vector<Diagnostic> unreadable_;
};

}  // namespace monoci
