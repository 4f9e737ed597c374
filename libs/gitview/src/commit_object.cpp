#include "commit_object.hpp"

#include <charconv>

namespace gitview {
namespace {

// "KEY VALUE\n" at the start of `text` is consumed and gives VALUE.
std::optional<std::string_view> take_header(std::string_view& text, std::string_view key) {
  if (!text.starts_with(key)) return std::nullopt;
  const std::size_t end = text.find('\n');
  if (end == std::string_view::npos) return std::nullopt;
  const std::string_view value = text.substr(key.size(), end - key.size());
  text.remove_prefix(end + 1);
  return value;
}

std::optional<Oid> take_oid(std::string_view& text, std::string_view key) {
  const auto value = take_header(text, key);
  return value ? Oid::parse(*value) : std::nullopt;
}

// "NAME <MAIL> SECONDS ZONE". Names may hold digits and mails '>': the last one ends the mail. A time that cannot be
// read counts as 0, as in git: the walk stays right, it only visits more.
std::int64_t time_of(std::string_view signature) {
  const std::size_t mail_end = signature.rfind('>');
  if (mail_end == std::string_view::npos) return 0;
  signature.remove_prefix(mail_end + 1);
  while (signature.starts_with(' ')) signature.remove_prefix(1);
  std::int64_t seconds = 0;
  const auto parsed = std::from_chars(signature.data(), signature.data() + signature.size(), seconds);
  return parsed.ec == std::errc() ? seconds : 0;
}

}  // namespace

std::optional<Commit> parse_commit(const Oid& oid, std::string_view text) {
  const auto tree = take_oid(text, "tree ");
  if (!tree) return std::nullopt;
  Commit commit{.oid = oid, .tree = *tree, .parents = {}};
  while (text.starts_with("parent ")) {
    const auto parent = take_oid(text, "parent ");
    if (!parent) return std::nullopt;
    commit.parents.push_back(*parent);
  }
  if (!take_header(text, "author ")) return std::nullopt;
  while (text.starts_with("author ")) take_header(text, "author ");  // some old tools wrote several
  const auto committer = take_header(text, "committer ");
  if (!committer) return std::nullopt;
  commit.time = time_of(*committer);
  return commit;
}

std::optional<Oid> parse_tag_target(std::string_view text) { return take_oid(text, "object "); }

}  // namespace gitview
