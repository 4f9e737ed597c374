#pragma once

#include <deque>
#include <string>
#include <unordered_map>
#include <vector>

#include "document/document.hpp"
#include "plan/ci_dialect.hpp"

namespace monoci {

constexpr std::size_t kDeepestInclude = 10, kMostIncluded = 150;  // how far local includes are followed; files

// What can be known of the jobs that an `include` brings: those of files of this repository that are named in full,
// with what those include.
class IncludedJobs {
 public:
  IncludedJobs(const std::vector<Value>& includes, const ReadTemplate& read);

  const Value* find(const std::string& name) const;
  // Whether there may be others: other projects, components and wildcards are not looked at, and a file that cannot be
  // read is GitLab's to refuse.
  bool may_have_more() const { return may_have_more_; }

 private:
  void take(const Value& item, std::size_t depth);
  void take_file(const SpottedText& path, std::size_t depth);

  const ReadTemplate& read_;
  std::deque<Value> documents_;
  std::unordered_map<std::string, const Value*> jobs_;
  bool may_have_more_ = false;
};

}  // namespace monoci
