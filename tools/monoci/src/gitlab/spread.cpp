#include <fmt/format.h>

#include "document/yaml_text.hpp"
#include "gitlab/documents.hpp"
#include "gitlab/rules/size_in_parser.hpp"

namespace monoci {

namespace {

constexpr std::size_t kKey = 41 + 48;  // a string and its place in the map

bool is_in_every_file(std::string_view key) { return key == "workflow" || key == "stages"; }

Value frame(const Value& document) {
  Value result = yaml_map({});
  for (const auto& member : document.members)
    if (is_in_every_file(member.key)) result.members.push_back(member);
  return result;
}

}  // namespace

std::vector<Value> spread(const Value& document, std::size_t count, std::size_t budget) {
  std::vector<Value> files{frame(document)};
  std::size_t used = size_in_parser(files.front()).bytes;
  for (const auto& member : document.members) {
    if (is_in_every_file(member.key)) continue;
    const auto size = size_in_parser(member.value).bytes + kKey + member.key.size();
    if (used + size > budget && files.size() < count) {
      files.push_back(frame(document));
      used = size_in_parser(files.back()).bytes;
    }
    files.back().members.push_back(member);
    used += size;
  }
  while (files.size() < count) {
    auto& filler = files.emplace_back(frame(document));
    const auto name = fmt::format(".monoci:file-{}-is-not-needed", files.size());
    filler.members.push_back({name, yaml_map({{"variables", yaml_map({})}}), {}});
  }
  return files;
}

}  // namespace monoci
