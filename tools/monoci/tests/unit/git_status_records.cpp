#include <gtest/gtest.h>

#include <algorithm>

#include "git/status_records.hpp"

namespace monoci::git_status_records_test {
namespace {

using enum EntryType;
using Type = std::optional<EntryType>;

constexpr std::string_view kIds = "1111111111111111111111111111111111111111 2222222222222222222222222222222222222222";
constexpr std::string_view kThreeIds =
    "1111111111111111111111111111111111111111 2222222222222222222222222222222222222222 "
    "3333333333333333333333333333333333333333";

StatusRecord record(std::string_view path, Type head, Type work_tree, bool untracked = false) {
  return {*RepoPath::parse(path), head, work_tree, untracked};
}

// In the table '|' stands for NUL, "ID2" and "ID3" for so many object ids.
std::string raw(std::string text) {
  for (const auto& [name, ids] : {std::pair{"ID2", kIds}, std::pair{"ID3", kThreeIds}}) {
    if (const auto at = text.find(name); at != std::string::npos) text.replace(at, 3, ids);
  }
  std::ranges::replace(text, '|', '\0');
  return text;
}

struct Case {
  const char *name, *output;
  std::vector<StatusRecord> expected;
};
class StatusRecords : public testing::TestWithParam<Case> {};

TEST_P(StatusRecords, AreRead) {
  const auto records = parse_status(raw(GetParam().output));
  ASSERT_TRUE(records.has_value()) << records.error().what;
  EXPECT_EQ(*records, GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    Rows, StatusRecords,
    testing::Values(
        Case{"Nothing", "", {}},
        Case{"Changed", "1 .M N... 100644 100644 100644 ID2 a/b.py|", {record("a/b.py", file, file)}},
        Case{"Staged", "1 M. N... 100644 100644 100644 ID2 a|", {record("a", file, file)}},
        Case{"Deleted", "1 .D N... 100644 100644 000000 ID2 a|", {record("a", file, {})}},
        Case{"AddedToTheIndex", "1 A. N... 000000 100644 100755 ID2 a|", {record("a", {}, file)}},
        Case{"AddedThenDeleted", "1 AD N... 000000 100644 000000 ID2 a|", {record("a", {}, {})}},
        Case{"IntentToAdd", "1 .A N... 000000 000000 100644 ID2 a|", {record("a", {}, file)}},
        Case{"FileBecameLink", "1 .T N... 100644 100644 120000 ID2 a|", {record("a", file, link)}},
        Case{"Spaces", "1 .M N... 100644 100644 100644 ID2 a b  c |", {record("a b  c ", file, file)}},
        Case{"Newline", "1 .M N... 100644 100644 100644 ID2 a\nb|", {record("a\nb", file, file)}},
        Case{"NotUtf8", "1 .M N... 100644 100644 100644 ID2 \xe9|", {record("\xe9", file, file)}},
        Case{"DirtySubmodule", "1 .M S.M. 160000 160000 160000 ID2 sub|", {record("sub", submodule, submodule)}},
        Case{"MovedSubmodule", "1 .M SC.U 160000 160000 160000 ID2 sub|", {record("sub", submodule, submodule)}},
        Case{"SubmoduleBecameFile", "1 .T N... 160000 160000 100644 ID2 sub|", {record("sub", submodule, file)}},
        Case{"Conflict", "u UU N... 100644 100644 100644 100644 ID3 a|", {record("a", file, file)}},
        Case{"DeletedByUs", "u DU N... 100644 000000 100644 100644 ID3 a|", {record("a", {}, file)}},
        Case{"DeletedByThem", "u UD N... 100644 100644 000000 100644 ID3 a|", {record("a", file, file)}},
        Case{"BothDeleted", "u DD N... 100644 000000 000000 000000 ID3 a|", {record("a", {}, {})}},
        Case{"Untracked", "? new file|", {record("new file", {}, file, true)}},
        Case{"NestedRepository", "? vendor/x/|", {record("vendor/x", {}, submodule, true)}},
        Case{"DeletedFromTheIndexAndThere",
             "1 D. N... 100644 000000 000000 ID2 a|? a|",
             {record("a", file, {}), record("a", {}, file, true)}},
        Case{"HeadersAndIgnored", "# branch.oid 1234|! build/|? a|", {record("a", {}, file, true)}}),
    [](const auto& row) { return std::string(row.param.name); });

class BadStatus : public testing::TestWithParam<const char*> {};

TEST_P(BadStatus, IsAnError) { EXPECT_FALSE(parse_status(raw(GetParam())).has_value()); }

INSTANTIATE_TEST_SUITE_P(Rows, BadStatus,
                         testing::Values("x what|", "|", "1 .M N... 100644|", "?|",
                                         "1 .M N... 1006x4 100644 100644 ID2 a|",
                                         "1 .M N... 100644 100644 100644 ID2 ../a|",
                                         "2 R. N... 100644 100644 100644 ID2 R100 new|old|"));

}  // namespace
}  // namespace monoci::git_status_records_test
