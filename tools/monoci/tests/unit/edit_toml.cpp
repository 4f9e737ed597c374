#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "document/toml_edit.hpp"

namespace monoci::edit_toml_test {
namespace {

struct EditCase {
  const char* name;
  const char* before;
  const char* after;
};

std::string name_of(const testing::TestParamInfo<EditCase>& row) { return row.param.name; }

// `m = …` gets "b".
class AddToTomlList : public testing::TestWithParam<EditCase> {};

TEST_P(AddToTomlList, KeepsTheListsLayout) {
  const auto edited = add_to_toml_list({"f.toml", GetParam().before}, {"m"}, "b");
  ASSERT_TRUE(edited) << to_text(edited.error());
  EXPECT_EQ(*edited, GetParam().after);
}

INSTANTIATE_TEST_SUITE_P(
    Layouts, AddToTomlList,
    testing::Values(
        EditCase{"OneLine", "m = [\"c\"]\n", "m = [\"c\", \"b\"]\n"},
        EditCase{"OneLineWithBlanks", "m = [ \"c\" ] # why\n", "m = [ \"c\", \"b\" ] # why\n"},
        EditCase{"OneLineWithLastComma", "m = [\"c\",]\n", "m = [\"c\", \"b\",]\n"},
        EditCase{"SortedStaysSorted", "m = [\"a\", \"c\"]\n", "m = [\"a\", \"b\", \"c\"]\n"},
        EditCase{"SortedInFront", "m = [\"c\", \"d\"]\n", "m = [\"b\", \"c\", \"d\"]\n"},
        EditCase{"SortedWhateverTheCase", "m = [\"A\", \"c\"]\n", "m = [\"A\", \"b\", \"c\"]\n"},
        EditCase{"UnsortedGrowsAtTheEnd", "m = [\"d\", \"c\"]\n", "m = [\"d\", \"c\", \"b\"]\n"},
        EditCase{"Empty", "m = []\n", "m = [\"b\"]\n"}, EditCase{"EmptyWithBlank", "m = [ ]\n", "m = [\"b\"]\n"},
        EditCase{"EmptyOverLines", "m = [\n]\n", "m = [\n    \"b\",\n]\n"},
        EditCase{"EmptyButForAComment", "m = [\n    # none yet\n]\n", "m = [\n    # none yet\n    \"b\",\n]\n"},
        EditCase{"Lines", "m = [\n  \"c\",\n]\n", "m = [\n  \"c\",\n  \"b\",\n]\n"},
        EditCase{"LinesWithoutLastComma", "m = [\n\t\"c\"\n]\n", "m = [\n\t\"c\",\n\t\"b\"\n]\n"},
        EditCase{"LinesWithComments", "m = [\n  # one\n  \"c\", # two\n  # three\n]\n",
                 "m = [\n  # one\n  \"c\", # two\n  \"b\",\n  # three\n]\n"},
        EditCase{"CommentBehindTheLastItem", "m = [\n  \"c\" # , two\n]\n", "m = [\n  \"c\", # , two\n  \"b\"\n]\n"},
        EditCase{"LinesInTheMiddle", "m = [\n  \"a\", # one\n  \"c\",\n]\n",
                 "m = [\n  \"a\", # one\n  \"b\",\n  \"c\",\n]\n"},
        EditCase{"LinesInFront", "m = [\n  \"c\",\n  \"d\",\n]\n", "m = [\n  \"b\",\n  \"c\",\n  \"d\",\n]\n"},
        EditCase{"ClosedInTheLastLine", "m = [\n  \"c\"]\n", "m = [\n  \"c\",\n  \"b\"]\n"},
        EditCase{"ClosedBehindTheLastComma", "m = [\n  \"c\",]\n", "m = [\n  \"c\",\n  \"b\",]\n"},
        EditCase{"SeveralInALine", "m = [\n  \"d\", \"c\",\n]\n", "m = [\n  \"d\", \"c\", \"b\",\n]\n"},
        EditCase{"CommaFirst", "m = [\n    \"d\"\n  , \"c\"\n]\n", "m = [\n    \"d\"\n  , \"c\", \"b\"\n]\n"},
        EditCase{"LiteralQuotes", "m = ['c']\n", "m = ['c', 'b']\n"},
        EditCase{"BracketsAndHashesInTexts", "m = [\"]#\", 'a,'] # x\n", "m = [\"]#\", 'a,', \"b\"] # x\n"},
        EditCase{"CarriageReturns", "m = [\r\n  \"c\",\r\n]\r\n", "m = [\r\n  \"c\",\r\n  \"b\",\r\n]\r\n"},
        EditCase{"NoFinalLineBreak", "m = [\"c\"]", "m = [\"c\", \"b\"]"},
        EditCase{"ByteOrderMark", "\xEF\xBB\xBFm = [\"c\"]\n", "\xEF\xBB\xBFm = [\"c\", \"b\"]\n"},
        EditCase{"ManyBytesALetter", "# é\nm = [\"é→\", \"é\"] # é\n", "# é\nm = [\"é→\", \"é\", \"b\"] # é\n"},
        EditCase{"ThereAlready", "m = ['b'  ,\"a\"]\n", "m = ['b'  ,\"a\"]\n"},
        EditCase{"Missing", "x = 1\n", "x = 1\nm = [\"b\"]\n"},
        EditCase{"MissingBeforeHeaders", "[x]\n", "m = [\"b\"]\n[x]\n"}),
    name_of);

// `[tool.uv.sources]` gets `b = { workspace = true }`.
class AddTomlKey : public testing::TestWithParam<EditCase> {};

TEST_P(AddTomlKey, KeepsTheTablesLayout) {
  const auto edited =
      add_toml_key({"f.toml", GetParam().before}, {"tool", "uv", "sources"}, "b", "{ workspace = true }");
  ASSERT_TRUE(edited) << to_text(edited.error());
  EXPECT_EQ(*edited, GetParam().after);
}

INSTANTIATE_TEST_SUITE_P(
    Forms, AddTomlKey,
    testing::Values(
        EditCase{"Header", "[tool.uv.sources]\na = 1 # one\n\n[x]\n",
                 "[tool.uv.sources]\na = 1 # one\nb = { workspace = true }\n\n[x]\n"},
        EditCase{"HeaderWithoutKeys", "[ tool . \"uv\" . sources ] # s\n[x]\n",
                 "[ tool . \"uv\" . sources ] # s\nb = { workspace = true }\n[x]\n"},
        EditCase{"IndentedKeys", "[tool.uv.sources]\n  a = 1\n",
                 "[tool.uv.sources]\n  a = 1\n  b = { workspace = true }\n"},
        EditCase{"ValueOverLines", "[tool.uv.sources]\na = [\n  1,\n] # a\n# end\n",
                 "[tool.uv.sources]\na = [\n  1,\n] # a\nb = { workspace = true }\n# end\n"},
        EditCase{"SubtablesBehind", "[tool.uv.sources]\na = 1\n[tool.uv.sources.c]\npath = 'c'\n",
                 "[tool.uv.sources]\na = 1\nb = { workspace = true }\n[tool.uv.sources.c]\npath = 'c'\n"},
        EditCase{"OnlySubtables", "[tool.uv.sources.c]\npath = 'c'\n\n[x]\n",
                 "[tool.uv.sources.c]\npath = 'c'\n\n[tool.uv.sources]\nb = { workspace = true }\n\n[x]\n"},
        EditCase{"Braces", "[tool.uv]\nsources = { a = 1 } # s\n",
                 "[tool.uv]\nsources = { a = 1, b = { workspace = true } } # s\n"},
        EditCase{"EmptyBraces", "[tool.uv]\nsources = {}\n", "[tool.uv]\nsources = { b = { workspace = true } }\n"},
        EditCase{"BracesAround", "[tool]\nuv = { x = 1 }\n",
                 "[tool]\nuv = { x = 1, sources.b = { workspace = true } }\n"},
        EditCase{"Dots", "[tool.uv]\nsources.a = 1\nx = 2\n",
                 "[tool.uv]\nsources.a = 1\nsources.b = { workspace = true }\nx = 2\n"},
        EditCase{"DotsAround", "[tool]\nuv.x = 1\n", "[tool]\nuv.x = 1\nuv.sources.b = { workspace = true }\n"},
        EditCase{"DotsFromTheRoot", "tool.uv.sources.a = 1\n[x]\n",
                 "tool.uv.sources.a = 1\ntool.uv.sources.b = { workspace = true }\n[x]\n"},
        EditCase{"BehindTheLastOfItsKind", "[tool.uv]\nx = 1\n\n[tool.uv.workspace]\n\n[tool.ruff]\ny = 1\n",
                 "[tool.uv]\nx = 1\n\n[tool.uv.workspace]\n\n[tool.uv.sources]\nb = { workspace = true }\n\n"
                 "[tool.ruff]\ny = 1\n"},
        EditCase{"BehindOtherTools", "[project]\n\n[tool.ruff]\ny = 1\n\n# last words\n",
                 "[project]\n\n[tool.ruff]\ny = 1\n\n[tool.uv.sources]\nb = { workspace = true }\n\n# last words\n"},
        EditCase{"CommentsOfTheTableBefore", "[tool.uv]\nx = 1\n# y = 2\n\n# of the next\n[x]\n",
                 "[tool.uv]\nx = 1\n# y = 2\n\n[tool.uv.sources]\nb = { workspace = true }\n\n# of the next\n[x]\n"},
        EditCase{"CommentsOfTheTableBehind", "[tool.uv]\nx = 1\n# of the next\n[x]\n",
                 "[tool.uv]\nx = 1\n\n[tool.uv.sources]\nb = { workspace = true }\n# of the next\n[x]\n"},
        EditCase{"Nothing", "", "[tool.uv.sources]\nb = { workspace = true }\n"},
        EditCase{"NoFinalLineBreak", "[project]\nname = 'x'",
                 "[project]\nname = 'x'\n\n[tool.uv.sources]\nb = { workspace = true }"},
        EditCase{"CarriageReturns", "[project]\r\nname = 'x'\r\n",
                 "[project]\r\nname = 'x'\r\n\r\n[tool.uv.sources]\r\nb = { workspace = true }\r\n"},
        EditCase{"ListsOfTables", "[[tool.uv.index]]\nname = 'a'\n\n[[tool.uv.index]]\nname = 'b'\n",
                 "[[tool.uv.index]]\nname = 'a'\n\n[[tool.uv.index]]\nname = 'b'\n\n[tool.uv.sources]\n"
                 "b = { workspace = true }\n"},
        EditCase{"ThereAlready", "[tool.uv.sources]\nb.workspace = true\n", "[tool.uv.sources]\nb.workspace = true\n"}),
    name_of);

class RemoveFromTomlList : public testing::TestWithParam<EditCase> {};

TEST_P(RemoveFromTomlList, KeepsTheRest) {
  const auto edited = remove_from_toml_list({"f.toml", GetParam().before}, {"m"}, "b");
  ASSERT_TRUE(edited) << to_text(edited.error());
  EXPECT_EQ(*edited, GetParam().after);
}

INSTANTIATE_TEST_SUITE_P(Layouts, RemoveFromTomlList,
                         testing::Values(EditCase{"First", "m = [\"b\", \"c\"]\n", "m = [\"c\"]\n"},
                                         EditCase{"Middle", "m = [\"a\", \"b\", \"c\"]\n", "m = [\"a\", \"c\"]\n"},
                                         EditCase{"Last", "m = [\"a\", \"b\"]\n", "m = [\"a\"]\n"},
                                         EditCase{"LastWithComma", "m = [\"a\", \"b\",]\n", "m = [\"a\",]\n"},
                                         EditCase{"Only", "m = [ \"b\" ]\n", "m = [  ]\n"},
                                         EditCase{"Twice", "m = ['b', \"a\", \"b\"]\n", "m = [\"a\"]\n"},
                                         EditCase{"Line", "m = [\n  \"a\", # one\n  \"b\", # two\n  \"c\",\n]\n",
                                                  "m = [\n  \"a\", # one\n  \"c\",\n]\n"},
                                         EditCase{"LastLine", "m = [\n  \"a\",\n  \"b\"\n]\n", "m = [\n  \"a\",\n]\n"},
                                         EditCase{"NotThere", "m = [\"a\"]\n", "m = [\"a\"]\n"},
                                         EditCase{"NoList", "x = 1\n", "x = 1\n"}),
                         name_of);

TEST(TomlEdit, ReplacesATextInItsQuotes) {
  const SourceText toml{"f.toml", "# é\nx = [ 'é', '../a' ] # '../a'\ny = { path = \"../a\" }\n"};
  EXPECT_EQ(replace_toml_text(toml, {"f.toml", 2, 12}, "../b").value(),
            "# é\nx = [ 'é', '../b' ] # '../a'\ny = { path = \"../a\" }\n");
  EXPECT_EQ(replace_toml_text(toml, {"f.toml", 3, 14}, "a\"b").value(),
            "# é\nx = [ 'é', '../a' ] # '../a'\ny = { path = \"a\\\"b\" }\n");
  EXPECT_FALSE(replace_toml_text(toml, {"f.toml", 3, 1}, "../b"));
}

TEST(TomlEdit, RefusesWhatIsNoToml) {
  const auto edited = add_to_toml_list({"f.toml", "m = [\n"}, {"m"}, "b");
  ASSERT_FALSE(edited);
  EXPECT_THAT(to_text(edited.error()), testing::StartsWith("f.toml:"));
  EXPECT_THAT(edited.error().hint, testing::Not(testing::IsEmpty()));
}

TEST(TomlEdit, RefusesAListThatIsNone) {
  EXPECT_FALSE(add_to_toml_list({"f.toml", "m = 'b'\n"}, {"m"}, "b"));
  EXPECT_FALSE(add_to_toml_list({"f.toml", "m = 'b'\n"}, {"m", "n"}, "b"));
}

TEST(TomlEdit, RefusesAKeyThatSaysSomethingElse) {
  const auto edited = add_toml_key({"f.toml", "[t]\nb = 1\n"}, {"t"}, "b", "2");
  ASSERT_FALSE(edited);
  EXPECT_THAT(edited.error().what, testing::HasSubstr("`t.b`"));
}

TEST(TomlEdit, QuotesKeysAndTexts) {
  EXPECT_EQ(add_toml_key({"f.toml", ""}, {"a b"}, "c.d", toml_quoted("\"\\\n\x7F")).value(),
            "[\"a b\"]\n\"c.d\" = \"\\\"\\\\\\u000A\\u007F\"\n");
}

}  // namespace
}  // namespace monoci::edit_toml_test
