#include "init/init_files.hpp"

#include <algorithm>

#include "base/glob.hpp"
#include "workspace/project_file.hpp"

namespace monoci {

namespace {

RepoPath gitlab_directory() { return RepoPath().child(".gitlab"); }

// The best first.
std::vector<RepoPath> template_directories() {
  return {RepoPath().child("templates").child("ci"), gitlab_directory().child("ci"), gitlab_directory()};
}

RepoPath file_in(const RepoPath& directory) { return directory.child("job.yml"); }

// uv passes over a directory whose own name begins with a dot.
bool is_taken_for_member(RepoPath directory, const std::vector<std::string>& patterns) {
  for (; !directory.is_root(); directory = directory.parent()) {
    const auto takes = [&](const std::string& pattern) {
      const auto glob = Glob::parse(pattern);
      return glob && glob->matches(directory);
    };
    if (!directory.name().starts_with('.') && std::ranges::any_of(patterns, takes)) return true;
  }
  return false;
}

}  // namespace

RepoPath config_file() { return RepoPath().child(kConfigFile); }
RepoPath pipeline_file() { return RepoPath().child(".gitlab-ci.yml"); }
RepoPath jobs_file() { return gitlab_directory().child("monoci.yml"); }

RepoPath template_directory(const std::set<RepoPath>& ignored, const std::vector<std::string>& member_patterns) {
  const auto directories = template_directories();
  const auto free = std::ranges::find_if(directories, [&](const RepoPath& each) {
    return !ignored.contains(file_in(each)) && !is_taken_for_member(each, member_patterns);
  });
  return free == directories.end() ? directories.front() : *free;
}

std::vector<RepoPath> places_to_write() {
  std::vector<RepoPath> places{config_file(), pipeline_file(), jobs_file()};
  for (const auto& directory : template_directories()) places.push_back(file_in(directory));
  return places;
}

}  // namespace monoci
