#pragma once

#include "git/fetch.hpp"
#include "git/revisions.hpp"
#include "gitview/repository.hpp"

namespace monoci {

// The repository's own answers. What the clone lacks is fetched in ever larger pieces: exactly the commit, some more
// history, all history. Without a fetcher (--no-fetch) the answer is what the clone can tell.
class RepositoryRevisions : public Revisions {
 public:
  RepositoryRevisions(const gitview::Repository& repository, Fetcher* fetcher)
      : repository_(repository), fetcher_(fetcher) {}

  bool is_bare() const override { return repository_.is_bare(); }
  bool is_shallow() const override { return repository_.is_shallow(); }

  gitview::Result<gitview::Oid> resolve(std::string_view revision) override;
  gitview::Result<std::optional<gitview::Oid>> tip(const gitview::RefName& name) override;
  gitview::Result<std::optional<gitview::RefName>> remote_default_branch() override;
  Result<gitview::Oid> remote_branch(const std::string& name) override;
  Result<void> unshallow() override;
  Result<void> bring(const gitview::Oid& commit) override;
  Result<gitview::MergeBaseAnswer> merge_bases(const gitview::Oid& one, const gitview::Oid& other) override;

 private:
  const gitview::Repository& repository_;
  Fetcher* fetcher_;
};

}  // namespace monoci
