// How a project is named at a shell: as git takes paths, from where one stands.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/program.hpp"

namespace monoci_testing::project_words_test {

namespace {

using gitview_testing::GitSandbox;
using testing::HasSubstr;

struct Spelling {
  const char *directory, *words, *means;  // nullptr: nothing
};
void PrintTo(const Spelling& row, std::ostream* out) { *out << row.words << " in " << row.directory; }

GitSandbox repository() {
  GitSandbox made;
  made.commit({{"pyproject.toml", "[tool.uv.workspace]\nmembers = [\"libs/*\", \"tool\"]\n"},
               {"libs/a/pyproject.toml", "[project]\nname = \"a\"\nversion = \"1\"\n"},
               {"libs/b/pyproject.toml", "[project]\nname = \"bee\"\nversion = \"1\"\n"},
               {"libs/b/src/x.py", "1"},
               {"libs/tool/pyproject.toml", "[project]\nname = \"inner\"\nversion = \"1\"\n"},
               {"tool/pyproject.toml", "[project]\nname = \"outer\"\nversion = \"1\"\n"}});
  return made;
}

class ProjectSpelling : public testing::TestWithParam<Spelling> {};

TEST_P(ProjectSpelling, AreSeenFromWhereOneStands) {
  const auto here = repository();
  const auto [directory, words, means] = GetParam();
  for (const std::string start : {"cd \"$PWD\"/{} && \"$MONOCI\" ", "\"$MONOCI\" -C {} "}) {
    auto script = "export ROOT=\"$PWD\"; " + start + "inputs " + words;
    script.replace(script.find("{}"), 2, directory);
    const auto result = run_script(here, script);
    EXPECT_EQ(result.exit_code, means != nullptr ? 0 : 1) << script << result.err;
    if (means != nullptr)
      EXPECT_THAT(result.out, testing::StartsWith(std::string(means) + "\n")) << script;
    else
      EXPECT_THAT(result.err, HasSubstr("error: there is no project")) << script;
  }
}

INSTANTIATE_TEST_SUITE_P(Spellings, ProjectSpelling,
                         testing::Values(Spelling{"libs/b", ".", "libs/b"}, Spelling{"libs/b", "./", "libs/b"},
                                         Spelling{"libs/b/src", ".", "libs/b"}, Spelling{"libs/b/src", "..", "libs/b"},
                                         Spelling{"libs/a", "../b", "libs/b"}, Spelling{"libs", "./b/", "libs/b"},
                                         Spelling{"libs", "b", "libs/b"}, Spelling{"libs", "bee", "libs/b"},
                                         Spelling{".", "libs/b", "libs/b"}, Spelling{"libs", "libs/b", "libs/b"},
                                         Spelling{"libs", "tool", "tool"}, Spelling{"libs", "./tool", "libs/tool"},
                                         Spelling{"libs/a", "\"$ROOT\"/libs/b", "libs/b"},
                                         Spelling{"libs/a", "\"$ROOT\"/libs/b/src/x.py", "libs/b"},
                                         Spelling{"libs/a", "\"$ROOT\"/libs/../libs/b", "libs/b"},
                                         Spelling{"libs", ".", nullptr}, Spelling{"libs/a", "../../..", nullptr},
                                         Spelling{"libs/a", "/", nullptr}, Spelling{"libs/a", "../c", nullptr},
                                         Spelling{".", ".", nullptr}));

// Each command that takes a PROJECT, started in the project.
TEST(ProjectArgument, IsTakenByEveryCommand) {
  const auto here = repository();
  const auto of = [&](const std::string& words) { return run_script(here, "cd libs/b && \"$MONOCI\" " + words); };
  EXPECT_EQ(of("why . --base HEAD").out, "libs/b is not affected\n");
  EXPECT_THAT(of("graph --focus . --format json").out, HasSubstr("\"path\": \"libs/b\""));
  EXPECT_THAT(of("mv . ../moved --dry-run").out, HasSubstr("libs/moved"));
  EXPECT_EQ(of("mv . ../moved --dry-run").exit_code, 0);
  EXPECT_THAT(of("link . ../a --dry-run").err, testing::Not(HasSubstr("there is no project")));
  EXPECT_THAT(of("new lib fresh --uses . --dry-run").err, testing::Not(HasSubstr("there is no project")));
  EXPECT_THAT(of("generate -o /dev/null --report /dev/stdout --only .").out, HasSubstr("\"path\": \"libs/b\""));
}

}  // namespace

}  // namespace monoci_testing::project_words_test
