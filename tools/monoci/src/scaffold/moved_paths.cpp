#include "scaffold/moved_paths.hpp"

#include "scaffold/link_place.hpp"

namespace monoci {

namespace {

RepoPath exchanged(const RepoPath& from, const RepoPath& to, const RepoPath& path) {
  if (!from.contains(path)) return path;
  return path == from ? to : to.resolve(path.str().substr(from.below_prefix().size())).value();
}

}  // namespace

RepoPath moved_path(const MovedDirectory& move, const RepoPath& path) { return exchanged(move.from, move.to, path); }
RepoPath path_before(const MovedDirectory& move, const RepoPath& path) { return exchanged(move.to, move.from, path); }

std::optional<std::string> moved_relative(const MovedDirectory& move, const RepoPath& base, std::string_view text) {
  const auto target = text.starts_with('/') ? std::nullopt : base.resolve(text);
  if (!target) return std::nullopt;
  const auto new_base = moved_path(move, base), new_target = moved_path(move, *target);
  if (new_base.resolve(text) == new_target) return std::nullopt;
  if (new_base == new_target) return ".";
  auto written = relative_target(new_base.child("file"), new_target);
  if (text.starts_with("./") && !written.starts_with("../")) written.insert(0, "./");
  return text.ends_with('/') ? written + "/" : written;
}

std::optional<std::string> moved_from_root(const MovedDirectory& move, std::string_view text) {
  const auto& from = move.from.str();
  if (!text.starts_with(from)) return std::nullopt;
  const auto rest = text.substr(from.size());
  if (!rest.empty() && !rest.starts_with('/')) return std::nullopt;
  return move.to.str() + std::string(rest);
}

}  // namespace monoci
