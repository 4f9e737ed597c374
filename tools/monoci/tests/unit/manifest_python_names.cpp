#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gtest/gtest.h>

#include "ecosystem/uv/python_names.hpp"

namespace monoci::manifest_python_names_test {
namespace {

TEST(NormalisedName, LowersAndJoinsSeparators) {
  EXPECT_EQ(normalised_name("My.Lib"), "my-lib");
  EXPECT_EQ(normalised_name("my_-.lib"), "my-lib");
  EXPECT_EQ(normalised_name("MYLIB2"), "mylib2");
}

TEST(PackageName, HasLettersOrDigitsAtBothEnds) {
  for (const auto* name : {"a", "a-b", "A.b_c", "0"}) EXPECT_TRUE(is_package_name(name)) << name;
  for (const auto* name : {"", "-a", "a-", "a b", "a/b", "\xc3\xa9"}) EXPECT_FALSE(is_package_name(name)) << name;
}

struct Row {
  const char *written, *means;  // "name [extras] @url"; nullptr: no requirement
};

std::string told(const ParsedRequirement& requirement) {
  auto text = requirement.name;
  if (!requirement.extras.empty()) text += fmt::format(" [{}]", fmt::join(requirement.extras, ","));
  if (!requirement.url.empty()) text += " @" + requirement.url;
  return text;
}

class RequirementText : public testing::TestWithParam<Row> {};

TEST_P(RequirementText, GivesNameExtrasAndUrl) {
  const auto parsed = parse_requirement(GetParam().written);
  ASSERT_EQ(parsed.has_value(), GetParam().means != nullptr) << GetParam().written;
  if (parsed) {
    EXPECT_EQ(told(*parsed), GetParam().means);
  }
}
INSTANTIATE_TEST_SUITE_P(Rows, RequirementText,
                         testing::Values(Row{"io", "io"}, Row{" My.Lib ", "my-lib"}, Row{"io>=1,<2", "io"},
                                         Row{"io (>=1)", "io"}, Row{"io~=1.0 ; python_version < '3.12'", "io"},
                                         Row{"io;python_version<'3'", "io"},
                                         Row{"io[Excel, CSV_x]>=1", "io [excel,csv-x]"}, Row{"io[]", "io"},
                                         Row{"io @ file:///x ; os_name=='nt'", "io @file:///x"},
                                         Row{"io@https://x/y", "io @https://x/y"},
                                         Row{"io [a] @ git+https://x", "io [a] @git+https://x"},
                                         Row{"io=={{ version }}", "io"},  // a template placeholder does no harm
                                         Row{"", nullptr}, Row{"-io", nullptr}, Row{"io[", nullptr},
                                         Row{"io[a b]", nullptr}, Row{"io foo", nullptr}, Row{"./lib", nullptr}));

struct Reference {
  const char *url, *path;  // nullptr: no path
};

class DirectReference : public testing::TestWithParam<Reference> {};

TEST_P(DirectReference, IsAPathSeenFromTheProject) {
  const auto path = path_of_direct_reference(GetParam().url);
  ASSERT_EQ(path.has_value(), GetParam().path != nullptr) << GetParam().url;
  if (path) {
    EXPECT_EQ(*path, GetParam().path);
  }
}
INSTANTIATE_TEST_SUITE_P(Rows, DirectReference,
                         testing::Values(Reference{"file:///${PROJECT_ROOT}/../lib", "./../lib/"},
                                         Reference{"file://${PROJECT_ROOT}/../lib", "./../lib/"},
                                         Reference{"file:../lib", "./../lib/"},
                                         Reference{"{root:uri}/../lib", "./../lib/"},
                                         Reference{"{root:parent:parent:uri}/lib", "./../../lib/"},
                                         Reference{"file:../my%20lib", "./../my lib/"},
                                         Reference{"file:../lib#subdirectory=py&x=1", "./../lib/py"},
                                         Reference{"file:///home/me/lib", "/home/me/lib/"},
                                         Reference{"file:/lib", "/lib/"}, Reference{"https://x/lib", nullptr},
                                         Reference{"git+ssh://x/lib", nullptr}, Reference{"", nullptr}));

}  // namespace
}  // namespace monoci::manifest_python_names_test
