#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "ecosystem/ecosystem.hpp"
#include "workspace/links.hpp"
#include "workspace/project.hpp"

namespace monoci {

// Parsed manifests of a whole run: base and head mostly hold the same ones, and no blob is parsed twice.
class ManifestCache {
 public:
  struct Parsed {
    std::optional<Manifest> manifest;  // nothing when the text has no meaning
    Diagnostics problems;
  };
  using Key = std::vector<std::pair<std::string, std::string>>;  // of each text, the file as spelled and its content

  std::shared_ptr<const Parsed> parse(const Ecosystem& ecosystem, const ManifestTexts& texts, const Key& key);
  std::shared_ptr<const Parsed> find(const Key& key) const;

  // What a file adds that a manifest is continued in, by the manifest's directory, the file and its content.
  std::map<std::tuple<const Ecosystem*, RepoPath, RepoPath, std::string>, std::shared_ptr<const Manifest>>
      continuations;

 private:
  std::map<Key, std::shared_ptr<const Parsed>> by_files_and_contents_;
};

struct FoundManifest {
  const Ecosystem* ecosystem = nullptr;
  RepoPath path;                       // of its first file, as spelled: links are not resolved
  const Manifest* manifest = nullptr;  // nullptr when it is broken or cannot be read
};

// The manifests of one tree, read when first asked for.
class Manifests {
 public:
  Manifests(const Links& links, ManifestCache& cache) : links_(links), cache_(cache) {}

  // The manifests that stand in a directory, whatever links lead there: one for each ecosystem, in the table's order.
  const std::vector<FoundManifest>& in(const RepoPath& directory);
  const FoundManifest* in(const RepoPath& directory, const Ecosystem& ecosystem);

  // The same to be kept, without those that say nothing.
  std::vector<ReadManifest> read_in(const RepoPath& directory);

  // Hands on what was wrong with a manifest, once. Faults of files that turn out not to matter (fixtures, say) are
  // never told.
  void report(const RepoPath& directory, const Ecosystem& ecosystem, Diagnostics& problems);

  // Manifests that are there but cannot be read.
  const std::vector<Diagnostic>& unreadable() const { return unreadable_; }
  bool any_unreadable(const Ecosystem& ecosystem) const { return with_unreadable_.contains(&ecosystem); }

  // Where manifests are continued, be something there or not: the names of these files do not say that they are read.
  const std::set<RepoPath>& continuations() const { return continuations_; }

 private:
  struct Known {
    std::vector<FoundManifest> found;
    std::vector<std::shared_ptr<const ManifestCache::Parsed>> parsed;  // of each; nullptr when it cannot be read
    std::set<const Ecosystem*> reported;
  };
  Known& look_up(const RepoPath& directory);
  void look_for(const Ecosystem& ecosystem, const RepoPath& directory, Known& known);
  struct Place {
    RepoPath spelled, real;
    bool if_marked = false;  // of no use without the mark of its ecosystem
  };
  bool find_files(const Ecosystem& ecosystem, std::span<const std::string_view> names, const RepoPath& directory,
                  std::vector<Place>& places);
  bool find_companions(const Ecosystem& ecosystem, const RepoPath& directory, std::vector<Place>& places);
  std::shared_ptr<const ManifestCache::Parsed> parsed(const Ecosystem& ecosystem, const std::vector<Place>& places);
  std::shared_ptr<const ManifestCache::Parsed> continued(const Ecosystem& ecosystem, const RepoPath& directory,
                                                         const std::vector<Place>& places,
                                                         const ManifestCache::Parsed& begun);
  std::shared_ptr<const Manifest> continuation(const Ecosystem& ecosystem, const RepoPath& directory,
                                               const Place& place);
  void add_unreadable(const Ecosystem& ecosystem, Diagnostic problem);

  const Links& links_;
  ManifestCache& cache_;
  std::map<RepoPath, Known> known_;
  std::vector<Diagnostic> unreadable_;
  std::set<const Ecosystem*> with_unreadable_;
  std::set<RepoPath> continuations_;
};

}  // namespace monoci
