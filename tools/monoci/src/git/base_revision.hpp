// Which commit head is compared with, and why.
//
// Pure but for the questions put to `Revisions`. What is missing here is not an error: then everything runs, and the
// choice says so. An error is a request that makes no sense, such as a revision that names nothing.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"
#include "git/base_rule.hpp"
#include "git/green_pipelines.hpp"
#include "git/revisions.hpp"
#include "gitview/oid.hpp"

namespace monoci {

struct BaseRequest {                               // what the command line and monoci.yaml say
  std::optional<std::string> base = {};            // --base; `last-green` is no revision
  bool exact_base = false;                         // --exact-base: base itself, not its merge base with head
  std::optional<std::string> head = {};            // --head
  std::optional<bool> uncommitted = {};            // --uncommitted, --no-uncommitted
  std::optional<std::string> default_branch = {};  // of monoci.yaml
  std::optional<std::string> everything = {};      // why no base is wanted
};

struct HeadChoice {
  gitview::Oid commit;
  bool uncommitted = false;  // the work tree counts too; `commit` is then the one it stands on
};

// What is looked at: all that is needed to read monoci.yaml, whose `default_branch` the choice of a base may need.
Result<HeadChoice> choose_head(const PipelineFacts& pipeline, const BaseRequest& request, Revisions& revisions);

struct BaseChoice {
  std::vector<gitview::Oid> bases;  // several: the answer is the union over them; none: everything runs
  gitview::Oid head;
  bool uncommitted = false;            // the work tree counts too; `head` is then the commit it stands on
  std::string why;                     // one line: how the base was found
  std::optional<std::string> missing;  // why everything runs although a base was wanted; --strict refuses that
  std::vector<std::string> notes;      // what else a person should know
};

// `--base last-green`: what a push to the default branch is compared with.
inline constexpr std::string_view kLastGreen = "last-green";

// `greens` is asked for `--base last-green` alone; nullptr: there is nobody to ask.
Result<BaseChoice> choose_base(const PipelineFacts& pipeline, const BaseRequest& request, Revisions& revisions,
                               GreenPipelines* greens = nullptr);

}  // namespace monoci
