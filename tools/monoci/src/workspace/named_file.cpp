#include "workspace/named_file.hpp"

#include <fmt/format.h>

#include "base/quoted.hpp"

namespace monoci {

namespace {

NamedFile no_file(const RepoPath& path, std::string_view why, bool is_unknown, std::string hint) {
  return {.real = {},
          .fault = Diagnostic{.what = fmt::format("`{}` is no file: {}", quoted_if_odd(path.str()), why),
                              .where = Spot{path.str(), 1, 1},
                              .hint = std::move(hint)},
          .is_unknown = is_unknown};
}

std::string_view end_of(const Resolved& resolved) {
  if (!resolved.real) return "the link leads out of the repository or round in circles";
  return resolved.type == EntryType::submodule ? "the link leads into a submodule"
                                               : "the link leads to something that is not there";
}

}  // namespace

NamedFile named_file(const Links& links, const RepoPath& path) {
  const auto& above = links.resolve(path.parent());
  if (above.type != EntryType::directory) return {};  // nothing to look into; a submodule is opaque as a whole
  const auto beside = above.real.value().child(path.name());
  const auto type = links.tree().type(beside);
  if (!type) return {};
  if (type == EntryType::file) return {.real = beside, .fault = {}, .is_unknown = false};
  const auto& resolved = links.resolve(path);
  if (resolved.type == EntryType::file) return {.real = resolved.real, .fault = {}, .is_unknown = false};
  if (type == EntryType::submodule) return no_file(path, "it is a submodule", false, {});
  if (type == EntryType::directory) return no_file(path, "it is a directory", false, {});
  if (resolved.type == EntryType::directory) return no_file(path, "the link leads to a directory", false, {});
  return no_file(path, end_of(resolved), true, "put the file where the link leads, or take the link away");
}

}  // namespace monoci
