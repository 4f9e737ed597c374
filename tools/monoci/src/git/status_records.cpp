#include "git/status_records.hpp"

#include <fmt/format.h>

#include <charconv>

#include "base/quoted.hpp"

namespace monoci {
namespace {

// The fields of a record up to its path, which may contain spaces.
struct Fields {
  std::vector<std::string_view> words;
  std::string_view path;
};

std::optional<Fields> split(std::string_view record, std::size_t words) {
  Fields fields;
  for (; words > 0; --words) {
    const std::size_t space = record.find(' ');
    if (space == std::string_view::npos) return std::nullopt;
    fields.words.push_back(record.substr(0, space));
    record.remove_prefix(space + 1);
  }
  fields.path = record;
  return fields;
}

// False when it is no mode; nothing in `type` where no file is there.
bool parse_mode(std::string_view text, std::optional<EntryType>& type) {
  unsigned mode = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), mode, 8);
  if (error != std::errc() || end != text.data() + text.size()) return false;
  constexpr unsigned kTypeBits = 0170000, kLink = 0120000, kGitlink = 0160000, kDirectory = 0040000;
  const unsigned kind = mode & kTypeBits;
  if (mode != 0) type = kind == kLink ? EntryType::link : kind == kGitlink ? EntryType::submodule : EntryType::file;
  // A directory stands where a submodule was registered but another repository, or none, lies there now.
  if (kind == kDirectory) type = EntryType::submodule;
  return true;
}

// How many words stand before the path, and which of them are the modes of head and work tree.
struct Layout {
  std::size_t words, head_mode, work_tree_mode;
};
constexpr Layout kOrdinary{8, 3, 5};   // 1 XY sub mH mI mW hH hI path
constexpr Layout kUnmerged{10, 4, 6};  // u XY sub m1 m2 m3 mW h1 h2 h3 path; m2 is ours, which is head's

std::optional<StatusRecord> tracked(std::string_view text, const Layout& layout) {
  const auto fields = split(text, layout.words);
  if (!fields) return std::nullopt;
  const auto path = RepoPath::parse(fields->path);
  StatusRecord record;
  if (!path || !parse_mode(fields->words[layout.head_mode], record.head) ||
      !parse_mode(fields->words[layout.work_tree_mode], record.work_tree)) {
    return std::nullopt;
  }
  record.path = *path;
  return record;
}

std::optional<StatusRecord> untracked(std::string_view text) {
  const auto fields = split(text, 1);
  const auto path = fields ? RepoPath::parse(fields->path) : std::nullopt;
  if (!path) return std::nullopt;
  // A final slash marks a repository inside this one: git does not look into it, and `git add` makes it a gitlink.
  const bool nested_repository = fields->path.ends_with('/');
  return StatusRecord{*path, std::nullopt, nested_repository ? EntryType::submodule : EntryType::file, true};
}

class Parser {
 public:
  explicit Parser(std::string_view output) : rest_(output) {}

  Result<std::vector<StatusRecord>> parse() {
    while (!rest_.empty()) {
      const std::string_view text = next();
      if (!take(text)) {
        return std::unexpected(
            Diagnostic{Severity::error,
                       fmt::format("`git status` said something that is not understood: `{}`", one_line(text)),
                       {},
                       ""});
      }
    }
    return std::move(records_);
  }

 private:
  std::string_view next() {
    const std::size_t end = std::min(rest_.find('\0'), rest_.size());
    const std::string_view text = rest_.substr(0, end);
    rest_.remove_prefix(std::min(end + 1, rest_.size()));
    return text;
  }

  bool take(std::string_view text) {
    switch (text.empty() ? ' ' : text.front()) {
      case '1':
        return keep(tracked(text, kOrdinary));
      case 'u':
        return keep(tracked(text, kUnmerged));
      case '?':
        return keep(untracked(text));
      case '#':  // headers, and ignored files: nothing that differs
      case '!':
        return true;
      default:
        return false;
    }
  }

  bool keep(std::optional<StatusRecord> record) {
    if (record) records_.push_back(std::move(*record));
    return record.has_value();
  }

  std::string_view rest_;
  std::vector<StatusRecord> records_;
};

}  // namespace

Result<std::vector<StatusRecord>> parse_status(std::string_view output) { return Parser(output).parse(); }

}  // namespace monoci
