#include "cli/distinct_files.hpp"

#include <fmt/format.h>
#include <sys/stat.h>

#include <map>
#include <tuple>

#include "base/quoted.hpp"
#include "cli/write_file.hpp"

namespace monoci {

namespace {

// A file that is there, or a name in a directory that is.
using Identity = std::tuple<dev_t, ino_t, std::string>;

std::optional<Identity> identity_of(const std::filesystem::path& file) {
  struct stat status{};
  if (::stat(file.c_str(), &status) == 0)
    return S_ISCHR(status.st_mode) ? std::nullopt : std::optional(Identity{status.st_dev, status.st_ino, ""});
  const auto end = end_of_links(file);
  const auto directory = end.has_parent_path() ? end.parent_path() : std::filesystem::path(".");
  if (::stat(directory.c_str(), &status) != 0) return {};
  return Identity{status.st_dev, status.st_ino, end.filename().string()};
}

Diagnostic refusal(const FileInUse& output, const FileInUse& other, std::string hint) {
  return {.what = fmt::format("{} `{}` and {} `{}` are one file", output.what, quoted_if_odd(output.file.string()),
                              other.what, quoted_if_odd(other.file.string())),
          .where = {},
          .hint = std::move(hint)};
}

}  // namespace

std::optional<Diagnostic> would_overwrite(std::span<const FileInUse> outputs, std::span<const FileInUse> inputs) {
  std::map<Identity, const FileInUse*> written;
  for (const auto& output : outputs) {
    const auto identity = identity_of(output.file);
    if (!identity) continue;
    const auto [before, is_new] = written.emplace(*identity, &output);
    if (!is_new) return refusal(*before->second, output, "name different files: one would overwrite the other");
  }
  for (const auto& input : inputs) {
    const auto identity = identity_of(input.file);
    const auto found = identity ? written.find(*identity) : written.end();
    if (found != written.end()) return refusal(*found->second, input, "write to another file: this one is read");
  }
  return {};
}

}  // namespace monoci
