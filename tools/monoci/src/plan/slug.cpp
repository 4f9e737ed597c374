#include "plan/slug.hpp"

#include <cstdint>

#include "plan/short_hash.hpp"

namespace monoci {

namespace {

constexpr std::size_t kLongest = 63;

std::string with_hash(std::string slug, const ProjectId& project, std::size_t digits) {
  slug.resize(std::min(slug.size(), kLongest - 1 - digits));
  while (slug.ends_with('-')) slug.pop_back();
  return (slug.empty() ? "" : slug + "-") + short_hash(project.str(), digits);
}

}  // namespace

std::string plain_slug(const ProjectId& project) {
  if (project.directory.is_root()) return "root";
  std::string slug;
  for (const char byte : project.str()) {
    const bool upper = byte >= 'A' && byte <= 'Z';
    const char lower = upper ? static_cast<char>(byte - 'A' + 'a') : byte;
    const bool kept = (lower >= 'a' && lower <= 'z') || (lower >= '0' && lower <= '9');
    if (kept)
      slug += lower;
    else if (!slug.empty() && slug.back() != '-')
      slug += '-';
  }
  while (slug.ends_with('-')) slug.pop_back();
  return slug;
}

std::map<ProjectId, std::string> slugs(const std::vector<ProjectId>& projects) {
  std::map<ProjectId, std::string> result;
  for (const auto& project : projects) {
    auto slug = plain_slug(project);
    result[project] = slug.empty() || slug.size() > kLongest ? with_hash(slug, project, 8) : slug;
  }
  for (const std::size_t digits : {8u, 16u}) {  // the second round is for a project named like another one's hash
    std::map<std::string, int> uses;
    for (const auto& [project, slug] : result) ++uses[slug];
    for (auto& [project, slug] : result)
      if (uses[slug] > 1) slug = with_hash(plain_slug(project), project, digits);
  }
  return result;
}

}  // namespace monoci
