#include "plan/job_name.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>

#include "base/utf8.hpp"
#include "plan/short_hash.hpp"

namespace monoci {

namespace {

// Unicode's normal form C: what looks the same is the same text. What is not UTF-8 stays as it is.
std::string normal_form(std::string_view text) {
  utf8proc_uint8_t* result = nullptr;
  const auto length =
      utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()), static_cast<utf8proc_ssize_t>(text.size()),
                   &result, static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
  const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owned(result, &std::free);
  if (length < 0) return std::string(text);
  return {reinterpret_cast<const char*>(owned.get()), static_cast<std::size_t>(length)};
}

std::size_t length(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0) != 0x80; }));
}

std::string first_characters(std::string_view text, std::size_t count) {
  std::size_t at = 0;
  for (; count > 0 && at < text.size(); --count) {
    const auto point = decode_utf8(text.substr(at));
    at += point ? point->bytes : 1;
  }
  return std::string(text.substr(0, at));
}

}  // namespace

std::string JobNames::project_part(const ProjectId& project) const {
  if (project.directory.is_root()) return "/";
  return is_misread_(project.str()) ? "/" + project.str() : project.str();
}

// The hash stands behind the project's path, so that the name still ends with the job.
std::string JobNames::with_hash(std::string_view project, std::string_view job, std::string_view hash) const {
  const auto room = longest_ - hash.size() - 2;  // "~" and ":"
  const auto job_part = first_characters(job, room);
  const auto left = room - length(job_part);
  return first_characters(project, left) + "~" + std::string(hash) + ":" + job_part;
}

std::string JobNames::add(const ProjectId& project, std::string_view job) {
  const auto path = project_part(project);
  const auto identity = project.str() + '\0' + std::string(job);
  auto name = path + ":" + std::string(job);
  if (length(name) > longest_ || is_taken(name)) name = with_hash(path, job, short_hash(identity));
  if (is_taken(name)) name = with_hash(path, job, short_hash(identity, 16));
  taken_.insert(normal_form(name));
  return name;
}

bool JobNames::is_taken(std::string_view name) const { return taken_.contains(normal_form(name)); }

std::string JobNames::add_own(std::string name) {
  while (!taken_.insert(name).second) name += "'";
  return name;
}

}  // namespace monoci
