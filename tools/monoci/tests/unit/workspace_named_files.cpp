// Something that is called like a file of monoci's, and is none: never a crash, never taken for absent where it counts.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/workspace_text.hpp"

namespace monoci::workspace_named_files_test {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;

struct Shape {
  const char* name;
  Content content;
  const char* why;  // what is said where the file is needed
  bool is_unknown;  // the file may hold anything: evidence is missing
};

const Shape kShapes[] = {
    {"DanglingLink", link("gone/file"), "the link leads to something that is not there", true},
    {"LinkOutOfTheTree", link("/etc/hostname"), "the link leads out of the repository or round in circles", true},
    {"LinkAboveTheTree", link("../../../../x"), "the link leads out of the repository or round in circles", true},
    {"LinkToItself", link("pyproject.toml"), "the link leads out of the repository or round in circles", true},
    {"LinkIntoASubmodule", link("/dev/null"), "the link leads out of the repository or round in circles", true},
    {"LinkToASubmodule", link("../sub"), "the link leads into a submodule", true},
    {"LinkToADirectory", link("../lib"), "the link leads to a directory", false},
    {"Submodule", submodule("1"), "it is a submodule", false},
};

std::ostream& operator<<(std::ostream& out, const Shape& shape) { return out << shape.name; }

class NoFile : public testing::TestWithParam<Shape> {};

// Two projects that stand alone, one of them with a manifest that is none.
Files alone(const Content& manifest) {
  return {{"lib/pyproject.toml", package("lib")}, {"sub", submodule("1")}, {"odd/pyproject.toml", manifest}};
}

TEST_P(NoFile, AsAManifestOfAProjectThatStandsAlone) {
  const auto& shape = GetParam();
  const auto reading = read(alone(shape.content));
  EXPECT_FALSE(reading.problems.has_errors());
  EXPECT_TRUE(reading.workspace.projects.contains({at("lib")}));
  EXPECT_EQ(reading.workspace.unreadable.size(), shape.is_unknown ? 1U : 0U);
  if (!shape.is_unknown) return;
  EXPECT_THAT(reading.workspace.unreadable[0].what, HasSubstr("`odd/pyproject.toml` is no file: "));
  EXPECT_THAT(affected(alone(shape.content), alone(shape.content)), Contains("lib"));
}

TEST_P(NoFile, AsTheManifestOfARootOrAMember) {
  for (const auto* at : {"pyproject.toml", "lib/pyproject.toml"}) {
    const Files files = {{"pyproject.toml", root({"lib", "b"})},
                         {"lib/pyproject.toml", package("lib")},
                         {"b/pyproject.toml", package("b")},
                         {"sub", submodule("1")}};
    const auto reading = read(with(files, {{at, GetParam().content}}));
    EXPECT_FALSE(reading.problems.has_errors()) << at;
    if (std::string_view(GetParam().name).starts_with("Link") && std::string_view(at) == "lib/pyproject.toml") {
      EXPECT_TRUE(reading.workspace.projects.contains({monoci::at("b")}));
    }
  }
}

TEST_P(NoFile, AsMonocisOwnFileIsAnError) {
  const auto config = tree_of({{"monoci.yaml", GetParam().content}, {"sub", submodule("1")}, {"lib/x", "1"}});
  Diagnostics problems;
  EXPECT_FALSE(read_config_of(config, problems));
  ASSERT_EQ(problems.sorted().size(), 1U);
  EXPECT_THAT(problems.sorted()[0].what, HasSubstr("`monoci.yaml` is no file: "));

  if (GetParam().content.type == EntryType::submodule) return;  // a project of its own
  const auto reading = read({{"lib/x", "1"}, {"sub", submodule("1")}, {"odd/monoci.project.yaml", GetParam().content}});
  EXPECT_TRUE(reading.problems.has_errors());
  EXPECT_EQ(reading.problems.sorted()[0].where, (Spot{"odd/monoci.project.yaml", 1, 1}));
}

INSTANTIATE_TEST_SUITE_P(Shapes, NoFile, testing::ValuesIn(kShapes),
                         [](const auto& shape) { return std::string(shape.param.name); });

TEST(NamedFile, ThatIsThereOrNotIsNoFault) {
  const auto there =
      tree_of({{"monoci.yaml", link("ci/monoci.yaml")}, {"ci/monoci.yaml", "version: 1\nunowned: all\n"}});
  Diagnostics problems;
  const auto config = read_config_of(there, problems);
  ASSERT_TRUE(config);
  EXPECT_EQ(config->unowned, Unowned::all);
  EXPECT_TRUE(read_config_of(tree_of({{"x", ""}}), problems));
  EXPECT_TRUE(problems.empty());
  EXPECT_THAT(read({{"a/pyproject.toml", link("../real.toml")}, {"real.toml", package("a")}}).workspace.unreadable,
              IsEmpty());
}

TEST(NamedFile, InASubmoduleIsTheSubmodule) {
  const auto reading =
      read({{"pyproject.toml", root({"sub/a", "b"})}, {"b/pyproject.toml", package("b")}, {"sub", submodule("1")}});
  EXPECT_THAT(reading.workspace.unreadable, IsEmpty());
  EXPECT_TRUE(reading.workspace.projects.contains({at("sub")}));
}

}  // namespace
}  // namespace monoci::workspace_named_files_test
